"""Making the moves of ``casestudies.moves``.

The only writer of ``Submission.state`` and ``current_step``.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models.submission import Submission
from ..moves import MOVES, Move, Reason
from ..permissions import SubmissionPolicy
from ..signals import submission_moved
from .notifications import tell_union
from .refusals import NotAllowed, ReasonDue, WrongState


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
        if move.by_union and policy.user_has_permission_for_instance(user, name, submission)
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
    if move.by_union and not SubmissionPolicy(Submission).user_has_standing(by, name, submission):
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
    """Make the named move: lock, check, write, log; letter and signal after commit.

    ``fields`` are further columns to write with the state. Raises WrongState, NotAllowed,
    ReasonDue.
    """
    lock(submission)
    return record_move(submission, name, by=by, reason=reason, revision=revision, **fields)


def record_move(submission, name, *, by, reason="", revision=None, **fields):
    """Make the named move on a dossier that the caller has locked and read anew."""
    move = check(submission, name, by=by)
    if move.reason is Reason.DUE and not reason.strip():
        raise ReasonDue(_("Please write the reason for “%(decision)s”.") % {"decision": move.label})
    before = submission.state
    submission.state = move.target_for(sent=bool(submission.number))
    # Whatever step was open is over; a step that opens next is noted by ``note_step``.
    submission.current_step = None
    for field, value in fields.items():
        setattr(submission, field, value)
    submission.changed_at = timezone.now()
    submission.save(update_fields=["state", "current_step", "changed_at", *fields])
    log(
        instance=submission,
        action=move.log_action,
        user=by,
        revision=revision,
        data={"from": before, "to": submission.state.value, "reason": reason},
        title=title_in_log(submission),
    )
    if move.letter:
        tell_union(submission, move.letter, roles=move.told, reason=reason)
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
