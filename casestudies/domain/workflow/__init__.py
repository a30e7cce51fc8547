"""A dossier's moves, and the steps of its workflow and of a case's."""

from .keeping import is_passed, keep_open, reopen_last_step, require_unused
from .locking import lock
from .moving import (
    make_move,
    moves_open_to,
    require_move,
    require_reason,
    title_in_log,
    write_move,
)
from .steps import (
    carry_out,
    decide_step,
    decisions_open_to,
    note_step,
    open_steps_of,
    take_step,
)

__all__ = [
    "carry_out",
    "decide_step",
    "decisions_open_to",
    "is_passed",
    "keep_open",
    "lock",
    "make_move",
    "moves_open_to",
    "note_step",
    "open_steps_of",
    "reopen_last_step",
    "require_move",
    "require_reason",
    "require_unused",
    "take_step",
    "title_in_log",
    "write_move",
]
