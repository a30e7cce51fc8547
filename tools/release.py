"""Keeps a database of this version, which every later version must migrate and serve.

``make keep-release`` runs this file once, when the migrations of a version are final: it fills an
empty SQLite file with the demo and writes ``tests/data/releases/<version>.sqlite3.xz``. The
search index is left out, for ``update_index`` makes it anew; so are pictures, which a test draws.
"""

import lzma
import os
import sqlite3
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
RELEASES = ROOT / "tests" / "data" / "releases"
#: Largest file kept, in bytes.
MOST = 1_000_000


def main() -> None:
    with TemporaryDirectory() as folder:
        database = Path(folder) / "release.sqlite3"
        os.environ["DJANGO_SETTINGS_MODULE"] = "settings.test"
        os.environ["DATABASE_URL"] = f"sqlite:///{database}"
        _fill()
        packed = _packed(database)
    if len(packed) > MOST:
        sys.exit(f"{len(packed)} bytes are more than the {MOST} that may be kept.")
    from casestudies import __version__

    RELEASES.mkdir(exist_ok=True)
    path = RELEASES / f"{__version__}.sqlite3.xz"
    path.write_bytes(packed)
    sys.stdout.write(f"{path.relative_to(ROOT)}: {len(packed)} bytes\n")


def _fill():
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    with open(os.devnull, "w") as nowhere:
        call_command("load_demo", stdout=nowhere)
    _add_what_the_demo_lacks()
    empty = empty_tables()
    if empty:
        sys.exit(f"No rows in {', '.join(empty)}: give the demo or tools/release.py some.")
    connection.close()


def _add_what_the_demo_lacks():
    from django.core.files.base import ContentFile
    from django.utils import timezone

    from casestudies.enums import FileKind
    from casestudies.models import MissedQuestion, Submission, SubmissionFile

    scan = SubmissionFile(
        submission=Submission.objects.sent().first(),
        kind=FileKind.STAMPED_FORM,
        name="盖章申报表.pdf",
        extension="pdf",
    )
    scan.file.save("scan.pdf", ContentFile(b"%PDF-1.4"))
    MissedQuestion.objects.create(day=timezone.localdate(), question="太空班组")


def empty_tables() -> list[str]:
    """Return the names of the programme's tables that hold no row."""
    from django.apps import apps

    models = apps.get_app_config("casestudies").get_models(include_auto_created=True)
    return [model._meta.db_table for model in models if not model._base_manager.exists()]


def _packed(database: Path) -> bytes:
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("DELETE FROM wagtailsearch_indexentry")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("VACUUM")
    connection.close()
    return lzma.compress(database.read_bytes(), preset=9)


if __name__ == "__main__":
    main()
