"""The texts of the demo site, from the TOML files beside this module."""

import tomllib
from datetime import datetime, time
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils import timezone

from casestudies.domain.intake import PhotoEntry
from casestudies.photos import clean_photo

from .scenes import draw

FOLDER = Path(__file__).resolve().parent


def site() -> dict:
    return _read(FOLDER / "site.toml")


def calls() -> list[dict]:
    return _read(FOLDER / "calls.toml")["calls"]


def cases() -> list[dict]:
    """The cases published after the first call, in the order of their files."""
    return [_read(path) for path in sorted((FOLDER / "cases").glob("*.toml"))]


def dossiers() -> list[dict]:
    """The dossiers of the open call; ``state`` names where each stands, ``returned`` or so."""
    return [_read(path) for path in sorted((FOLDER / "dossiers").glob("*.toml"))]


def photos(sheet: dict) -> list[PhotoEntry]:
    """Draw the photos of a case or dossier as a union would upload them."""
    return [
        PhotoEntry(caption=photo["caption"], photo=_drawn(photo["scene"], sheet["title"], place))
        for place, photo in enumerate(sheet.get("photos", []))
    ]


def _drawn(scene, title, place):
    seed = sum(map(ord, title)) + place
    return clean_photo(ContentFile(draw(scene, seed), name=f"{scene}-{place + 1}.jpg"))


def moment(day, hour=9, minute=0) -> datetime:
    """Return the local time of a day."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _read(path: Path) -> dict:
    return tomllib.loads(path.read_text("utf-8"))
