# shellcheck shell=bash disable=SC2034,SC2154 # names that other parts of bench.sh read, and set
# The programs that are compared, what they say of themselves, and the machine. Read by bench.sh.

readonly peers='find bfs fd'
findo_path=$build/findo
floor_path='' find_path='' bfs_path='' fd_path=''

# first_that_says PATTERN NAME…: the path of the first of these programs whose --version begins like that, or nothing.
first_that_says() {
  local pattern=$1 name said
  shift
  for name in "$@"; do
    if ! command -v "$name" >/dev/null; then continue; fi
    said=$("$name" --version 2>/dev/null </dev/null || true)
    # shellcheck disable=SC2254 # it is a pattern
    case $said in $pattern) command -v "$name" && return 0 ;; esac
  done
}

find_programs() {
  find_path=$(first_that_says '*GNU*' gfind find)
  bfs_path=$(first_that_says 'bfs *' bfs)
  fd_path=$(first_that_says 'fd*[0-9]*' fd fdfind)
  if [[ -x $build/tests/bench/findo_floor ]]; then floor_path=$build/tests/bench/findo_floor; fi
}

# What a linker has written, piece by piece, lies in small pages in the page cache, and each start pays for them: 5 % on
# ext4 with Linux 6. What is installed has been copied, and the peers are installed. So copies are measured.
copy_as_installed() { # FOLDER
  mkdir "$1"
  cp "$findo_path" "$1/findo"
  findo_path=$1/findo
  if [[ -z $floor_path ]]; then return; fi
  cp "$floor_path" "$1/floor"
  floor_path=$1/floor
}

need_hyperfine() {
  if ! hyperfine -N --style none --output pipe --runs 1 true >/dev/null 2>&1; then
    fail "hyperfine is needed, and one that knows -N and --output pipe"
  fi
}

path_of() { # PROGRAM, by the name that the tables give it
  local variable=${1}_path
  printf '%s' "${!variable}"
}

say_version() { "$1" --version 2>/dev/null | sed -n '1s/ *(built.*//; 1p'; }

describe_programs() {
  local program path described=''
  for program in findo $peers; do
    path=$(path_of "$program")
    if [[ -n $path ]]; then described+="$(say_version "$path"), "; fi
  done
  printf '%s%s\n' "$described" "$(say_version "$(command -v hyperfine)")"
}

processor() {
  if [[ -r /proc/cpuinfo ]]; then
    sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1
  else
    sysctl -n machdep.cpu.brand_string 2>/dev/null || true
  fi
}

usable_processors() { nproc 2>/dev/null || getconf _NPROCESSORS_ONLN; }

# How many processes have run at a time during the last minute.
load_average() { uptime | sed 's/.*load average[s]*: *//; s/,\{0,1\} .*//; s/,/./'; }

warn_of_load() { # LOAD
  if awk -v waiting="$1" 'BEGIN { exit waiting < 0.5 }'; then
    say "this machine has other work (load $1); times are good for nothing but finding that everything runs"
  fi
}

describe_machine() { # LOAD, before the first scenario
  local model
  model=$(processor)
  printf '%s, %s cores, %s, %s, load %s at the start\n' "${model:-$(uname -m)}" "$(usable_processors)" \
    "$(file_system_of "$trees")" "$(uname -sr)" "$1"
}
