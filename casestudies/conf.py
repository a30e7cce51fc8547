"""Limits, sizes and names of the programme, and the few settings a host may give.

All settings, Django's and Wagtail's included: docs/reference/settings.md.
"""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import FileSystemStorage, InvalidStorageError, storages

PRIVATE_STORAGE_ALIAS = "casestudies_private"

#: Largest upload of one photo or scan, in MB of 1024 × 1024 bytes.
MAX_UPLOAD_MB = 15
#: Largest photo, in pixels; above it the picture is refused before it is decoded.
MAX_PHOTO_PIXELS = 80_000_000
#: Longest edge of a stored photo, in pixels: 17 cm, the text width of A4, at 300 dpi. A phone's
#: 4000 × 3000 is decoded at exactly half, which costs a third of a full decode.
MAX_PHOTO_EDGE = 2000
#: Longest edge of the preview stored beside a photo, in pixels.
PREVIEW_EDGE = 480
#: Hard limit of one part of the text, against abuse; the call's own limits are far lower.
MAX_PART_LENGTH = 20_000
#: Longest reason or note of staff that goes with a decision.
MAX_REASON_LENGTH = 2000

#: Longer questions of readers are cut.
MAX_QUESTION_LENGTH = 100
#: Longer ones are no words to search for: they are neither corrected nor kept when missed.
MAX_SHORT_QUESTION = 50
#: So many rows have the public lists on one page.
PER_PAGE = 20

#: Renditions a reader's page may show; made when a case is published, never in a GET.
RENDITIONS = {
    "card": "fill-640x400|format-jpeg|jpegquality-80",
    "photo": "max-1200x1200|format-jpeg|jpegquality-82",
    "photo_small": "max-640x640|format-jpeg|jpegquality-80",
}


def private_root() -> Path:
    """Return the folder for private files: ``CASESTUDIES_PRIVATE_ROOT``, else BASE_DIR/private.

    Either may be a text or a path. Raises ImproperlyConfigured where a host has neither.
    """
    if root := getattr(settings, "CASESTUDIES_PRIVATE_ROOT", None):
        return Path(root)
    if base := getattr(settings, "BASE_DIR", None):
        return Path(base) / "private"
    raise ImproperlyConfigured("CASESTUDIES_PRIVATE_ROOT is not set: a folder outside MEDIA_ROOT.")


def private_storage():
    """Return the storage of photos and scans of dossiers; it has no public address.

    A host may name its own as ``STORAGES["casestudies_private"]``.
    """
    try:
        return storages[PRIVATE_STORAGE_ALIAS]
    except InvalidStorageError:
        return FileSystemStorage(location=private_root(), base_url=None)


def notifications_from() -> str:
    """Return the sender of letters: ``CASESTUDIES_FROM_EMAIL`` or DEFAULT_FROM_EMAIL."""
    return getattr(settings, "CASESTUDIES_FROM_EMAIL", settings.DEFAULT_FROM_EMAIL)
