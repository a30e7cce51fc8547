"""From the blank form to a dossier that is sent: the union's verbs."""

from .changes import changes
from .deadlines import require_in_time
from .deleting import delete_draft
from .drafts import keep_opinion, stray_captions, titled, typed, typed_opinion
from .handing import hand_back, hand_over, take_back
from .marks import opened, shown, shown_now
from .merging import before_merge
from .places import places_left, places_left_in
from .saving import save_draft
from .scans import remove_scans
from .sending import require_ready, send
from .uploads import PhotoEntry, files_of, staged_photos, stored_scan
from .versions import changes_between, version_of, versions_of
from .withdrawing import withdraw

__all__ = [
    "PhotoEntry",
    "before_merge",
    "changes",
    "changes_between",
    "delete_draft",
    "files_of",
    "hand_back",
    "hand_over",
    "keep_opinion",
    "opened",
    "places_left",
    "places_left_in",
    "remove_scans",
    "require_in_time",
    "require_ready",
    "save_draft",
    "send",
    "shown",
    "shown_now",
    "staged_photos",
    "stored_scan",
    "stray_captions",
    "take_back",
    "titled",
    "typed",
    "typed_opinion",
    "version_of",
    "versions_of",
    "withdraw",
]
