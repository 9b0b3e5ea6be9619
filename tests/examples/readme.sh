#!/usr/bin/env bash
# Types the session that README.md shows, on the tree of the cookbook, and compares what comes with what is shown.
#   readme.sh FINDO PROJECT_ROOT
# The session is the first block of README.md behind "<!-- session -->": a line that begins with "$ " is a command, the
# lines up to the next one are all that it shows. One shell types them all.
set -euo pipefail
export LC_ALL=C TZ=UTC0

findo=$(realpath "$1")
root=$(realpath "$2")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
mkdir "$place/bin" "$place/home" "$place/tree"
ln -s "$findo" "$place/bin/findo"
export PATH=$place/bin:$PATH HOME=$place/home XDG_STATE_HOME=$place/home/state XDG_DATA_HOME=$place/home/data

awk '/^<!-- session -->$/ { inside = 1; next }
     inside && /^    / { print substr($0, 5); begun = 1; next }
     begun { exit }' "$root/README.md" >"$place/shown"
grep -q '^\$ findo ' "$place/shown" || { echo "README.md shows no session"; exit 1; }

cd "$place/tree"
bash "$root/tests/examples/tree.sh"
while IFS= read -r line; do
  [[ $line == '$ '* ]] || continue
  printf '%s\n' "$line"
  eval "${line#\$ }" || true
done <"$place/shown" >"$place/seen" 2>&1
diff -u "$place/shown" "$place/seen" || { echo "README.md shows what is not so"; exit 1; }
