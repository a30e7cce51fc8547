"""The table of allowed moves; the only writer of ``Submission.state`` and ``current_step``."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from ..enums import EDITABLE_STATES, POOL_STATES, WITH_UNION_STATES, SubmissionState
from ..models.submission import Submission
from ..permissions import SubmissionPolicy
from ..signals import submission_moved
from .refusals import NotAllowed, WrongState

S = SubmissionState
#: The actor of a move that follows from a decision checked elsewhere (task, page workflow).
BY_WORKFLOW = None


@dataclass(frozen=True, slots=True)
class Move:
    """One allowed move. ``action`` is a policy action, or None where a workflow decided."""

    label: str
    sources: tuple[SubmissionState, ...]
    target: SubmissionState
    action: str | None


MOVES = {
    "hand_over": Move(
        gettext_lazy("Hand over to the approver"), EDITABLE_STATES, S.ENDORSING, "hand_over"
    ),
    "hand_back": Move(
        gettext_lazy("Hand back to the author"), (S.ENDORSING,), S.DRAFT, "hand_back"
    ),
    "hand_back_returned": Move(
        gettext_lazy("Hand back to the author"), (S.ENDORSING,), S.RETURNED, "hand_back"
    ),
    "send": Move(gettext_lazy("Send"), (*EDITABLE_STATES, S.ENDORSING), S.SUBMITTED, "send"),
    "withdraw": Move(
        gettext_lazy("Withdraw"), (*WITH_UNION_STATES, S.SUBMITTED), S.WITHDRAWN, "withdraw"
    ),
    "return": Move(gettext_lazy("Return for changes"), (S.SUBMITTED,), S.RETURNED, BY_WORKFLOW),
    "reject": Move(gettext_lazy("Do not admit"), (S.SUBMITTED,), S.REJECTED, BY_WORKFLOW),
    "accept": Move(gettext_lazy("Accept into the pool"), (S.SUBMITTED,), S.ACCEPTED, BY_WORKFLOW),
    "publish": Move(gettext_lazy("Publish"), POOL_STATES, S.PUBLISHED, BY_WORKFLOW),
    "take_down": Move(gettext_lazy("Take down"), (S.PUBLISHED,), S.ACCEPTED, BY_WORKFLOW),
}


def title_in_log(submission) -> str:
    """Return what the site's history, which all staff read, calls the dossier.

    Before it is sent it is the union's own paper, its title included.
    """
    return str(submission) if submission.number else _("(dossier not sent yet)")


def moves_open_to(submission, user) -> list[str]:
    """Return the names of the moves the user may make now, in the order of the table."""
    policy = SubmissionPolicy(Submission)
    return [
        name
        for name, move in MOVES.items()
        if move.action
        and submission.state in move.sources
        and policy.user_has_permission_for_instance(user, move.action, submission)
    ]


def lock(submission) -> Submission:
    """Lock the dossier's row and bring ``submission``'s coarse state up to date.

    Must run inside a transaction. Returns the same object.
    """
    fresh = Submission.objects.select_for_update().values("state", "number", "sent_at", "due_at")
    for name, value in fresh.get(pk=submission.pk).items():
        setattr(submission, name, value)
    return submission


def lock_and_reload(submission) -> Submission:
    """Lock the dossier's row and read all of it anew: what is judged is what is stored.

    Must run inside a transaction. Returns the same object; unsaved values are lost.
    """
    rows = Submission.objects.select_for_update(of=("self",)).with_list_columns()
    submission.refresh_from_db(from_queryset=rows)
    submission.forget_children()
    return submission


def check(submission, name, *, by) -> Move:
    """Return the move, or raise NotAllowed or WrongState, in this order."""
    move = MOVES[name]
    if move.action and not SubmissionPolicy(Submission).user_has_standing(
        by, move.action, submission
    ):
        raise NotAllowed(_("You may not do this: “%(move)s”.") % {"move": move.label})
    if submission.state not in move.sources:
        raise WrongState(
            _("“%(title)s” is “%(state)s” now, so “%(move)s” is not possible.")
            % {
                "title": submission,
                "state": submission.get_state_display(),
                "move": move.label,
            }
        )
    return move


@transaction.atomic
def make_move(submission, name, *, by, reason="", revision=None, **fields):
    """Make the named move: lock, check, write, log; signal hosts after commit.

    ``fields`` are further columns to write with the state. Raises WrongState, NotAllowed.
    """
    lock(submission)
    return record_move(submission, name, by=by, reason=reason, revision=revision, **fields)


def record_move(submission, name, *, by, reason="", revision=None, **fields):
    """Make the named move on a dossier that the caller has locked and read anew."""
    move = check(submission, name, by=by)
    before = submission.state
    # Whatever step was open is over; a step that opens next is noted by ``note_step``.
    submission.state, submission.current_step = move.target, None
    for field, value in fields.items():
        setattr(submission, field, value)
    submission.changed_at = timezone.now()
    submission.save(update_fields=["state", "current_step", "changed_at", *fields])
    log(
        instance=submission,
        action=f"casestudies.{name}",
        user=by,
        revision=revision,
        data={"from": before, "to": move.target.value, "reason": reason},
        title=title_in_log(submission),
    )
    transaction.on_commit(
        lambda: submission_moved.send_robust(
            sender=Submission, submission=submission, by=by, move=name
        )
    )
    return submission


def note_step(workflow_state, *, task):
    """Note on the dossier the step its workflow has opened, or None where none is open now.

    Wagtail tells of every step it opens, whoever moved the workflow on: a decision of ours,
    or somebody who ends a task or a workflow in Wagtail's settings. Workflows of other
    models are left alone.
    """
    if workflow_state.base_content_type_id == ContentType.objects.get_for_model(Submission).pk:
        Submission.objects.filter(pk=workflow_state.object_id).update(current_step=task)
