"""System checks: a vocabulary that is there, an index made by the rules of today."""

from django.core.checks import Error, Tags, Warning, register
from django.db import DatabaseError

from . import staleness, vocabulary


@register()
def check_vocabulary(app_configs, **kwargs):
    """A path that leads nowhere would fail at the first search only."""
    try:
        vocabulary.provider()
    except ImportError as error:
        return [
            Error(
                f"CHINESE_SEARCH_VOCABULARY cannot be imported: {error}",
                hint="Give the dotted path of a function that returns entries.",
                id="chinese_search.E001",
            )
        ]
    return []


@register(Tags.database)
def check_index(app_configs, databases=None, **kwargs):
    """An index made by other rules finds little; ``migrate`` and ``check --database`` tell."""
    if not databases or "default" not in databases or not staleness.is_used():
        return []
    try:
        is_stale = staleness.is_stale()
    except DatabaseError:
        # Before the first migration there is no index.
        return []
    if not is_stale:
        return []
    return [
        Warning(
            "The search index was made by another analysis of text: search finds too little.",
            hint=f"Run: {staleness.COMMAND}",
            id="chinese_search.W001",
        )
    ]
