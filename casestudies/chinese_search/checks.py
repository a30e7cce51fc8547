"""System checks: a vocabulary that is there, an index made by the rules of today."""

from django.core.checks import Error, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.db.models import Q
from modelsearch.conf import get_app_config
from wagtail.models import Page

from . import vocabulary
from .analysis import VERSION

#: What mends an index that is stale.
COMMAND = "manage.py update_index"


@register()
def check_vocabulary(app_configs, **kwargs):
    """A path that leads nowhere would fail at the first search only."""
    try:
        vocabulary.provider()
    except ImportError as error:
        told = f"CHINESE_SEARCH_VOCABULARY cannot be imported: {error}"
        hint = "Give the dotted path of a function that returns entries."
        return [Error(told, hint=hint, id="chinese_search.E001")]
    return []


@register()
def check_index(app_configs, **kwargs):
    """An index that is empty or made by other rules finds little. Silent without a database."""
    hint = f"Run: {COMMAND}"
    try:
        if is_used() and is_stale():
            told = "The search index was made by another analysis of text: search finds too little."
            return [Warning(told, hint=hint, id="chinese_search.W001")]
        if is_used() and is_empty():
            told = "The search index is empty: search finds nothing."
            return [Warning(told, hint=hint, id="chinese_search.W002")]
    except (DatabaseError, ImproperlyConfigured):
        pass  # Before the first migration there is no index.
    return []


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


def is_empty() -> bool:
    """Whether nothing is indexed although the site has a page: 2 queries at most."""
    entries = get_app_config().get_model("IndexEntry").objects
    return not entries.exists() and Page.objects.filter(depth__gt=1).exists()
