#!/usr/bin/env bash
# Does the benchmark measure what it says? Its programs, scenarios and reports on small trees, in seconds and without
# hyperfine; times are made up where they are needed.
#   self_test.sh BUILD_FOLDER
# shellcheck disable=SC2034,SC2154 # names that the parts of bench.sh read, and set
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=$(cd "${1:?usage: self_test.sh BUILD_FOLDER}" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export FINDO_BENCH_DIR=$scratch/trees
results=$scratch/results.tsv
readonly make_trees=$build/tests/bench/findo_make_trees
readonly peak=$build/tests/bench/findo_peak
mkdir "$FINDO_BENCH_DIR"

say() { printf '  bench: %s\n' "$*"; }
fail() {
  say "$*"
  exit 1
}

# shellcheck source-path=SCRIPTDIR
source "$here/trees.sh"
# shellcheck source-path=SCRIPTDIR
source "$here/scenarios.sh"
# shellcheck source-path=SCRIPTDIR
source "$here/programs.sh"
# shellcheck source-path=SCRIPTDIR
source "$here/measure.sh"
# shellcheck source-path=SCRIPTDIR
source "$here/readme.sh"

passed=0 failures=0
check() { # SENTENCE COMMAND…: the command must succeed
  local sentence=$1
  shift
  if "$@" >"$scratch/said" 2>&1; then
    passed=$((passed + 1))
  else
    printf 'FAILED: %s\n' "$sentence"
    cat "$scratch/said"
    failures=$((failures + 1))
  fi
}

refused() { ! "$@"; }
equal() { [[ $1 == "$2" ]] || { printf '  expected: %s\n  is:       %s\n' "$2" "$1" && false; }; }
says() { # PATTERN COMMAND…
  local said
  said=$("${@:2}" 2>&1 || true)
  # shellcheck disable=SC2053 # it is a pattern
  [[ $said == $1 ]] || { printf '  expected: %s\n  is:       %s\n' "$1" "$said" && false; }
}

# ---- Trees ----------------------------------------------------------------------------------------------------------
small_trees() {
  "$make_trees" shape | awk 'NR <= 2000' >"$trees/listing"
  printf 'f\t65536\tnot over\nf\t65537\tover\nl\tnowhere\tlink\n' >>"$trees/listing"
  copies 2 "$trees/big"
  repository "$trees/repository"
  flat 12000 "$trees/flat" # several buffers of names, and enough for find to sort them
  flat 40 "$trees/commands"
  chain 60 "$trees/deep"
  chain 300 "$trees/deeper"
}

listing_of() {
  "$findo_path" "$1" -mindepth 1 '(' -type d -printf 'd\t\t%P\n' -o -type f -printf 'f\t%s\t%P\n' -o \
    -printf 'l\t%l\t%P\n' ')' | LC_ALL=C sort
}

same_as_listing() { diff <(LC_ALL=C sort "$trees/listing") <(listing_of "$1"); }

shape_is_sound() { # parents first, no path twice, about 84,000 lines
  "$make_trees" shape | awk -F '\t' '
    { parent = $3 }
    !sub(/\/[^\/]*$/, "", parent) { parent = "" }
    $3 in seen || (parent != "" && !(parent in folder)) { print "  " $0; bad = 1 }
    { seen[$3] }
    $1 == "d" { folder[$3] }
    END { exit bad || NR < 75000 || NR > 95000 }'
}

archive_listing() {
  local top=$scratch/archive
  mkdir -p "$top/sources-1/kernel folder"
  printf '12345' >"$top/sources-1/kernel folder/a file.c"
  ln -s 'somewhere else' "$top/sources-1/link"
  (cd "$top" && tar -cf sources.tar sources-1)
  list_archive "$top/sources.tar" | LC_ALL=C sort
}

broken_make() {
  echo half >"$1"
  return 1
}
made_once_or_not_at_all() {
  ! (make_once broken broken_make) && [[ ! -e $trees/broken ]]
}

without_sources() {
  source_archive() { return 1; }
  make_listing "$scratch/generated" && (($(wc -l <"$scratch/generated") > 75000)) && grep generated "$trees/listing.origin"
}

small_trees
check 'a copy holds every line of the listing, with sizes and targets' same_as_listing "$trees/big/00"
check 'every copy does' same_as_listing "$trees/big/01"
check 'a tree that is there already is refused' refused "$make_trees" flat "$trees/flat" 3
check 'a file of another kind is no listing' refused "$make_trees" copies "$here/floor.cpp" "$trees/none" 1
check 'the generated tree has parents before children and the size of the sources' shape_is_sound
check 'an archive of sources becomes a listing without its outer folder' equal "$(archive_listing)" \
  $'d\t\tkernel folder\nf\t5\tkernel folder/a file.c\nl\tsomewhere else\tlink'
check 'where there are no sources a generated tree serves' without_sources
check 'a tree that could not be made completely is not taken for one' made_once_or_not_at_all
check 'the memory file system is refused' refused env FINDO_BENCH_DIR=/dev/shm/findo-bench bash -c "
  source '$here/trees.sh'; fail() { exit 1; }; file_system_of() { echo tmpfs; }; trees=$scratch; need_disk"

# ---- The floor and the peak -----------------------------------------------------------------------------------------
find_programs
for threads in 1 2 7; do
  for tree in big flat deeper; do
    count=$("$findo_path" "$trees/$tree" | wc -l | tr -d ' ')
    for mode in visit stat; do
      check "the floor on $threads threads sees all of $tree in the mode $mode" \
        equal "$("$floor_path" "-j$threads" $mode "$trees/$tree")" "$count"
    done
  done
done
check 'the floor takes several roots' equal "$("$floor_path" visit "$trees/deep" "$trees/flat")" 12063
check 'the floor fails where a root cannot be read, and reads the others' says '*calls failed*12001' "$floor_path" stat \
  "$trees/none" "$trees/flat"

# shellcheck disable=SC2016 # the inner shell's variable
small_kib=$("$peak" true) large_kib=$("$peak" sh -c 'x=$(head -c 20000000 /dev/zero | tr "\0" a)')
check 'the peak tells one that holds 20 MB from one that holds nothing' test "$large_kib" -gt $((small_kib + 15000))
check 'the peak passes the exit status on' says '*7' bash -c "'$peak' sh -c 'exit 7'; echo \$?"
check 'the peak reads what is written' "$peak" head -c 1000000 /dev/zero

# ---- Scenarios ------------------------------------------------------------------------------------------------------
scenario_agrees() {
  load_scenario "$1" && outputs_agree && [[ -s $scratch/findo || $1 == quit ]]
}
for name in $(scenario_names); do
  check "$name: all programs do the same" scenario_agrees "$name"
done
leaves_some_out() {
  (($("$findo_path" "$1" --ignore=vcs | wc -l) < $("$findo_path" "$1" | wc -l)))
}
check 'the rules of the repository leave something out' leaves_some_out "$trees/repository/00"
check 'a scenario has a title' equal "$(scenario_title start-up)" 'an empty directory, print'

# agrees_with PROGRAM SCENARIO SCRIPT: whether all agree when PROGRAM is the script instead, which is a shell's.
agrees_with() {
  printf '#!/bin/sh\nfindo=%q\n%s\n' "$findo_path" "$3" >"$scratch/fake"
  chmod +x "$scratch/fake"
  printf -v "${1}_path" %s "$scratch/fake"
  scenario_agrees "$2"
}
# Each in a subshell, of says, so that the program is itself again afterwards.
# shellcheck disable=SC2016 # the scripts' own variables
{
  check 'a peer that leaves a line out disagrees' \
    says '*bfs does not do what*' agrees_with bfs print '"$findo" "$@" | sed 5d'
  check 'find in another order disagrees' \
    says '*find does not do what*' agrees_with find print '"$findo" "$@" | LC_ALL=C sort'
  check 'bfs in another order agrees' agrees_with bfs print '"$findo" "$@" | LC_ALL=C sort'
  check 'a peer that fails disagrees' says '*failed: *' agrees_with bfs print '"$findo" "$@"; exit 1'
  check 'a floor that sees less disagrees' says '*floor does not do what*' agrees_with floor stat 'echo 7'
  check 'another deletion disagrees' \
    says '*bfs does not do what*' agrees_with bfs delete '"$findo" "$1" -name "*.h" -delete'
}

# ---- Reports --------------------------------------------------------------------------------------------------------
figures() { # LINE…, commas for the tabs
  printf '%s\n' "$@" | tr ',' '\t' >"$results"
}
terminal() { awk -f "$here/figures.awk" -f "$here/report_terminal.awk" "$results"; }
markdown() { awk -f "$here/figures.awk" -f "$here/report_markdown.awk" "$results"; }
cells() { markdown | awk -F '|' '/^[|]/ { print NF }' | sort -u; }
all_met() { awk -f "$here/figures.awk" -f "$here/all_met.awk" "$results"; }

figures 'scenario,print,all of it,floor:1.08 peer:0.8,3' \
  'time,print,floor,1.0,0.1,0.2' 'time,print,findo,1.08,0.5,0.5' \
  'time,print,find,3.0,1,1' 'time,print,bfs,1.35,1,1' 'peak,print,findo,20480' 'peak,print,bfs,40960'
check 'a goal that is just reached is met' \
  says '*goal met * floor: 1.08*goal met * fastest peer: 0.80*goal met *: 20.00*' terminal
check 'all goals met: success' all_met
check 'findo and each other program have their line' \
  says '*findo * 1.08 s *1.00 s*20.0*bfs *1.35 s *0.80 *40.0*' terminal
check 'the table has figures, ratios and goals' says \
  '*| ?*: all of it | 1.00 s | 1.08 s | 3.00 s | 1.35 s | - | 1.08 | 0.80 | 0.36 | * floor: 1.08, met<br>*' markdown

figures 'scenario,print,all of it,floor:1.08 cpu:1,3' \
  'time,print,floor,1.0,0.1,0.2' 'time,print,findo,1.09,0.5,0.5' \
  'time,print,find,3.0,0.4,9' 'time,print,bfs,1.35,1,1' 'peak,print,findo,25600'
check 'a goal that is just missed is missed' \
  says '*goal missed * floor: 1.09*goal missed *peer*: 1.25*goal missed *: 25.00*' terminal
check 'goals missed: failure' refused all_met
check 'all rows of both tables are as wide as their heads' equal "$(cells)" 12
check 'the table says how many' says '*0 of 3 goals met*missed*' markdown

figures 'scenario,print,all of it,bfs:1,3' 'time,print,findo,1.09,0.5,0.5'
check 'a goal that needs what is not installed is unknown' says '*goal unknown *bfs: -*' terminal
check 'what is unknown is not missed' all_met
figures 'scenario,print,all of it,bfs:1,3' 'failed,print,the programs differ'
check 'a scenario that failed says so on the terminal' says '*FAILED: the programs differ*' terminal
check 'a scenario that failed says so in the table' says '*failed?*: the programs differ*' markdown
check 'the row of a scenario that failed is as wide as the head' equal "$(cells)" 12

printf 'table\n' >"$scratch/table"
printf '# before\n%s\nold\n%s\nafter\n' "$kBeginMark" "$kEndMark" >"$scratch/readme"
cp "$scratch/readme" "$scratch/unmarked" && sed -i.old '/begin/d' "$scratch/unmarked"
check 'the text between the marks is replaced' replace_marked "$scratch/readme" "$scratch/table"
check 'and nothing else' equal "$(cat "$scratch/readme")" \
  $'# before\n<!-- bench:begin -->\ntable\n<!-- bench:end -->\nafter'
check 'a file without both marks is refused' refused replace_marked "$scratch/unmarked" "$scratch/table"
check 'and left as it is' equal "$(cat "$scratch/unmarked")" $'# before\nold\n<!-- bench:end -->\nafter'

printf 'bench: %d passed, %d failed\n' "$passed" "$failures"
((failures == 0))
