"""From the blank form to a dossier that is sent: the union's verbs."""

from .deadlines import check_in_time
from .drafts import PhotoEntry, save_draft
from .handing import hand_back, hand_over, take_back
from .places import places_left, places_left_in
from .sending import check_ready, send
from .withdrawing import withdraw

__all__ = [
    "PhotoEntry",
    "check_in_time",
    "check_ready",
    "hand_back",
    "hand_over",
    "places_left",
    "places_left_in",
    "save_draft",
    "send",
    "take_back",
    "withdraw",
]
