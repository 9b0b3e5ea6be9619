#!/usr/bin/env bash
# Times findo beside find, bfs and fd, whichever are installed, on the same work in the same minute; the ratios are what
# carries over to another machine.   compare.sh FINDO [DIRECTORY]
# Each line of work is first run once by every program, which also warms the cache; one thread or many, as each prefers.
set -euo pipefail

findo=${1:?usage: compare.sh FINDO [DIRECTORY]}
tree=${2:-/usr}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/empty"
fd=$(command -v fdfind || command -v fd || true)

# compare TITLE RUNS ARGUMENTS FD_ARGUMENTS: FD_ARGUMENTS "-" leaves fd out, which has no such search.
compare() {
  local title=$1 runs=$2 arguments=$3 fd_arguments=$4 commands=() program
  for program in "$findo" find bfs; do
    if command -v "$program" >/dev/null; then commands+=("$program $arguments"); fi
  done
  if [[ -n $fd && $fd_arguments != - ]]; then commands+=("$fd $fd_arguments"); fi
  hyperfine -N --style none --output pipe --warmup 2 --runs "$runs" --ignore-failure --export-csv "$scratch/times.csv" "${commands[@]}" \
    >/dev/null 2>&1
  printf '\n%s\n' "$title"
  # hyperfine's columns: command,mean,stddev,median,user,system,min,max
  awk -F, 'NR == 2 { first = $(NF - 4) }
           NR > 1 { split($1, word, " "); sub(/.*\//, "", word[1])
                    printf "  %-7s median %9.2f ms   findo takes %5.2f of it\n", word[1], $(NF - 4) * 1000, first / $(NF - 4) }' \
    "$scratch/times.csv"
}

everything="-u . $tree"
compare 'start-up: an empty directory' 300 "$scratch/empty" "-u . $scratch/empty"
compare "visit: every name below $tree, nothing printed" 10 "$tree -name nothing.has.this.name" "-u ^nothing.has.this.name\$ $tree"
compare "print: every path below $tree" 10 "$tree" "$everything"
compare "name: *.h below $tree" 10 "$tree -name *.h" "-u -g *.h $tree"
compare "stat: files over 64 KiB below $tree" 10 "$tree -size +64k" -
