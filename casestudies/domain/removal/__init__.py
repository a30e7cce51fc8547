"""Takes the programme out of a site and leaves whole what the host made itself.

Pictures that something of the host's own shows stay; so do the accounts of everybody.
"""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection

from ...models import Submission
from .counts import Kind, kinds
from .dependants import falling, unlinked
from .files import private_files, remove_files
from .obstacles import installed_apps, require_none, require_nothing_falls
from .orphans import orphans
from .pictures import kept_pictures
from .rows import forget_types, remove_rows

__all__ = [
    "Kind",
    "falling",
    "is_installed",
    "kept_pictures",
    "kinds",
    "number_of_tables",
    "orphans",
    "remove",
    "require_none",
    "require_nothing_falls",
    "unlinked",
]


def is_installed() -> bool:
    """Whether the tables are there."""
    return Submission._meta.db_table in connection.introspection.table_names()


def number_of_tables() -> int:
    """Return how many tables there are to take away; they are left where removal was broken off."""
    configs = [apps.get_app_config(label) for label in installed_apps()]
    models = [model for each in configs for model in each.get_models(include_auto_created=True)]
    there = set(connection.introspection.table_names())
    return len({model._meta.db_table for model in models} & there)


def remove(*, take_along: bool = False) -> None:
    """Take away pages, rows, groups, workflows, files and tables.

    Rows go in one transaction, then their files, then the tables; where that was broken off,
    it may be called again. Raises Invalid and takes nothing where something of the host's own
    would be lost; rows that would be deleted along with ours are, where ``take_along`` says so.
    """
    require_none()
    if not take_along:
        require_nothing_falls()
    files = private_files()
    remove_rows()
    remove_files(files)
    ContentType.objects.clear_cache()
    for label in installed_apps():
        call_command("migrate", label, "zero", interactive=False, verbosity=0)
    forget_types()
