"""From an accepted dossier to a draft case page, through 三审, to the public and back."""

from .pages import make_case_page, without_page
from .pictures import loses_metadata
from .progress import Progress, progress_of
from .public import mark_published, mark_taken_down
from .renditions import image_operations, photos_of, prepare_renditions
from .reviews import (
    cases_of,
    obstacles,
    reviews_of,
    submit_for_review,
    waiting_for,
)

__all__ = [
    "Progress",
    "cases_of",
    "image_operations",
    "loses_metadata",
    "make_case_page",
    "mark_published",
    "mark_taken_down",
    "obstacles",
    "photos_of",
    "prepare_renditions",
    "progress_of",
    "reviews_of",
    "submit_for_review",
    "waiting_for",
    "without_page",
]
