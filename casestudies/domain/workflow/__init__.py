"""A dossier's moves, and the steps of its workflow and of a case's."""

from .locking import lock
from .moving import make_move, moves_open_to, require_move, title_in_log
from .steps import carry_out, decide_step, decisions_open_to, note_step, take_step

__all__ = [
    "carry_out",
    "decide_step",
    "decisions_open_to",
    "lock",
    "make_move",
    "moves_open_to",
    "note_step",
    "require_move",
    "take_step",
    "title_in_log",
]
