"""A dossier goes from its author to the union's approver, and back."""

from django.db import transaction

from ..notifications import tell_union
from ..workflow import check, lock, lock_and_reload, make_move, record_move
from .completeness import check_complete
from .deadlines import check_in_time


@transaction.atomic
def hand_over(submission, *, by, now=None):
    """Give the complete dossier to the union's approver. Raises Incomplete, TooLate, …"""
    check(lock_and_reload(submission), "hand_over", by=by)
    check_in_time(submission, now=now)
    check_complete(submission)
    record_move(submission, "hand_over", by=by)
    tell_union(submission, "handed_over", roles=("approver",))
    return submission


@transaction.atomic
def hand_back(submission, *, by, reason=""):
    """Give the dossier back to its author, who may change it again.

    On one that was returned the reason of the return stays; this one is in the log.
    """
    lock(submission)
    if submission.number:
        make_move(submission, "hand_back_returned", by=by, reason=reason)
    else:
        make_move(submission, "hand_back", by=by, reason=reason, decision_reason=reason)
    tell_union(submission, "handed_back", roles=("author",), reason=reason)
    return submission
