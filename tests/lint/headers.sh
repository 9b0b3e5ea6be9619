#!/usr/bin/env bash
# Every header compiles alone, so that it can be included first and read without its neighbours.
# A header that its own source includes first is proved by the build; the others are compiled here.
# CXX names the compiler; JOBS how many run at a time; FINDO_LINUX_READER=0 leaves the Linux reader's headers out.
set -euo pipefail
cd "${1:?usage: headers.sh PROJECT_ROOT}"

compile() {
  # The header is included from a source, as users do: compiled itself it would be warned of for its pragma once.
  if ! "${CXX:-c++}" -std=c++20 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -fsyntax-only \
    -Isrc -Iinclude -x c++ - <<<"#include \"${1#*/}\""; then
    echo "headers: $1 does not compile alone" >&2
    return 1
  fi
}
export -f compile

# The first include of src/base/log.cpp is "base/log.hpp": true or false.
proved_by_its_source() {
  local source=${1%.hpp}.cpp
  [[ -f $source ]] && grep -m1 '^#include' "$source" | grep -qF "\"${1#*/}\""
}

jobs=${JOBS:-$(getconf _NPROCESSORS_ONLN)}
proved=0
alone=()
while IFS= read -r header; do
  if [[ ${FINDO_LINUX_READER:-1} == 0 && $header == */files/linux_* ]]; then continue; fi
  if proved_by_its_source "$header"; then
    proved=$((proved + 1))
  else
    alone+=("$header")
  fi
done < <(find src include -name '*.hpp' | sort)

if ! printf '%s\n' ${alone[@]+"${alone[@]}"} | xargs -P "$jobs" -I{} bash -c 'compile {}'; then exit 1; fi
echo "headers: $proved come first in their source, ${#alone[@]} compile alone"
