"""A union takes its dossier back for good."""

from django.db import transaction

from ..workflow import lock, make_move
from .drafts import forget_draft, titled


@transaction.atomic
def withdraw(submission, *, by, reason=""):
    """Take the dossier back for good; its place in the quota is free again.

    It stays as it was sent: what was typed since is dropped.
    """
    if not lock(submission).number:
        titled(submission)
    make_move(submission, "withdraw", by=by, reason=reason, decision_reason=reason)
    forget_draft(submission)
    current = submission.current_workflow_state
    if current is not None:
        current.cancel(user=by)
    return submission
