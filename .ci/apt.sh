#!/usr/bin/env bash
# Install Debian packages that are missing: apt.sh PACKAGE=PROBE ...
#
# PROBE is a path (a glob is allowed) that tells that the thing is there, whoever
# installed it, so this asks for nothing on a machine that has it already.
set -euo pipefail

missing=()
for wanted in "$@"; do
  package=${wanted%%=*} probe=${wanted#*=}
  compgen -G "$probe" >/dev/null || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

line="apt-get install -y --no-install-recommends ${missing[*]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  # Ask for a password only where somebody can type one.
  if command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
    as_root=(sudo)
  else
    command -v apt-get >/dev/null && echo "Missing: ${missing[*]}. As root, run: $line" >&2
  fi
fi
if ! command -v apt-get >/dev/null; then
  echo "Missing: ${missing[*]} (names of Debian packages). Install them and try again." >&2
  exit 1
fi
[ "$(id -u)" -eq 0 ] || [ ${#as_root[@]} -gt 0 ] || exit 1

echo "Installing ${missing[*]} ..."
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq </dev/null
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive $line -qq </dev/null >/dev/null
