"""Running the host and asking it, from a test."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.contracts.tree import ROOT


class Host:
    """The site of ``tests.host`` in a folder; each call is a process of its own.

    ``settings`` are those it runs with.
    """

    def __init__(self, folder: Path, settings="tests.host.settings"):
        self.folder, self.settings = folder, settings

    def run(self, *words, **kwargs) -> str:
        answer = self._call(*words, **kwargs)
        assert answer.returncode == 0, answer.stderr
        return answer.stdout

    def refused(self, *words, **kwargs) -> str:
        """Return what is told by a call that must fail."""
        answer = self._call(*words, **kwargs)
        assert answer.returncode == 1, answer.stdout
        return answer.stderr

    def _call(self, *words, with_programme=True) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "-m", *words],
            cwd=ROOT,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "DJANGO_SETTINGS_MODULE": self.settings,
                "HOST_FOLDER": str(self.folder),
                "HOST_HAS_CASESTUDIES": "1" if with_programme else "0",
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def ask(self, *words, module="tests.host", **kwargs):
        return json.loads(self.run(module, *words, **kwargs))

    def rows(self, query) -> list[tuple]:
        with closing(sqlite3.connect(self.folder / "db.sqlite3")) as database:
            return database.execute(query).fetchall()

    def private_files(self) -> list[Path]:
        return [path for path in (self.folder / "private").rglob("*") if path.is_file()]
