#!/usr/bin/env bash
# What is Linux's own is asked for in src/files/linux_* alone, and has an answer for other systems beside it, so that a
# build without these files (FINDO_LINUX_READER=OFF) is whole; and older systems are built for.
set -euo pipefail
cd "${1:?usage: platform.sh PROJECT_ROOT}"

complaints=0
complain() {
  printf '%s\n' "$1"
  complaints=$((complaints + 1))
}

# Headers of the kernel, and those by which C libraries on Linux reach it where others have none, or another of that name.
headers='linux/|asm/|asm-generic/|mntent\.h|sys/(acl|capability|epoll|eventfd|fanotify|fsuid|inotify|mount|prctl|quota|random'
headers+='|sendfile|signalfd|statfs|syscall|sysinfo|sysmacros|timerfd|vfs|xattr)\.h'
while IFS= read -r found; do
  case $found in
    src/files/linux_* | src/files/device_numbers.cpp:*sysmacros.h*) ;;
    *) complain "$found: belongs in src/files/linux_*" ;;
  esac
done < <(grep -rnE "^[[:space:]]*#[[:space:]]*include[[:space:]]*<($headers)" src include || true)

# linux_thing.cpp and portable_thing.cpp are the two sources behind thing.hpp.
for source in src/files/linux_*.cpp; do
  thing=${source#src/files/linux_}
  case $thing in
    reader.cpp) twin=src/files/posix_reader.cpp ;;
    *) twin=src/files/portable_$thing ;;
  esac
  [[ -e $twin ]] || complain "$source: there is no $twin for other systems"
done
for source in src/files/portable_*.cpp; do
  [[ -e src/files/linux_${source#src/files/portable_} ]] || complain "$source: there is no source for Linux"
done

# .packaging/old-archive builds with the C++ library of GCC 10, which lacks parts of C++20.
newer='make_(unique|shared)_for_overwrite|counting_semaphore|binary_semaphore|osyncstream|source_location|to_underlying|format_to|vformat'
headers='barrier|format|latch|semaphore|source_location|syncstream'
while IFS= read -r found; do
  complain "$found: the C++ library of GCC 10 does not have it"
done < <(grep -rnE "std::($newer)\\b|^[[:space:]]*#[[:space:]]*include[[:space:]]*<($headers)>" src include || true)

if ((complaints > 0)); then exit 1; fi
echo "platform: Linux stays in src/files/linux_*"
