"""A union takes its dossier back for good."""

from django.db import transaction

from ...models.submission import Submission
from ..workflow import lock, require_move, write_move
from .drafts import forget_draft, titled, typed
from .marks import require_shown


@transaction.atomic
def withdraw(submission, *, by, seen, reason=""):
    """Take the dossier, as it was ``seen``, back for good; its place in the quota is free again.

    It stays as it was sent: what was typed since is dropped.
    Raises NotAllowed, WrongState, TextChanged.
    """
    if not lock(submission).number:
        titled(submission)
    move = require_move(submission, "withdraw", by=by)
    # Laid out apart: what is typed must not be taken for what was sent.
    require_shown(typed(Submission.objects.with_draft().get(pk=submission.pk)), seen)
    write_move(submission, move, by=by, reason=reason, decision_reason=reason)
    forget_draft(submission)
    current = submission.current_workflow_state
    if current is not None:
        current.cancel(user=by)
    return submission
