#!/usr/bin/env bash
# The manual pages are typeset without a warning, by man-db and by mandoc where these are installed.
set -euo pipefail
cd "${1:?usage: manual.sh PROJECT_ROOT}"

complaints=0
for page in man/*.[1-9]; do
  warnings=
  if command -v man >/dev/null && man --help 2>&1 | grep -q -e --warnings; then
    warnings+=$(LC_ALL=C.UTF-8 MANWIDTH=100 man --warnings -l "$page" 2>&1 >/dev/null || true)
  fi
  if command -v mandoc >/dev/null; then
    warnings+=$(mandoc -T lint -W warning "$page" 2>&1 || true)
  fi
  if [[ -n $warnings ]]; then
    printf '%s\n' "$warnings"
    complaints=$((complaints + 1))
  fi
done
if ((complaints > 0)); then exit 1; fi
echo "manual: every page is typeset without a warning"
