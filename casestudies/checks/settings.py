"""What a host sets: the programme's own dictionary, and Django's and Wagtail's settings."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, Warning, register
from django.core.files.storage import FileSystemStorage

from .. import conf


@register()
def check_keys(app_configs, **kwargs):
    """A key that is misspelt would count as not said at all."""
    said = getattr(settings, "CASESTUDIES", {})
    if not isinstance(said, dict):
        return [Error("CASESTUDIES is not a dictionary.", id="casestudies.E003")]
    known = ", ".join(conf.KEYS)
    return [
        Error(
            f'CASESTUDIES has a key "{name}" that the programme does not know.',
            hint=f"Its keys are: {known}.",
            id="casestudies.E003",
        )
        for name in said
        if name not in conf.KEYS
    ] + [
        Error(f'CASESTUDIES["{name}"] is not right: {fault}.', id="casestudies.E003")
        for name, key in conf.KEYS.items()
        if name in said and (fault := key.fault(said[name]))
    ]


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
                hint='Set CASESTUDIES["PRIVATE_ROOT"] to a folder outside MEDIA_ROOT.',
                id="casestudies.E001",
            )
        ]
    return []


@register()
def check_search(app_configs, **kwargs):
    """What changed is indexed again by an app of its own, which the topics must reach."""
    if not apps.is_installed("casestudies.chinese_search"):
        return [
            Error(
                "casestudies.chinese_search is not installed: search misses what changes.",
                hint="Add it to INSTALLED_APPS.",
                id="casestudies.E002",
            )
        ]
    if getattr(settings, "CHINESE_SEARCH_VOCABULARY", ""):
        return []
    return [
        Warning(
            "CHINESE_SEARCH_VOCABULARY is not set: search knows no other names of the topics.",
            hint='Set it to "casestudies.domain.vocabulary.search_entries".',
            id="casestudies.W002",
        )
    ]
