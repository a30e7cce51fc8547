"""From an accepted dossier to a draft case page, through 三审, to the public and back."""

from .keeping import nothing_kept, require_never_public, require_none_public_below
from .pages import make_case_page, without_page
from .pictures import (
    loses_metadata,
    name_for_original,
    name_for_rendition,
    pictures_of_pages,
    settle,
    shown_to_readers,
)
from .progress import Progress, progress_of
from .public import mark_published, mark_taken_down
from .renditions import image_operations, photos_of, picture_keys, prepare_renditions
from .reviews import (
    cases_of,
    decided_by,
    may_read_review,
    obstacles,
    submit_for_review,
    waiting_for,
)
from .rounds import SUBMITTED, rounds_of, told_decision
from .said import befores_of, texts_compared
from .settling import settle_all
from .shown import PictureShown, is_changed, may_see_picture, require_not_shown
from .taking_down import TAKEN_DOWN, take_down
from .unvouched import unapproved, unvouched

__all__ = [
    "SUBMITTED",
    "TAKEN_DOWN",
    "PictureShown",
    "Progress",
    "befores_of",
    "cases_of",
    "decided_by",
    "image_operations",
    "is_changed",
    "loses_metadata",
    "make_case_page",
    "mark_published",
    "mark_taken_down",
    "may_read_review",
    "may_see_picture",
    "name_for_original",
    "name_for_rendition",
    "nothing_kept",
    "obstacles",
    "photos_of",
    "picture_keys",
    "pictures_of_pages",
    "prepare_renditions",
    "progress_of",
    "require_never_public",
    "require_none_public_below",
    "require_not_shown",
    "rounds_of",
    "settle",
    "settle_all",
    "shown_to_readers",
    "submit_for_review",
    "take_down",
    "texts_compared",
    "told_decision",
    "unapproved",
    "unvouched",
    "waiting_for",
    "without_page",
]
