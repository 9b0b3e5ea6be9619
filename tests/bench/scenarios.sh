# shellcheck shell=bash disable=SC2034,SC2154 # names that other parts of bench.sh read, and set
# What is measured: a function for each scenario, which says what the programs do, and what findo must reach.
# Adding one: its name in the list, its function, and its tree in trees.sh where none fits.

# A row: its name, the trees that it walks (parted by commas), what it does. The order is that of the tables.
readonly scenarios="
visit       big          look at all, print nothing
name        big          -name '*.c', print
print       big          print all
stat        big          -size +64k, print
ignore      repository   --ignore=vcs on one copy of the sources with rules in $kRuleFiles directories, print
quit        big          -quit at once
head        big          print all into head -n 1
roots       listing,big  $kRoots roots, -maxdepth 1, print
tiny        tiny         a tree of ten directories, print
start-up    empty        an empty directory, print
flat        flat         one directory of $kFlatFiles files, -size +64k, print
exec-each   commands     -exec true {} ';' on $kCommandFiles files
exec-jobs   commands     /bin/true on $kCommandFiles files, two at a time: --jobs=2, find with xargs, bfs with parallel, fd
exec-batch  big          -exec true {} + on all
delete      listing      -delete one copy of the sources
deep        deep         a chain of $kDeepLevels directories, -name
deeper      deeper       a chain of $kDeeperLevels directories, -name
"

# What a scenario may set. Of the words only those of find and of fd exist: findo, find and bfs take the same.
#   find_words       what findo, find and bfs are started with; without any, find and bfs take no part
#   fd_words         what does the same in fd, besides fd_always; empty: fd has nothing that does
#   check_words      for the check that all do the same, where the timed command shows nothing or too little; likewise
#   fd_check_words   for fd
#   find_into bfs_into   a command of its own for find or bfs, which gets the paths, each with a NUL behind it;
#   into_check           of its words the last, where agreement is checked
#   findo_words findo_check_words   where findo takes other words than find and bfs
#   fd_equals        what fd_check_words (or fd_words) is in find's language: fd never shows the root, for example
#   floor_words      what the floor does for comparison: visit or stat, and the root; empty: there is no floor
#   pipe_into        a command that reads the output, instead of a reader that throws it away
#   changes          the tree that the command destroys; it is made anew before each run
#   runs quick_runs  of each program; quick_runs with --quick
#   warmups          runs before those that count
#   goals            see figures.awk; every scenario is held to the peak memory besides
reset_scenario() {
  find_words=() fd_words=() check_words=() fd_check_words=() fd_equals=() floor_words=()
  findo_words=() findo_check_words=() find_into='' bfs_into='' into_check=''
  pipe_into='' changes='' runs=7 quick_runs=3 warmups=1 goals=''
}

readonly fd_always=(-I -H -s)  # ignore no file, show hidden ones, mind case
readonly nobody=nothing.has.this.name

scenario_visit() {
  find_words=("$trees/big" -name "$nobody")
  fd_words=(-g "$nobody" "$trees/big")
  check_words=("$trees/big")
  fd_check_words=(. "$trees/big")
  fd_equals=("$trees/big" -mindepth 1)
  floor_words=(visit "$trees/big")
  goals='floor:1.08 cpu:1'
}

scenario_name() {
  find_words=("$trees/big" -name '*.c')
  fd_words=(-g '*.c' "$trees/big")
  floor_words=(visit "$trees/big")
  goals='peer:0.75 cpu:1'
}

scenario_print() {
  find_words=("$trees/big")
  fd_words=(. "$trees/big")
  fd_equals=("$trees/big" -mindepth 1)
  floor_words=(visit "$trees/big")
  goals='peer:0.8 cpu:1'
}

scenario_stat() {
  find_words=("$trees/big" -size +64k)
  fd_words=(-S +65537b . "$trees/big")  # to fd only files have a size
  fd_equals=("$trees/big" -type f -size +64k)
  floor_words=(stat "$trees/big")
  goals='peer:0.65 cpu:1'
}

scenario_ignore() {
  findo_words=("$trees/repository/00" --ignore=vcs)
  fd_words=(--ignore . "$trees/repository/00")  # undoes the -I of fd_always
  fd_equals=("$trees/repository/00" --ignore=vcs -mindepth 1)
  runs=30 quick_runs=10 warmups=3
  goals='fd:0.8 cpu:1'
}

scenario_quit() {
  find_words=("$trees/big" -quit)
  fd_words=(-q . "$trees/big")
  runs=100 quick_runs=20 warmups=5
}

scenario_head() {
  find_words=("$trees/big")
  pipe_into='head -n 1'  # fd's first line is whatever came first
  runs=100 quick_runs=20 warmups=5
}

scenario_roots() {
  local path paths=()
  while IFS= read -r path; do paths+=("$path"); done < <(some_roots)
  find_words=(${paths[@]+"${paths[@]}"} -maxdepth 1)
  fd_words=(-d 1 . ${paths[@]+"${paths[@]}"})
  fd_equals=(${paths[@]+"${paths[@]}"} -mindepth 1 -maxdepth 1)
  runs=100 quick_runs=20 warmups=5
  goals='find:1'
}

# print_small TREE GOALS: over so soon that starting is most of it.
print_small() {
  find_words=("$1")
  fd_words=(. "$1")
  fd_equals=("$1" -mindepth 1)
  floor_words=(visit "$1")
  runs=300 quick_runs=50 warmups=20
  goals=$2
}

scenario_tiny() {
  print_small "$trees/tiny" 'find:1'
}

scenario_start_up() {
  print_small "$trees/empty" 'find:0.85'
}

scenario_flat() {
  find_words=("$trees/flat" -size +64k)
  fd_words=(-S +65537b . "$trees/flat")
  fd_equals=("$trees/flat" -type f -size +64k)
  floor_words=(stat "$trees/flat")
  goals='peer:0.7 cpu:1'
}

scenario_exec_each() {
  find_words=("$trees/commands" -type f -exec true '{}' ';')
  fd_words=(-j 1 -t f . "$trees/commands" -x true '{}')  # one command at a time, as the others
  check_words=("$trees/commands" -type f -exec printf '%s\n' '{}' ';')
  fd_check_words=(-j 1 -t f . "$trees/commands" -x printf '%s\n' '{}')
  goals='bfs:1'
}

scenario_exec_jobs() {
  find_words=("$trees/commands" -type f -print0)
  findo_words=("$trees/commands" -type f --jobs=2 -each /bin/true '{}' ';')
  findo_check_words=("$trees/commands" -type f --jobs=2 -each echo '{}' ';')
  find_into='xargs -0 -n 1 -P 2 /bin/true' bfs_into='parallel -0 -j 2 /bin/true' into_check=echo
  fd_words=(-j 2 -t f . "$trees/commands" -x /bin/true '{}')
  fd_check_words=(-j 2 -t f . "$trees/commands" -x echo '{}')
  goals='peer:1'
}

scenario_exec_batch() {
  find_words=("$trees/big" -exec true '{}' +)
  fd_words=(. "$trees/big" -X true)
  check_words=("$trees/big" -exec printf '%s\n' '{}' +)
  fd_check_words=(. "$trees/big" -X printf '%s\n')
  fd_equals=("$trees/big" -mindepth 1)
}

# Where ext4 has no journal, freed inodes rest for a minute or more, and stepping over them makes the second tree and
# those after it take ten times as long to make: hence few runs, and none to warm the cache, which making it has done.
scenario_delete() {
  changes=$trees/delete
  find_words=("$changes" -delete)
  check_words=("$changes" -name '*.c' -delete)  # what remains is compared
  runs=5 quick_runs=2 warmups=0
  goals='find:0.75 bfs:1'
}

scenario_deep() {
  find_words=("$trees/deep" -name bottom)
  if ((${#trees} + 2 * kDeepLevels + 16 < 4096)); then fd_words=(-g bottom "$trees/deep"); fi
  floor_words=(visit "$trees/deep")
  runs=50 quick_runs=10 warmups=3
}

scenario_deeper() {
  find_words=("$trees/deeper" -name bottom)
  floor_words=(visit "$trees/deeper")
}

# ---- Reading the table ----------------------------------------------------------------------------------------------
scenario_names() { awk 'NF { print $1 }' <<<"$scenarios"; }
scenario_title() { awk -v name="$1" '$1 == name { sub(/^[^ ]+ +[^ ]+ +/, ""); print }' <<<"$scenarios"; }
scenario_trees() { awk -v name="$1" '$1 == name { gsub(",", " ", $2); print $2 }' <<<"$scenarios"; }

# load_scenario NAME: what the scenario sets, and nothing of the one before. Its trees are made first.
load_scenario() {
  local tree
  for tree in $(scenario_trees "$1"); do need_tree "$tree"; done
  reset_scenario
  "scenario_${1//-/_}"
}
