"""A dossier goes from its author to the union's approver, and back."""

from django.db import transaction

from ..workflow import lock, make_move, require_move, write_move
from .completeness import require_complete
from .deadlines import require_in_time
from .drafts import titled, typed


@transaction.atomic
def hand_over(submission, *, by, now=None):
    """Give the complete dossier to the union's approver. Raises Incomplete, TooLate, …"""
    move = require_move(titled(lock(submission)), "hand_over", by=by)
    require_in_time(submission, now=now)
    require_complete(typed(submission))
    return write_move(submission, move, by=by)


@transaction.atomic
def hand_back(submission, *, by, reason=""):
    """Give the dossier back to its author, who may change it again.

    On one that was returned the reason of the return stays; this one is in the log.
    """
    titled(lock(submission))
    fields = {} if submission.number else {"decision_reason": reason}
    return make_move(submission, "hand_back", by=by, reason=reason, **fields)


@transaction.atomic
def take_back(submission, *, by):
    """Take the dossier back from the approver's desk to change it: its author's verb."""
    return make_move(titled(lock(submission)), "take_back", by=by)
