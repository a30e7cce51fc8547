"""A dossier goes from its author to the union's approver, and back."""

from django.db import transaction

from ..workflow import lock, require_move, write_move
from .completeness import require_complete
from .deadlines import require_in_time
from .drafts import titled, typed
from .marks import require_shown


@transaction.atomic
def hand_over(submission, *, by, seen, now=None):
    """Give the dossier, complete and as it was ``seen``, to the union's approver.

    Raises NotAllowed, WrongState, TextChanged, TooLate, Incomplete.
    """
    move = require_move(titled(lock(submission)), "hand_over", by=by)
    require_shown(typed(submission), seen)
    require_in_time(submission, now=now)
    require_complete(submission)
    return write_move(submission, move, by=by)


@transaction.atomic
def hand_back(submission, *, by, seen, reason=""):
    """Give the dossier, as it was ``seen``, back to its author, who may change it again.

    On one that was returned the reason of the return stays; this one is in the log.
    """
    move = require_move(titled(lock(submission)), "hand_back", by=by)
    require_shown(typed(submission), seen)
    fields = {} if submission.number else {"decision_reason": reason}
    return write_move(submission, move, by=by, reason=reason, **fields)


@transaction.atomic
def take_back(submission, *, by, seen):
    """Take the dossier, as it was ``seen``, back from the approver's desk: its author's verb."""
    move = require_move(titled(lock(submission)), "take_back", by=by)
    require_shown(typed(submission), seen)
    return write_move(submission, move, by=by)
