"""The database of a measurement; PostgreSQL from Debian's package where none is given."""

import os
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

_SETTINGS = "-c fsync=off -c synchronous_commit=off -c shared_buffers=512MB"


@contextmanager
def database_url(given):
    """Yield the URL that ``given`` means: ``sqlite`` in memory, ``postgres``, or itself."""
    if given == "postgres":
        with postgres_url() as url:
            yield url
        return
    yield "sqlite://:memory:" if given == "sqlite" else given


@contextmanager
def postgres_url():
    """Yield ``DATABASE_URL`` if it is PostgreSQL's, else that of a server that ends afterwards.

    Raises ``SystemExit`` with what to do where PostgreSQL is not installed.
    """
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        raise SystemExit("PostgreSQL is needed: apt-get install postgresql, or give DATABASE_URL.")
    folder = tempfile.mkdtemp(prefix="bench-")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    start = _as_postgres(programs[-1], folder)
    try:
        start("initdb", "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        options = f"-p {port} -k {folder} -h 127.0.0.1 {_SETTINGS}"
        start("pg_ctl", "-l", f"{folder}/log", "-w", "-s", "-o", options, "start")
        yield f"postgres://bench@127.0.0.1:{port}/postgres"
        start("pg_ctl", "-m", "immediate", "-s", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_postgres(programs, folder):
    prefix = []
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root.
        shutil.chown(folder, "postgres")
        prefix = ["runuser", "-u", "postgres", "--"]

    def start(program, *arguments):
        command = [*prefix, str(programs / program), "-D", f"{folder}/data", *arguments]
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL)

    return start
