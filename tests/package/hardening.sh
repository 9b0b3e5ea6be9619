#!/usr/bin/env bash
# What is installed makes an attacker's life hard: loaded anywhere, nothing both written to and executed, its tables
# read-only before it runs, calls checked that could write beyond their end.
# usage: hardening.sh PROGRAM
set -euo pipefail
program=${1:?}

headers=$(readelf -hlW "$program")
dynamic=$(readelf -dW "$program")
symbols=$(readelf --dyn-syms -W "$program")
failures=0
demand() { # WHAT TEXT PATTERN
  if ! grep -qE -- "$3" <<<"$2"; then
    echo "hardening: $1 is missing"
    failures=$((failures + 1))
  fi
}
demand 'position independence' "$dynamic" 'FLAGS_1.*\bPIE\b'
demand 'a read-only table of relocations' "$headers" 'GNU_RELRO'
demand 'binding before the start, without which that table stays writable' "$dynamic" 'BIND_NOW|FLAGS_1.*\bNOW\b'
demand 'a stack that cannot be executed' "$headers" 'GNU_STACK.* RW +0x'
demand 'the stack protector' "$symbols" '__stack_chk_fail'
demand 'checked calls (_FORTIFY_SOURCE)' "$symbols" '__[a-z_]+_chk(@|$)'
if grep -qE 'LOAD.* (RWE|WE) ' <<<"$headers"; then
  echo 'hardening: a segment can be written to and executed'
  failures=$((failures + 1))
fi
if grep -qE 'RPATH|RUNPATH' <<<"$dynamic"; then
  echo 'hardening: libraries are looked for in a folder of the build'
  failures=$((failures + 1))
fi
if ((failures > 0)); then exit 1; fi
echo 'hardening: as it should be'
