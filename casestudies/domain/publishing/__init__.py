"""From an accepted dossier to a draft case page, through 三审, to the public and back."""

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
    obstacles,
    reviews_of,
    submit_for_review,
    waiting_for,
)
from .settling import settle_all
from .shown import PictureShown, is_changed, may_see_picture, require_not_shown

__all__ = [
    "PictureShown",
    "Progress",
    "cases_of",
    "image_operations",
    "is_changed",
    "loses_metadata",
    "make_case_page",
    "mark_published",
    "mark_taken_down",
    "may_see_picture",
    "name_for_original",
    "name_for_rendition",
    "obstacles",
    "photos_of",
    "picture_keys",
    "pictures_of_pages",
    "prepare_renditions",
    "progress_of",
    "require_not_shown",
    "reviews_of",
    "settle",
    "settle_all",
    "shown_to_readers",
    "submit_for_review",
    "waiting_for",
    "without_page",
]
