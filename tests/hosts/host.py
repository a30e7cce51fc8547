"""One site in a folder and a virtual environment of its own: run its commands, serve it."""

import os
import re
import shlex
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

UV = Path(sys.executable).with_name("uv")
#: Lines of a failed command that its report shows.
TAIL = 40
#: Seconds after which a command counts as hung.
PATIENCE = 300
VERSIONS = """
import platform, django, wagtail
print("Python", platform.python_version())
print("Django", django.__version__)
print("Wagtail", wagtail.__version__)
"""


class CommandFailed(AssertionError):
    """A command of a host failed; its text is the report."""


class Host:
    """A site below ``folder``: its project in ``site``, its environment in ``venv``."""

    def __init__(self, folder: Path, python: str):
        self.folder, self.python = folder, python
        self.site, self.venv = folder / "site", folder / "venv"
        self.log = folder / "commands.log"
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._server = None
        self.run(f"{UV} venv --quiet --seed --python {python} {self.venv}", where=folder)

    # --- commands --------------------------------------------------------------------

    def run(self, command: str, *, where: Path | None = None, **environment) -> str:
        """Run a line of shell as the site's owner would; return what it printed."""
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=where or self.site,
            env=self._environment() | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        with self.log.open("a") as log:
            log.write(f"$ {command}\n{done.stdout}")
        if done.returncode:
            tail = "\n".join(done.stdout.splitlines()[-TAIL:])
            raise CommandFailed(f"$ {command}\n{tail}\nended with {done.returncode}; {self.log}")
        return done.stdout

    def uv(self, arguments: str) -> str:
        """Install quickly what the site has of its own."""
        return self.run(
            f"{UV} pip {arguments} --quiet --python {self.venv}/bin/python", where=self.folder
        )

    def manage(self, arguments: str, **environment) -> str:
        return self.run(f"python manage.py {arguments}", **environment)

    def python_code(self, code: str) -> str:
        """Run code in the site, as its owner does in ``manage.py shell``."""
        return self.manage(f"shell --verbosity 0 --command {shlex.quote(code)}")

    def releases(self) -> dict[str, str]:
        """Return what is installed in the site's environment."""
        lines = self.run("pip freeze --all").splitlines()
        return dict(line.split("==") for line in lines if "==" in line)

    def versions(self) -> dict[str, str]:
        """Return which Python, Django and Wagtail the site runs on."""
        told = self.run(f"python -c {shlex.quote(VERSIONS)}", where=self.folder)
        return dict(line.split() for line in told.splitlines())

    def _environment(self):
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("DJANGO_", "PYTEST_", "PYTHON", "DATABASE_URL", "POSTGRES_"))
        }
        return kept | {
            "VIRTUAL_ENV": str(self.venv),
            "PATH": f"{self.venv}/bin:{kept['PATH']}",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        }

    # --- files -----------------------------------------------------------------------

    def edit(self, path: str, pattern: str, replacement: str):
        """Change the one place of a file that the pattern finds."""
        file = self.site / path
        text, changed = re.subn(
            pattern, lambda _match: replacement, file.read_text("utf-8"), flags=re.MULTILINE
        )
        assert changed == 1, f"{path}: {changed} places like {pattern}"
        file.write_text(text, "utf-8")

    def append(self, path: str, text: str):
        file = self.site / path
        file.write_text(f"{file.read_text('utf-8')}\n{text}", "utf-8")

    # --- the server ------------------------------------------------------------------

    def serve(self):
        """Serve the site on ``address``, once."""
        if self._server is not None:
            return
        with (self.folder / "server.log").open("w") as log:
            self._server = subprocess.Popen(
                [
                    self.venv / "bin/python",
                    *("manage.py", "runserver", "--noreload", f"127.0.0.1:{self.port}"),
                ],
                cwd=self.site,
                env=self._environment() | {"PYTHONUNBUFFERED": "1"},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        end = time.monotonic() + 60
        while not self._answers():
            if self._server.poll() is not None or time.monotonic() > end:
                raise CommandFailed(f"The site does not answer:\n{self.server_tail()}")
            time.sleep(0.2)

    def _answers(self):
        try:
            with urlopen(self.address, timeout=10) as answer:  # noqa: S310
                return answer.status == 200
        except (URLError, ConnectionError):
            return False

    def server_tail(self) -> str:
        log = self.folder / "server.log"
        return "\n".join(log.read_text("utf-8").splitlines()[-TAIL:]) if log.exists() else ""

    def stop(self):
        if self._server is not None:
            self._server.terminate()
            self._server.wait(timeout=30)
            self._server = None


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]
