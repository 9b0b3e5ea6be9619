#!/usr/bin/env bash
# Every word of the table of primaries, every flag and every long option is explained in the manual page and stands in a test.
set -euo pipefail
cd "${1:?usage: primaries.sh PROJECT_ROOT}"

complaints=0
complain() {
  printf '%s\n' "$1"
  complaints=$((complaints + 1))
}

# The manual page without what only typesets it, so that words can be looked for as they are typed.
manual=$(sed -E 's/\\-/-/g; s/\\f.//g' man/findo.1)
tests=$(cat tests/cli/*/*.test)

# is_in TEXT WORD: the word stands there, and not as a part of a longer one.
is_in() {
  grep -qE -- "(^|[^-_[:alnum:]])$2(\$|[^-_[:alnum:]])" <<<"$1"
}

count=0
while read -r word; do
  count=$((count + 1))
  case $word in
    -newerXY) in_manual='-newer XY' in_tests=-newermt ;;
    *) in_manual=$word in_tests=$word ;;
  esac
  is_in "$manual" "$in_manual" || complain "man/findo.1 says nothing of $word"
  is_in "$tests" "$in_tests" || complain "no test in tests/cli has $word"
done < <(sed -nE 's/^    \{"(-[^"]+)", P::.*/\1/p' src/language/primaries.cpp | sort -u)

while read -r letter; do
  count=$((count + 1))
  grep -qE -- "^\.(B|BI|BR) -$letter( |\$)" <<<"$manual" || complain "man/findo.1 says nothing of the flag -$letter"
  grep -qE -- "[ ']-[HLPEXdsx]*$letter([ '0-9]|\$)" <<<"$tests" || complain "no test in tests/cli has the flag -$letter"
done < <(sed -nE "s/^    \{'(.)', FlagValue::.*/\1/p" src/language/flags.cpp)

while read -r name; do
  count=$((count + 1))
  is_in "$manual" "--$name" || complain "man/findo.1 says nothing of --$name"
  is_in "$tests" "--$name" || complain "no test in tests/cli has --$name"
done < <(sed -nE 's/^    \{"([a-z-]+)", "--.*/\1/p' src/cli/options.cpp)

if ((complaints > 0)); then exit 1; fi
if ((count < 100)); then
  echo "primaries: only $count words were found in the tables, so they were not read right"
  exit 1
fi
echo "primaries: $count words, flags and long options have their paragraph and their test"
