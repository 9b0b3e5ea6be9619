# shellcheck shell=bash
# Puts a text between the two marks of a Markdown file that are there for it. Read by bench.sh.

readonly kBeginMark='<!-- bench:begin -->'
readonly kEndMark='<!-- bench:end -->'

# replace_marked FILE TEXT_FILE: what is outside the marks stays as it is; without both marks nothing is done.
replace_marked() {
  local file=$1 text=$2 changed
  if [[ $(grep -Fx -e "$kBeginMark" -e "$kEndMark" "$file" || true) != "$kBeginMark"$'\n'"$kEndMark" ]]; then
    say "$file has no lines $kBeginMark and $kEndMark"
    return 1
  fi
  changed=$(mktemp)
  awk -v begin="$kBeginMark" -v end="$kEndMark" -v text="$text" '
    $0 == end { while ((getline line <text) > 0) print line; within = 0 }
    !within { print }
    $0 == begin { within = 1 }' "$file" >"$changed"
  cat "$changed" >"$file"  # keeps its mode and owner
  rm -f "$changed"
}
