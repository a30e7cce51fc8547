"""System checks: what a host must set for the programme's promises to hold."""

from pathlib import Path

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.core.files.storage import FileSystemStorage
from django.db import DatabaseError

from . import conf
from .chinese_search import staleness


@register()
def check_private_root(app_configs, **kwargs):
    """Photos as sent and scans must not lie where the web server serves files."""
    storage = conf.private_storage()
    if not settings.MEDIA_ROOT or not isinstance(storage, FileSystemStorage):
        return []
    if Path(storage.location).resolve().is_relative_to(Path(settings.MEDIA_ROOT).resolve()):
        return [
            Error(
                "The folder of private files lies inside MEDIA_ROOT, which is served to everybody.",
                hint="Set CASESTUDIES_PRIVATE_ROOT to a folder outside MEDIA_ROOT.",
                id="casestudies.E001",
            )
        ]
    return []


@register()
def check_reapproval(app_configs, **kwargs):
    """An edit during 三审 must send the text back to the first reviewer."""
    if getattr(settings, "WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT", False):
        return []
    return [
        Warning(
            "WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT is off: a case edited between two"
            " reviews cannot be published until its review is started anew.",
            hint="Set it to True.",
            id="casestudies.W001",
        )
    ]


@register(Tags.database)
def check_search_index(app_configs, databases=None, **kwargs):
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
            id="casestudies.W002",
        )
    ]
