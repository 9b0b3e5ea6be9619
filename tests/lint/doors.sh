#!/usr/bin/env bash
# One door for each thing that must not spread: a package is included, threads and atomics are used, only where stated
# here. Who replaces a package, or looks for a race, has these files to read and no others.
set -euo pipefail
cd "${1:?usage: doors.sh PROJECT_ROOT}"

complaints=0

# door WHAT PATTERN DOOR: lines in src that match PATTERN must lie in a file whose name below src matches DOOR.
door() {
  local what=$1 pattern=$2 place=$3 found
  found=$(grep -rnE --include='*.hpp' --include='*.cpp' "$pattern" src | grep -vE "^src/($place)" || true)
  if [[ -n $found ]]; then
    printf '%s\n' "$found"
    echo "doors: $what belongs in src/($place) alone"
    complaints=$((complaints + 1))
  fi
}

include='^[[:space:]]*#[[:space:]]*include[[:space:]]*'
door 'CLI11' "$include<CLI/" 'cli/'
door 'spdlog' "$include<(spdlog|fmt)/" 'base/log'
door 'RE2' "$include<re2/" 'plan/pattern_re2|plan/content'
door 'a thread or an atomic' \
  "$include<(thread|atomic|condition_variable|future|semaphore|latch|barrier|stop_token|pthread\.h)>" \
  'walk/|output/|act/|files/tree_totals|base/log'
# A lock inside one file, around a table that is filled on demand or a call that is not reentrant; nothing that could
# lock is called under it.
door 'a lock' "$include<(mutex|shared_mutex)>" \
  'walk/|output/|act/|files/(ignore_roots|tree_totals|mounts|owners|std_filesystem_reader)|plan/(character_set|pattern_glibc|pattern_re2)|base/log'
door 'running a shell' '\b(system|popen)[[:space:]]*\(' 'nowhere/'
door 'printing an error' '\bstd::cerr\b|\bperror[[:space:]]*\(' 'main\.cpp'

if ((complaints > 0)); then exit 1; fi
echo "doors: packages, threads and shells stay where they belong"
