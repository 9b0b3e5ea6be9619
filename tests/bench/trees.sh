# shellcheck shell=bash disable=SC2154 # names that other parts of bench.sh set
# The trees of the benchmark, made once and kept in a folder outside the repository: $FINDO_BENCH_DIR, on a disk.
# A tree exists only when it is complete: it is made under another name and renamed. Read by bench.sh.

readonly kCopies=12               # of the Linux sources: a million entries
readonly kFlatFiles=1000000
readonly kCommandFiles=2000
readonly kRoots=300
readonly kRuleFiles=300
readonly kDeepLevels=2000         # the paths stay within PATH_MAX, which fd needs
readonly kDeeperLevels=20000

trees=${FINDO_BENCH_DIR:?the folder for the trees of the benchmark}
readonly trees

# The type of the file system that holds a folder, or nothing where the system does not tell.
file_system_of() {
  if df --output=fstype "$1" >/dev/null 2>&1; then
    df --output=fstype "$1" | tail -n 1
  else
    mount | sed -n "s|^.* on $(df -P "$1" | awk 'END { print $NF }') (\([a-z0-9]*\).*|\1|p"
  fi
}

need_disk() {
  mkdir -p "$trees"
  case $(file_system_of "$trees") in
    tmpfs | ramfs | devtmpfs) fail "$trees is in memory; set FINDO_BENCH_DIR to a folder on a disk" ;;
  esac
}

# need_room KIB FILES: ends the program where the file system has less than that left, as far as it tells.
need_room() {
  local kib files
  kib=$(df -Pk "$trees" | awk 'END { print $4 }')
  files=$(df -Pi "$trees" 2>/dev/null | awk 'END { if ($2 > 0) print $4 }' || true)
  if ((kib < $1)); then fail "$trees: $(($1 / 1024)) MiB are needed, $((kib / 1024)) are free"; fi
  if [[ $files =~ ^[0-9]+$ ]] && ((files < $2)); then fail "$trees: $2 files are to be made, $files are left"; fi
}

# make_once NAME COMMAND…: runs the command, which makes the path that is then its last word, unless NAME is there.
make_once() {
  local name=$1 partial=$trees/$1.partial
  shift
  if [[ -e $trees/$name ]]; then return 0; fi
  say "making $trees/$name"
  rm -rf "$partial"
  "$@" "$partial" || fail "could not make $trees/$name"
  mv "$partial" "$trees/$name"
}

# ---- The listing that the copies follow -----------------------------------------------------------------------------
# What "tar -tv" says of the sources, as make_trees.cpp wants it; the folder around everything is dropped.
list_archive() {
  tar -tvf "$1" --numeric-owner --quoting-style=literal | awk '
    {
      type = substr($1, 1, 1); size = $3; target = ""; path = $0
      for (column = 1; column <= 5; ++column) sub(/^[^ ]+ +/, "", path)  # mode, owner, size, day, time
      if (type == "l") { at = index(path, " -> "); target = substr(path, at + 4); path = substr(path, 1, at - 1) }
      sub(/^[^\/]*\//, "", path)
      sub(/\/$/, "", path)
      if (path == "") next
      if (type == "d") print "d\t\t" path
      if (type == "-") print "f\t" size "\t" path
      if (type == "l") print "l\t" target "\t" path
    }'
}

source_archive() { # of several the one with the greatest name
  compgen -G '/usr/src/linux-source-*.tar.*' | sort | tail -n 1
}

# The listing, and beside it a sentence that says what it shows. The sentence comes first: the listing completes it.
make_listing() { # FILE
  local archive
  archive=$(source_archive || true)
  if [[ -n $archive ]] && list_archive "$archive" >"$1" && [[ -s $1 ]]; then
    echo "the Linux sources, as $(basename "$archive") has them" >"$trees/listing.origin"
  else
    say "there are no Linux sources in /usr/src; a generated tree of their shape serves instead"
    "$build/tests/bench/findo_make_trees" shape >"$1" || return 1
    echo "a generated tree, shaped like the Linux sources" >"$trees/listing.origin"
  fi
}

# ---- The trees themselves -------------------------------------------------------------------------------------------
copies() { "$build/tests/bench/findo_make_trees" copies "$trees/listing" "$2" "$1"; }
flat() { "$build/tests/bench/findo_make_trees" flat "$2" "$1"; }
chain() { "$build/tests/bench/findo_make_trees" chain "$2" "$1"; }

# A copy of the sources that looks to git like a repository, with rules for all of it and some for directories in it.
repository() {
  local folder
  copies 1 "$1" || return 1
  mkdir -p "$1/00/.git/objects" "$1/00/.git/refs" || return 1
  echo 'ref: refs/heads/main' >"$1/00/.git/HEAD"
  awk -F '\t' -v wanted="$kRuleFiles" '$1 == "d" && ++seen <= wanted { print $3 }' "$trees/listing" |
    while IFS= read -r folder; do
      rm -f "$1/00/$folder/.gitignore"
      printf '%s\n' '/generated' '*.tmp[0-9]' '!keep.tmp1' 'build/**/out' '*-core.c' >"$1/00/$folder/.gitignore" || exit 1
    done || return 1
  rm -f "$1/00/.gitignore"
  printf '%s\n' '*.'{a,bin,bz2,dtb,elf,gz,i,ko,lex.c,lz4,mod,o,orig,patch,rej,s,so,symtypes,tab.c,xz,zst} '*.dt.yaml' \
    '.*' '!.gitignore' '!.clang-format' '/tags' '/vmlinux*' '/debian/' 'modules.order' '\#*#' '*.[0-9].rst' 'sound/soc/*/' \
    'Documentation/**/translations' 'generated/' '[._]*.sw?' >"$1/00/.gitignore"
}

ten_directories() {
  local number
  mkdir "$1"
  for number in 0 1 2 3 4 5 6 7 8 9; do flat 9 "$1/$number" || return 1; done
}

# need_tree NAME: sees to it that $trees/NAME is there.
need_tree() {
  if [[ -e $trees/$1 ]]; then return 0; fi
  case $1 in
    listing) make_once listing make_listing ;;
    big)
      need_tree listing
      need_room 1200000 $((kCopies * $(wc -l <"$trees/listing")))
      make_once big copies "$kCopies"
      ;;
    flat)
      need_room 800000 "$kFlatFiles"
      make_once flat flat "$kFlatFiles"
      ;;
    repository)
      need_tree listing
      need_room 100000 "$(wc -l <"$trees/listing")"
      make_once repository repository
      ;;
    commands) make_once commands flat "$kCommandFiles" ;;
    deep) make_once deep chain "$kDeepLevels" ;;
    deeper) make_once deeper chain "$kDeeperLevels" ;;
    tiny) make_once tiny ten_directories ;;
    empty) make_once empty mkdir ;;
    *) fail "there is no tree $1" ;;
  esac
}

# The first directories of the listing in the first copy, one a line.
some_roots() {
  awk -F '\t' -v top="$trees/big/00" -v wanted="$kRoots" '
    $1 == "d" && ++seen <= wanted { print top "/" $3 }' "$trees/listing"
}
