#!/usr/bin/env bash
# The library as another project meets it: installed below a prefix, moved to another place, found by find_package() and
# by pkg-config, its headers compiled with nothing but themselves; and the shared library shows only what is public.
# usage: installed.sh BUILD_FOLDER SOURCE_FOLDER CXX CMAKE
set -euo pipefail
build=${1:?} source=${2:?} CXX=${3:?} cmake=${4:?}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
  printf 'installed: %s\n' "$*"
  exit 1
}

# What the example must say of a tree that is made here.
mkdir -p "$work/tree/sub"
printf 12345 >"$work/tree/sub/five.txt"
printf 1234567 >"$work/tree/seven.txt"
: >"$work/tree/none.dat"
expected=$'7 tree/seven.txt\n5 tree/sub/five.txt\n2 files, 0 errors'

check() { # WHAT PROGRAM
  local shown
  shown=$(cd "$work" && "$2" tree -name '*.txt' -type f) || fail "$1: the example failed"
  [[ $shown == "$expected" ]] || fail "$1: the example said: $shown"
  if shown=$(cd "$work" && "$2" tree -nmae x 2>&1); then fail "$1: a wrong query was no error"; fi
  [[ $shown == *'did you mean -name?'* ]] || fail "$1: of a wrong query it said: $shown"
}

"$cmake" --install "$build" --prefix "$work/first" >/dev/null
mv "$work/first" "$work/prefix" # nothing in it may know where it was put

if ! "$cmake" -S "$source/tests/library" -B "$work/cmake" -DCMAKE_PREFIX_PATH="$work/prefix" \
  -DCMAKE_CXX_COMPILER="$CXX" >"$work/log" 2>&1 || ! "$cmake" --build "$work/cmake" >>"$work/log" 2>&1; then
  cat "$work/log"
  fail "find_package(findo): the example could not be built"
fi
check 'find_package(findo)' "$work/cmake/example"
targets=$(find "$work/prefix" -name findoTargets.cmake)
if grep -E 'INTERFACE_LINK_LIBRARIES.*(LINK_ONLY:>|[";]re2[";])' "$targets"; then
  fail "findo::findo names a library of no use: an empty one, or one without saying where it is"
fi

folder=$(dirname "$(find "$work/prefix" -name findo.pc)")
export PKG_CONFIG_PATH=$folder
[[ $(pkg-config --modversion findo) == "$("$work/prefix/bin/findo" --version | sed -n '1s/^findo \([0-9.]*\).*/\1/p')" ]] ||
  fail "findo.pc and the program differ in their version"
read -ra flags <<<"$(pkg-config --cflags --libs findo)"
"$CXX" -std=c++20 "$source/tests/library/example.cpp" -o "$work/example" "${flags[@]}" -Wl,-rpath,"${folder%/*}" ||
  fail "pkg-config: could not be built"
check pkg-config "$work/example"

# The shared library, where it is installed, wants nothing of who links it.
if [[ -e ${folder%/*}/libfindo.so ]]; then
  check findo::findo_shared "$work/cmake/example_shared"
  shown=$(ldd "$work/cmake/example_shared" "$work/example")
  [[ $(grep -c 'libfindo\.so' <<<"$shown") == 2 ]] || fail "the shared library was there and was not taken: $shown"
  [[ " ${flags[*]} " != *' -lre2 '* ]] || fail "findo.pc asks for RE2 beside the shared library"
fi

# No header of another package, not even by way of one of ours.
for header in "$work"/prefix/include/findo/*.hpp; do
  "$CXX" -std=c++20 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I"$work/prefix/include" -include "$header" -x c++ - \
    </dev/null || fail "$header does not compile alone"
  others=$("$CXX" -std=c++20 -M -I"$work/prefix/include" -include "$header" -x c++ - </dev/null | tr ' ' '\n' |
    grep -E '(spdlog|/fmt/|/re2/|CLI/|absl/)' || true)
  [[ -z $others ]] || fail "$header brings $others"
done

# What README.md shows.
{
  printf '#include <findo/findo.hpp>\n#include <iostream>\nvoid complain(const std::string&);\nvoid show() {\n'
  awk '/^## In other programs$/ { inside = 1 } inside && /^    / { print; begun = 1; next } begun && NF { exit }' \
    "$source/README.md"
  printf '}\n'
} >"$work/readme.cpp"
grep -q 'findo::search' "$work/readme.cpp" || fail "README.md shows no use of the library"
"$CXX" -std=c++20 -Wall -Wextra -Werror -fsyntax-only -I"$work/prefix/include" "$work/readme.cpp" ||
  fail "what README.md shows does not compile without a warning"

# All that is public, and nothing else.
shown=$(nm -D --defined-only -C "$build/libfindo.so" | sed 's/^[0-9a-f]* [A-Z] //' | sort)
wanted='findo::Entry::
findo::Query::
findo::run(
findo::search(
findo::version('
strangers=$(printf '%s\n' "$shown" | grep -vF "$wanted" || true)
[[ -z $strangers ]] || fail "libfindo.so also shows: ${strangers:0:500}"
while IFS= read -r name; do
  [[ $shown == *"$name"* ]] || fail "libfindo.so does not show $name"
done <<<"$wanted"
"$CXX" -std=c++20 -I"$source/include" "$source/tests/library/example.cpp" -o "$work/shared" "$build/libfindo.so" \
  -Wl,-rpath,"$build" || fail "libfindo.so: could not be built with"
check libfindo.so "$work/shared"
echo "installed: found by find_package and pkg-config; $(printf '%s\n' "$shown" | wc -l) public symbols and no others"
