#!/usr/bin/env bash
# Make a virtual environment hold exactly a lock file: venv.sh VENV LOCK
#
# Does nothing when the environment was made from this very lock and interpreter.
set -euo pipefail

venv=$1 lock=$2 python=${PYTHON:-python3}
stamp=$venv/.lock

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  echo "Python 3.11 or newer is needed; '$python' is not that. Try: make PYTHON=python3.12" >&2
  exit 1
fi
version='import sys; print(*sys.version_info[:2], sep=".")'
want="$(sha256sum <"$lock" | cut -d' ' -f1) $("$python" -c "$version")"
if [ -x "$venv/bin/python" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$want" ]; then
  exit 0
fi

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  "$(dirname "$0")/apt.sh" python3-venv=/nonexistent
fi
rm -f "$stamp"
if [ "$("$venv/bin/python" -c "$version" 2>/dev/null)" != "${want#* }" ] ||
  ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
  "$python" -m venv --clear "$venv"
fi
echo "Installing $lock into $venv ..."
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
  --require-hashes --only-binary :all: --no-deps -r "$lock"
"$venv/bin/python" -m pip check >/dev/null
echo "$want" >"$stamp"
