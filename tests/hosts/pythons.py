"""The Pythons of this machine that the plugin supports."""

import os
import shutil
import subprocess
from pathlib import Path

SUPPORTED = ("3.13", "3.12", "3.11")


def newest() -> str:
    """Return the newest supported Python found, pyenv's included."""
    return next(path for version in SUPPORTED if (path := _find(version)))


def oldest() -> str:
    """Return the oldest supported Python found."""
    return next(path for version in reversed(SUPPORTED) if (path := _find(version)))


def version(python: str) -> tuple[int, int]:
    """Return major and minor version."""
    code = "import sys; print(*sys.version_info[:2])"
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
    major, minor = done.stdout.split()
    return int(major), int(minor)


def _find(wanted):
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = [shutil.which(f"python{wanted}"), *sorted(pyenv.glob(f"{wanted}.*/bin/python"))]
    return next((str(path) for path in found if path and _runs(path)), "")


def _runs(path):
    """A shim of pyenv may stand for a Python that is not chosen."""
    return (
        subprocess.run([path, "-c", "import venv"], capture_output=True, check=False).returncode
        == 0
    )
