#!/usr/bin/env bash
# Nothing in the repository speaks of one machine or of unfinished work, and no file has grown past one sitting's reading.
set -euo pipefail
cd "${1:?usage: wording.sh PROJECT_ROOT}"

readonly kMaximalLines=600
complaints=0

# Everything that would be committed; without git (an unpacked archive) everything but what was built.
files() {
  if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    git ls-files -z --cached --others --exclude-standard
  else
    find . \( -path ./build -o -path ./.git \) -prune -o -type f -print0
  fi
}

# forbid WHY PATTERN [FILE PATTERN]: no line of a text file may match. This file, which must name what it forbids, is let off.
forbid() {
  local why=$1 pattern=$2 found
  found=$(files | grep -zv 'tests/lint/wording\.sh$' | xargs -0 -r grep -nIHE "$pattern" -- 2>/dev/null || true)
  if [[ -n $found ]]; then
    printf '%s\n' "$found"
    echo "wording: $why"
    complaints=$((complaints + 1))
  fi
}

forbid 'unfinished work is finished or filed, not marked' '\b(TODO|FIXME|XXX|HACK)\b'
forbid 'a path of somebody'\''s machine' '(^|[^a-z])/(home/[a-z]+|Users/[A-Za-z]+|root|work)/'
forbid 'a conflict was left unmerged' '^(<<<<<<<|>>>>>>>) '

while IFS= read -r -d '' file; do
  case $file in
    *.cpp | *.hpp | *.sh | */dev | *CMakeLists.txt) ;;
    *) continue ;;
  esac
  lines=$(wc -l <"$file")
  if ((lines > kMaximalLines)); then
    echo "$file: $lines lines; over $kMaximalLines a file has more than one duty"
    complaints=$((complaints + 1))
  fi
done < <(files)

if ((complaints > 0)); then exit 1; fi
echo "wording: nothing unfinished, nothing of one machine, no file over $kMaximalLines lines"
