"""A union takes its dossier back for good."""

from django.db import transaction

from ..workflow import lock, make_move


@transaction.atomic
def withdraw(submission, *, by, reason=""):
    """Take the dossier back for good; its place in the quota is free again."""
    make_move(lock(submission), "withdraw", by=by, reason=reason, decision_reason=reason)
    current = submission.current_workflow_state
    if current is not None:
        current.cancel(user=by)
    return submission
