"""Whether the tables are those of this release."""

import pkgutil
from importlib import import_module

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from ... import conf


def pending_migrations() -> list[str]:
    """Return the migrations of ours that have not run here: 2 queries, no graph is built.

    Raises DatabaseError where the database does not answer.
    """
    applied = MigrationRecorder(connection).applied_migrations()
    return [
        f"{label}.{name}"
        for label in conf.APP_LABELS
        if label in apps.app_configs
        for name in _on_disk(label)
        if (label, name) not in applied
    ]


def _on_disk(label):
    module, _explicit = MigrationLoader.migrations_module(label)
    if module is None:
        return []
    return sorted(found.name for found in pkgutil.iter_modules(import_module(module).__path__))
