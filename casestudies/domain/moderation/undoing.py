"""The office takes a decision of the formal check back, while nothing followed from it."""

from django.db import transaction
from django.utils.translation import gettext as _

from ...enums import SubmissionState
from ...models.call import CallPage
from ...permissions import submission_policy
from ..intake.places import require_place
from ..refusals import NotAllowed, WrongState
from ..workflow import lock, reopen_last_step, require_move, require_reason, write_move


def may_undo(submission, user) -> bool:
    """Whether the user may take the last decision back now: 1 query for one that was returned."""
    return (
        submission_policy.user_has_permission_for_instance(user, "undo_decision", submission)
        and submission.state
        in {SubmissionState.RETURNED, SubmissionState.REFUSED, SubmissionState.ACCEPTED}
        and not _what_followed(submission)
    )


@transaction.atomic
def undo_decision(submission, *, by, reason):
    """Take the last decision back and open its step again; the union is told. Returns the dossier.

    Raises NotAllowed, WrongState, ReasonDue; NoPlaceLeft where the place of a dossier that was not
    admitted was taken meanwhile: domain.md §9.2.
    """
    if not submission_policy.user_has_permission_for_instance(by, "undo_decision", submission):
        raise NotAllowed(_("You may not undo a decision."))
    # As in sending: who takes a place waits for whoever takes one of the same call.
    CallPage.objects.select_for_update().filter(pk=submission.call_id).first()
    move = require_move(lock(submission), "undo", by=by)
    require_reason(move, reason)
    if said := _what_followed(submission):
        raise WrongState(said)
    if submission.state == SubmissionState.REFUSED:
        require_place(submission)
    write_move(submission, move, by=by, reason=reason, decision_reason="", due_at=None)
    if not reopen_last_step(submission):
        raise WrongState(_("There is no step that could be opened again."))
    return submission


def _what_followed(submission) -> str:
    """Return the sentence why it is too late, or nothing."""
    if submission.case_page_id:
        return _("A case page was made of it, so the decision stands.")
    if getattr(submission, "result", None):
        return _("It has a result already, so the decision stands.")
    if submission.state == SubmissionState.RETURNED and getattr(submission, "draft", None):
        return _("The union has begun to change it, so the decision stands.")
    return ""
