# shellcheck shell=bash disable=SC2154 # names that other parts of bench.sh set
# One scenario, as scenarios.sh has set it: do all programs do the same, how long do they take, how much do they hold.
# Every output goes into a pipe that is read and thrown away: some programs notice /dev/null and save themselves work.
# Results are lines of fields parted by tabs in $results; figures.awk says which. Read by bench.sh.

record() {
  local IFS=$'\t'
  printf '%s\n' "$*" >>"$results"
}

# ---- Who takes part, and with which words ---------------------------------------------------------------------------
takes_part() { # PROGRAM
  case $1 in
    floor) ((${#floor_words[@]} > 0)) && [[ -n $floor_path ]] ;;
    fd) ((${#fd_words[@]} > 0)) && [[ -n $fd_path ]] ;;
    find | bfs) ((${#find_words[@]} > 0)) && [[ -n $(path_of "$1") ]] && has_command "$(into_of "$1")" ;;
    *) [[ -n $(path_of "$1") ]] ;;
  esac
}

# What the program's output is for, where it only names the files for another one.
into_of() { # PROGRAM
  local variable=${1}_into
  printf '%s' "${!variable:-}"
}
has_command() { [[ -z $1 ]] || command -v "${1%% *}" >/dev/null; }

participants() {
  local program
  for program in floor findo $peers; do
    if takes_part "$program"; then echo "$program"; fi
  done
}

quoted() { printf '%q ' "$@"; }

# words_of PROGRAM [check]: leaves the command, as words, in the array words.
words_of() {
  local program=$1 purpose=${2:-timed} into
  case $program in
    floor) words=("$floor_path" "${floor_words[@]}") ;;
    fd)
      words=("$fd_path" "${fd_always[@]}")
      if [[ $purpose == check ]] && ((${#fd_check_words[@]} > 0)); then
        words+=("${fd_check_words[@]}")
      else
        words+=("${fd_words[@]}")
      fi
      ;;
    findo)
      words=("$findo_path" "${find_words[@]}")
      if ((${#findo_words[@]} > 0)); then words=("$findo_path" "${findo_words[@]}"); fi
      if [[ $purpose == check ]] && ((${#check_words[@]} > 0)); then words=("$findo_path" "${check_words[@]}"); fi
      if [[ $purpose == check ]] && ((${#findo_check_words[@]} > 0)); then
        words=("$findo_path" "${findo_check_words[@]}")
      fi
      ;;
    *)
      words=("$(path_of "$program")")
      if [[ $purpose == check ]] && ((${#check_words[@]} > 0)); then
        words+=("${check_words[@]}")
      else
        words+=("${find_words[@]}")
      fi
      into=$(into_of "$program")
      if [[ $purpose == check && -n $into ]]; then into="${into% *} $into_check"; fi
      if [[ -n $into ]]; then words=(sh -c "$(quoted "${words[@]}")| $into"); fi
      ;;
  esac
  if [[ -n $pipe_into ]]; then words=(sh -c "$(quoted "${words[@]}")| $pipe_into"); fi
}

# making_anew LISTING: leaves in the array prepare_words what makes the tree that the scenario destroys.
making_anew() { prepare_words=("$build/tests/bench/findo_make_trees" copies "$1" "$changes" 1); }

make_anew() { # LISTING
  local prepare_words
  if [[ -z $changes ]]; then return 0; fi
  making_anew "$1"
  rm -rf "$changes"
  "${prepare_words[@]}"
}

# ---- Agreement ------------------------------------------------------------------------------------------------------
# run_into FILE COMMAND…: its output into the file; complains where it fails.
run_into() {
  local file=$1
  shift
  if "$@" >"$file" 2>"$scratch/complaints"; then return 0; fi
  say "failed: $(quoted "$@" | cut -c 1-200)"
  head -n 3 "$scratch/complaints" >&2
  return 1
}

# What a program shows, into $scratch/PROGRAM; of one that destroys, what it has left of a part of the tree.
show() { # PROGRAM
  local words
  if [[ -n $changes ]]; then head -n 3000 "$trees/listing" >"$scratch/listing"; fi
  make_anew "$scratch/listing" || return 1
  words_of "$1" check
  run_into "$scratch/$1" "${words[@]}" || return 1
  if [[ -z $changes ]]; then return 0; fi
  run_into "$scratch/left" "$findo_path" "$changes" || return 1
  LC_ALL=C sort "$scratch/left" >"$scratch/$1"
  rm -rf "$changes"
}

same() { # PROGRAM FILE FILE
  if cmp -s "$2" "$3"; then return 0; fi
  say "$1 does not do what findo does; the first lines that differ (<: findo):"
  { diff "$2" "$3" || true; } | head -n 6 >&2
  return 1
}

same_lines() { # PROGRAM FILE FILE: in whatever order
  LC_ALL=C sort "$2" >"$scratch/sorted.findo"
  LC_ALL=C sort "$3" >"$scratch/sorted.other"
  same "$1" "$scratch/sorted.findo" "$scratch/sorted.other"
}

fd_agrees() {
  show fd || return 1
  sed 's|/$||' "$scratch/fd" >"$scratch/fd.paths"  # fd marks directories
  if ((${#fd_equals[@]} == 0)); then
    same_lines fd "$scratch/findo" "$scratch/fd.paths"
  else
    run_into "$scratch/findo.fd" "$findo_path" "${fd_equals[@]}" || return 1
    same_lines fd "$scratch/findo.fd" "$scratch/fd.paths"
  fi
}

find_agrees() { # what several commands write comes as it may, except from findo
  if [[ -n $find_into ]]; then
    same_lines find "$scratch/findo" "$scratch/find"
  else
    same find "$scratch/findo" "$scratch/find"
  fi
}

floor_agrees() { # it shows only how many entries it has seen
  local words
  words_of floor
  run_into "$scratch/floor" "${words[@]}" || return 1
  run_into "$scratch/all" "$findo_path" "${floor_words[1]}" || return 1
  wc -l <"$scratch/all" | tr -d ' ' >"$scratch/count"
  same floor "$scratch/count" "$scratch/floor"
}

# Whether all show the same: find to the byte and in order, bfs and fd the same lines, the floor their number.
outputs_agree() {
  local program
  show findo || return 1
  for program in $(participants); do
    case $program in
      floor) floor_agrees || return 1 ;;
      find) show find && find_agrees || return 1 ;;
      bfs) show bfs && same_lines bfs "$scratch/findo" "$scratch/bfs" || return 1 ;;
      fd) fd_agrees || return 1 ;;
    esac
  done
}

# ---- Figures --------------------------------------------------------------------------------------------------------
measure_times() { # SCENARIO RUNS
  local scenario=$1 program words prepare_words names='' arguments=()
  for program in $(participants); do
    words_of "$program"
    names+=" $program"
    arguments+=("$(quoted "${words[@]}")")
  done
  if [[ -n $changes ]]; then
    making_anew "$trees/listing"
    rm -rf "$changes"
    arguments=(--prepare "$(quoted "${prepare_words[@]}")" "${arguments[@]}")
  fi
  run_into "$scratch/hyperfine" hyperfine -N --style none --output pipe --warmup "$warmups" --runs "$2" \
    --export-csv "$scratch/times.csv" "${arguments[@]}" || return 1
  # hyperfine's columns: command (which may hold commas), mean, stddev, median, user, system, min, max
  awk -F, -v scenario="$scenario" -v names="$names" '
    BEGIN { split(names, name, " "); OFS = "\t" }
    NR > 1 { print "time", scenario, name[NR - 1], $(NF - 4), $(NF - 3), $(NF - 2) }' "$scratch/times.csv" >>"$results"
}

measure_peaks() { # SCENARIO
  local program words
  for program in $(participants); do
    if [[ $program == floor ]]; then continue; fi
    make_anew "$trees/listing" || return 1
    words_of "$program"
    run_into "$scratch/peak" "$build/tests/bench/findo_peak" "${words[@]}" || return 1
    record peak "$1" "$program" "$(cat "$scratch/peak")"
  done
}

# measure_scenario NAME RUNS: records everything of it, or why there is nothing to record.
measure_scenario() {
  record scenario "$1" "$(scenario_title "$1")" "$goals" "$2"
  if ! outputs_agree; then
    record failed "$1" 'the programs do not show the same'
    return 1
  fi
  say "$1: all show the same; $2 runs each of $(participants | tr '\n' ' ')"
  if ! measure_times "$1" "$2" || ! measure_peaks "$1"; then
    record failed "$1" 'a program failed while it was measured'
    return 1
  fi
  if [[ -n $changes ]]; then rm -rf "$changes"; fi
}
