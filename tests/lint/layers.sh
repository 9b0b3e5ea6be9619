#!/usr/bin/env bash
# A folder of src includes only the folders below it in the flow, so that each can be understood without the ones above.
# A new dependency between folders is a decision about the design: it is made here first.
set -euo pipefail
cd "${1:?usage: layers.sh PROJECT_ROOT}"

# folder → what it may include beside itself: folders, or single headers
allowed() {
  case $1 in
    base) ;;
    language) echo base ;;
    files) echo base ;;
    output) echo base files ;;
    plan) echo base language files act/action.hpp ;;
    act) echo base files output ;;
    walk) echo base files ;;
    cli) echo base language files output plan act walk findo ;;
    library) echo base language files output plan act walk cli findo ;;
    *) return 1 ;;
  esac
}

complaints=0
complain() {
  printf '%s\n' "$1"
  complaints=$((complaints + 1))
}

for folder in src/*/; do
  name=$(basename "$folder")
  if ! may=$(allowed "$name"); then
    complain "$folder: tests/lint/layers.sh does not say what this folder may include"
    continue
  fi
  while IFS=: read -r file line text; do
    header=${text#*\"}
    header=${header%%\"*}
    case " $name $may " in
      *" ${header%%/*} "* | *" $header "*) ;;
      *) complain "$file:$line: src/$name must not include \"$header\"; it may include: $name $may" ;;
    esac
  done < <(grep -rnE --include='*.hpp' --include='*.cpp' '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' "$folder" || true)
done

# The public headers show nothing of ours but each other.
while IFS=: read -r file line text; do
  case $text in
    *'"findo/'* | *'<findo/'*) ;;
    *) complain "$file:$line: a public header includes an inner one: $text" ;;
  esac
done < <(grep -rnE --include='*.hpp' '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' include || true)

if ((complaints > 0)); then
  echo "layers: $complaints includes point the wrong way"
  exit 1
fi
echo "layers: every include points down"
