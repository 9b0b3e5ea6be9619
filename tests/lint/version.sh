#!/usr/bin/env bash
# The version stands in CMakeLists.txt; what must repeat it, since it is read unbuilt, says the same.
set -euo pipefail
cd "${1:?usage: version.sh PROJECT_ROOT}"

version=$(sed -n 's/^project(findo VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
[[ -n $version ]] || {
  echo "version: CMakeLists.txt names none"
  exit 1
}
complaints=0
for manual in man/*.[1-9]; do
  if ! grep -m1 '^\.TH' "$manual" | grep -qF "\"findo $version\""; then
    echo "$manual: its title does not say \"findo $version\""
    complaints=$((complaints + 1))
  fi
done
# A copy anywhere else is one that somebody forgets.
while IFS= read -r found; do
  echo "$found: the version belongs in CMakeLists.txt"
  complaints=$((complaints + 1))
done < <(grep -rnF --include='*.cpp' --include='*.hpp' --include='*.in' --include='*.cmake' "findo $version" src include .packaging || true)
if ((complaints > 0)); then exit 1; fi
echo "version: $version everywhere"
