#!/usr/bin/env bash
# The benchmark: findo beside GNU find, bfs and fd, where they are installed, on the same work in the same minute, and
# beside the floor, the bare system calls. ./dev bench builds what is needed and runs this; bench.sh --help says more.
#   bench.sh BUILD_FOLDER [OPTION…] [SCENARIO…]        with FINDO_BENCH_DIR, the folder for the trees
# Runs on the bash 3.2 of macOS too: no associative arrays, no mapfile.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=${1:?usage: bench.sh BUILD_FOLDER [OPTION...] [SCENARIO...]}
shift
readonly here build
readonly root=$here/../..
readonly results=$build/bench.tsv
readonly table=$build/bench.md

say() { printf 'bench: %s\n' "$*" >&2; }
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

usage() {
  cat <<TEXT
usage: ./dev bench [OPTION...] [SCENARIO...]

  --list            name the scenarios, which are all run unless some are named
  --quick           fewer runs: minutes, and figures that are good for a first look
  --check           exit with 1 when a goal is missed
  --update-readme   put the table into README.md; only with all scenarios

Its trees, 2.2 million empty files that take 0.4 to 1.5 GB, are made once in \$FINDO_BENCH_DIR, else below
\$XDG_CACHE_HOME or ~/.cache; removing $trees has them made anew.
Keep 4 GB of memory free, or the trees do not stay in the cache and the disk is measured.
TEXT
}

list_scenarios() {
  local name
  for name in $(scenario_names); do printf '%-12s %s\n' "$name" "$(scenario_title "$name")"; done
}

quick='' check='' update_readme='' chosen=''

read_command_line() {
  local word
  for word in "$@"; do
    case $word in
      --list) list_scenarios && exit 0 ;;
      --help | -h) usage && exit 0 ;;
      --quick) quick=yes ;;
      --check) check=yes ;;
      --update-readme) update_readme=yes ;;
      *)
        if [[ -z $(scenario_title "$word") ]]; then fail "there is no scenario $word; ./dev bench --list names them"; fi
        chosen+=" $word"
        ;;
    esac
  done
  if [[ -n $chosen && -n $update_readme ]]; then fail "README.md shows all scenarios; name none"; fi
  if [[ -z $chosen ]]; then chosen=$(scenario_names); fi
}

run_scenario() {
  local name=$1 count
  load_scenario "$name"
  count=$runs
  if [[ -n $quick ]]; then count=$quick_runs; fi
  measure_scenario "$name" "$count" || failed+=" $name"
  awk -f "$here/figures.awk" -f "$here/report_terminal.awk" "$results"
}

write_table() {
  local origin='the big tree was not needed' pace=''
  if [[ -e $trees/listing.origin ]]; then origin=$(cat "$trees/listing.origin"); fi
  if [[ -n $quick ]]; then pace=' Few runs (--quick).'; fi
  awk -v machine="$(describe_machine "$load")" -v programs="$(describe_programs)" -v origin="$origin" -v pace="$pace" \
    -f "$here/figures.awk" -f "$here/report_markdown.awk" "$results" >"$table"
}

all_goals_met() { awk -f "$here/figures.awk" -f "$here/all_met.awk" "$results"; }

main() {
  read_command_line "$@"
  need_disk
  need_hyperfine
  find_programs
  scratch=$(mktemp -d "$trees/scratch.XXXXXX")
  reset_scenario
  trap 'rm -rf "$scratch" ${changes:+"$changes"}' EXIT
  copy_as_installed "$scratch/installed"
  load=$(load_average)
  warn_of_load "$load"
  printf '%s\n%s\n' "$(describe_machine "$load")" "$(describe_programs)"
  : >"$results"

  local name
  failed=''
  for name in $chosen; do run_scenario "$name"; done

  write_table
  say "the table is in $table"
  if [[ -n $failed ]]; then fail "failed:$failed"; fi
  if [[ -n $update_readme ]]; then replace_marked "$root/README.md" "$table"; fi
  if [[ -n $check ]] && ! all_goals_met; then fail "goals were missed"; fi
}

main "$@"
