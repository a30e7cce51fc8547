"""Private files: photos as sent and scans, which no web server may serve."""

import os
from pathlib import Path

from django.conf import settings
from django.core.checks import Error
from django.core.files.storage import FileSystemStorage, storages

from .. import conf
from .looking import looks_at

ALIAS = conf.PRIVATE_STORAGE_ALIAS
ELSEWHERE = 'Set CASESTUDIES["PRIVATE_ROOT"] to a folder that no web server serves.'


@looks_at("the place of private files")
def check_private_files():
    """There is a place, it has no public address, and the site may write there."""
    if "PRIVATE_ROOT" in conf.given() and conf.KEYS["PRIVATE_ROOT"].fault(
        conf.value("PRIVATE_ROOT")
    ):
        return  # check_keys tells
    storage = conf.private_storage()
    if isinstance(storage, conf.Nowhere):
        yield Error(
            f"Private files of the programme have no place: {storage.fault}",
            hint=f'{ELSEWHERE} Or mend STORAGES["{ALIAS}"].',
            id="casestudies.E007",
        )
        return
    yield from _address(storage)
    if isinstance(storage, FileSystemStorage):
        yield from _served(Path(storage.location))
        yield from _not_writable(Path(storage.location))
    elif _is_default():
        yield Error(
            f'STORAGES["{ALIAS}"] is the same as STORAGES["default"], whose files are public.',
            hint="Give private files a bucket or folder of their own.",
            id="casestudies.E008",
        )


def served_folders():
    """Yield name and path, if any, of each folder that a web server or the site itself serves."""
    yield "MEDIA_ROOT", settings.MEDIA_ROOT
    yield "STATIC_ROOT", settings.STATIC_ROOT
    yield "WHITENOISE_ROOT", getattr(settings, "WHITENOISE_ROOT", None)
    for each in settings.STATICFILES_DIRS:
        yield "STATICFILES_DIRS", each[1] if isinstance(each, list | tuple) else each
    default = storages["default"]
    if isinstance(default, FileSystemStorage) and default.base_url:
        yield 'STORAGES["default"]', default.location


def _served(private):
    for name, folder in served_folders():
        if folder and private.resolve().is_relative_to(Path(folder).resolve()):
            yield Error(
                f"The folder of private files lies inside {name}, which is served to everybody.",
                hint=ELSEWHERE,
                id="casestudies.E001",
            )
            return


def _address(storage):
    if getattr(storage, "base_url", None) == settings.MEDIA_URL:
        return  # made up by Django; it leads to MEDIA_ROOT, which _served looks at
    # An address that is signed for a moment is for whom the policy let through.
    if getattr(storage, "querystring_auth", False):
        return
    try:
        address = storage.url("photo.jpg")
    except (NotImplementedError, ValueError):
        return
    yield Error(
        f"Private files of the programme have a public address: {address}",
        hint=f'Take base_url out of the options of STORAGES["{ALIAS}"], or have it sign addresses.',
        id="casestudies.E009",
    )


def _not_writable(private):
    there = next(folder for folder in (private, *private.parents) if folder.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        yield Error(
            f"Private files cannot be written to {private}.",
            hint="Make it a folder that belongs to the user who runs the site.",
            id="casestudies.E015",
        )


def _is_default():
    return storages.backends.get(ALIAS) == storages.backends["default"]
