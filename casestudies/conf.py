"""Limits and sizes of the programme, and what a host may set in ``CASESTUDIES``.

All settings, Django's and Wagtail's included: docs/reference/settings.md.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import FileSystemStorage, Storage, storages

#: Labels of the apps that have tables of ours; taken away in this order.
APP_LABELS = ("chinese_search", "casestudies")

PRIVATE_STORAGE_ALIAS = "casestudies_private"

#: Largest upload of one photo or scan, in MB of 1024 × 1024 bytes.
MAX_UPLOAD_MB = 15
#: So many drafts never sent has a union of one call; a quota is far lower.
MAX_DRAFTS = 30
#: So many scans are kept with one draft; a form of six pages, each photographed, is usual.
MAX_SCANS = 10
#: Largest photo, in pixels; above it the picture is refused before it is decoded.
MAX_PHOTO_PIXELS = 80_000_000
#: Longest edge of a stored photo, in pixels: 17 cm, the text width of A4, at 300 dpi. A phone's
#: 4000 × 3000 is decoded at exactly half, which costs a third of a full decode.
MAX_PHOTO_EDGE = 2000
#: Longest edge of the preview stored beside a photo, in pixels.
PREVIEW_EDGE = 480
#: Hard limit of one part of the text, against abuse; the call's own limits are far lower.
MAX_PART_LENGTH = 20_000
#: Longest caption of a photo.
MAX_CAPTION_LENGTH = 200
#: Longest reason or note of staff that goes with a decision.
MAX_REASON_LENGTH = 2000

#: Longer queries of readers are cut.
MAX_QUERY_LENGTH = 100
#: Longer ones are no words to search for: they are neither corrected nor kept when missed.
MAX_SHORT_QUERY = 50
#: So many rows have the public lists on one page.
PER_PAGE = 20

#: Renditions a reader's page may show, and nothing else of an image; made when a case is
#: published, never in a GET of the page. ``cs_bare`` takes all metadata out: domain.md §8.
RENDITIONS = {
    "card": "fill-640x400|format-jpeg|jpegquality-80|cs_bare",
    "photo": "max-1200x1200|format-jpeg|jpegquality-82|cs_bare",
    "photo_small": "max-640x640|format-jpeg|jpegquality-80|cs_bare",
}


@dataclass(frozen=True, slots=True)
class Key:
    """One key of ``CASESTUDIES``: the types it takes and what it is where a host says nothing.

    ``default`` is called when the value is wanted, so that a host which says what it wants
    needs nothing that the default would ask for.
    """

    types: tuple[type, ...]
    default: Callable[[], Any]
    choices: tuple[str, ...] = ()

    def fault(self, value) -> str:
        """Return what is wrong with the value, or nothing."""
        if not isinstance(value, self.types):
            return f"it must be {' or '.join(each.__name__ for each in self.types)}"
        if self.choices and value not in self.choices:
            return f"it must be one of {', '.join(self.choices)}"
        return ""


def _beside_the_site() -> Path:
    if base := getattr(settings, "BASE_DIR", None):
        return Path(base) / "private"
    raise ImproperlyConfigured(
        'CASESTUDIES["PRIVATE_ROOT"] is not set: a folder that no web server serves.'
    )


#: What stands in ``CASESTUDIES``; docs/reference/settings.md says what each is for.
KEYS = {
    "PRIVATE_ROOT": Key((str, Path), _beside_the_site),
    "BASE_TEMPLATE": Key((str,), lambda: "base.html"),
    "FROM_EMAIL": Key((str,), lambda: settings.DEFAULT_FROM_EMAIL),
    "LETTERS": Key((bool,), lambda: True),
    "STRIP_METADATA": Key((str,), lambda: "programme", choices=("programme", "all")),
    "CLIENT_ADDRESS": Key((str,), lambda: "REMOTE_ADDR"),
    "GROUPS": Key((dict,), dict),
    "LIBRARY_PARENT": Key((str, int), str),
    "LIBRARY_SLUG": Key((str,), str),
}


def given() -> dict:
    """Return what the host says; anything but a dictionary counts as nothing (a check tells)."""
    said = getattr(settings, "CASESTUDIES", {})
    return said if isinstance(said, dict) else {}


def value(key: str) -> Any:
    """Return the host's value of the key, or its default. Raises KeyError for an unknown key."""
    declared = KEYS[key]
    said = given()
    return said[key] if key in said else declared.default()


class PrivateFolder(FileSystemStorage):
    """A folder of the server's own account; its files have no address.

    Django would make one up below ``MEDIA_URL``.
    """

    def __init__(self, location):
        super().__init__(
            location=location, file_permissions_mode=0o600, directory_permissions_mode=0o700
        )

    def url(self, name):
        raise ValueError("Private files have no address.")


class Nowhere(Storage):
    """Stands for a private storage that cannot be had; ``fault`` says why, and so does each use.

    Models ask for their storage when they are loaded: an exception there would end every
    command before a check could speak.
    """

    def __init__(self, fault=""):
        self.fault = fault

    def _refuse(self, *args, **kwargs):
        raise ImproperlyConfigured(self.fault)

    _open = _save = delete = exists = listdir = path = size = url = _refuse


def private_storage() -> Storage:
    """Return the storage of photos and scans of dossiers; it has no public address.

    A host may name its own as ``STORAGES["casestudies_private"]``; without one it is the folder
    ``CASESTUDIES["PRIVATE_ROOT"]``. Never raises; where neither can be had, it is ``Nowhere``.
    """
    try:
        if PRIVATE_STORAGE_ALIAS in storages.backends:
            return storages[PRIVATE_STORAGE_ALIAS]
        return PrivateFolder(Path(value("PRIVATE_ROOT")))
    except Exception as fault:  # whatever the class of a host's own raises
        return Nowhere(str(fault))
