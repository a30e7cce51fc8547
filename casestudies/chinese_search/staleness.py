"""Notices an index that was made by other rules than today's."""

from django.db.models import Q
from modelsearch.conf import get_app_config

from .analysis import VERSION

#: What mends it.
COMMAND = "manage.py update_index"


def is_used() -> bool:
    """Whether the host has chosen this search for its database."""
    backends = get_app_config().get_search_backend_config().values()
    return any(backend["BACKEND"] == __package__ for backend in backends)


def is_stale() -> bool:
    """Whether any entry was made by another analysis, or by another backend: 1 query.

    Each entry carries the version in ``title_norm``, which nothing else reads.
    """
    entries = get_app_config().get_model("IndexEntry").objects
    return entries.filter(Q(title_norm__lt=VERSION) | Q(title_norm__gt=VERSION)).exists()
