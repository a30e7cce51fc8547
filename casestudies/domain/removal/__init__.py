"""Takes the programme out of a site and leaves whole what the host made itself.

Pictures that stand in the site's library stay; so do the accounts of everybody.
"""

from contextlib import suppress
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.db import connection

from ...models import Submission
from . import ours
from .obstacles import installed_apps, require_none
from .ours import Kind, kinds
from .rows import forget_types, remove_rows

__all__ = ["Kind", "is_installed", "kinds", "remove", "require_none"]


def is_installed() -> bool:
    """Whether the tables are there."""
    return Submission._meta.db_table in connection.introspection.table_names()


def remove() -> None:
    """Take away pages, rows, groups, workflows, files and tables.

    Rows go in one transaction, then their files, then the tables; where that was broken off,
    it may be called again. Raises Invalid and takes nothing where something of the host's own
    would be lost.
    """
    require_none()
    files = ours.files()
    remove_rows()
    for storage, name in files:
        storage.delete(name)
        _remove_empty_folders(storage, name)
    ContentType.objects.clear_cache()
    for label in installed_apps():
        call_command("migrate", label, "zero", interactive=False, verbosity=0)
    forget_types()


def _remove_empty_folders(storage, name):
    """Remove the folders that held the file, up to the storage's own, where nothing is left."""
    if not isinstance(storage, FileSystemStorage):
        return
    root = Path(storage.location)
    with suppress(OSError):
        for folder in (root / name).parents:
            folder.rmdir()
            if folder == root:
                break
