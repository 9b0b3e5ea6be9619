#!/usr/bin/env bash
# Runs every example of man/findo-examples.7, each on a fresh tree, and compares what it shows with what is expected.
#   run.sh FINDO PROJECT_ROOT [--show NAME]
# In expected.txt a section "== NAME" holds the lines of standard output, in byte order unless it says "ordered", and may
# begin with "$ COMMAND", whose output, when the example is through, comes after it.
set -euo pipefail
export LC_ALL=C TZ=UTC0

findo=$(realpath "$1")
root=$(realpath "$2")
show=${4-}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
mkdir "$place/bin" "$place/pages" "$place/home"
ln -s "$findo" "$place/bin/findo"
export PATH=$place/bin:$PATH HOME=$place/home XDG_STATE_HOME=$place/home/state XDG_DATA_HOME=$place/home/data

# One file for each example: the text of the page as it is read and typed.
awk -v folder="$place/pages/" '
  /^\.\\" example / { name = $3 }
  /^\.EX$/ { inside = 1; next }
  /^\.EE$/ { inside = 0; next }
  inside { print > (folder name) }' "$root/man/findo-examples.7"
for page in "$place"/pages/*; do
  sed -i "s/\\\\(aq/'/g; s/\\\\(ha/^/g; s/\\\\(ti/~/g; s/\\\\(ga/\`/g; s/\\\\&//g; s/\\\\-/-/g; s/\\\\e/\\\\/g" "$page"
done

section() { # NAME: its lines in expected.txt
  awk -v title="== $1" '$0 == title || index($0, title " ") == 1 { inside = 1; next } /^== / { inside = 0 } inside' \
    "$root/tests/examples/expected.txt"
}

# What the example shows, and the command of its section after it.
outcome() { # NAME
  local name=$1 check
  check=$(section "$name" | sed -n '1s/^\$ //p')
  rm -rf "${place:?}/tree" "${place:?}/home"
  mkdir "$place/tree" "$place/home"
  (cd "$place/tree" && bash "$root/tests/examples/tree.sh") || echo "the tree could not be made"
  (cd "$place/tree" && bash "$place/pages/$name" && if [[ -n $check ]]; then bash -c "$check"; fi) 2>&1 ||
    echo "exit status $?"
}

failures=0
count=0
for page in "$place"/pages/*; do
  name=$(basename "$page")
  [[ -n $show && $show != "$name" ]] && continue
  count=$((count + 1))
  if grep -qx "== $name ordered" "$root/tests/examples/expected.txt"; then
    shown=$(outcome "$name")
  else
    shown=$(outcome "$name" | sort)
  fi
  [[ -n $show ]] && printf '%s\n' "$shown"
  if ! grep -qE "^== $name( ordered)?\$" "$root/tests/examples/expected.txt"; then
    echo "$name: nothing is expected of it in tests/examples/expected.txt"
    failures=$((failures + 1))
    continue
  fi
  expected=$(section "$name" | sed '1{/^\$ /d}')
  if [[ $shown != "$expected" ]]; then
    printf '%s: not as expected\n%s\n' "$name" "$(cat "$page")"
    diff <(printf '%s\n' "$expected") <(printf '%s\n' "$shown") || true
    failures=$((failures + 1))
  fi
done
if [[ -z $show ]]; then
  while read -r name; do
    [[ -e $place/pages/$name ]] || { echo "$name: expected, but not in the page" && failures=$((failures + 1)); }
  done < <(sed -nE 's/^== ([a-z-]+).*/\1/p' "$root/tests/examples/expected.txt")
  ((count >= 40)) || { echo "only $count examples were found" && failures=$((failures + 1)); }
fi
echo "examples: $count run, $failures not as expected"
((failures == 0))
