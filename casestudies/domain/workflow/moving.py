"""Making the moves of ``casestudies.moves``.

The only writer of ``Submission.state``; ``note_step`` and ``keep_open`` write ``current_step`` too.
"""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log

from ...models.submission import Submission
from ...moves import MOVES, Move, Reason
from ...permissions import submission_policy
from ...signals import submission_moved
from ..letters import tell_union
from ..refusals import NotAllowed, ReasonDue, WrongState


def title_in_log(submission) -> str:
    """Return what the site's history, which all staff read, calls the dossier.

    Before it is sent it is the union's own paper, its title included. The words are kept, so
    they are in the site's language and not in that of who acts.
    """
    with override(settings.LANGUAGE_CODE):
        return str(submission) if submission.number else _("(dossier not sent yet)")


def moves_open_to(submission, user) -> list[str]:
    """Return the names of the moves the user may make now, in the order of the table."""
    return [
        name
        for name, move in MOVES.items()
        if move.by_union
        and submission_policy.user_has_permission_for_instance(user, name, submission)
    ]


def require_move(submission, name, *, by) -> Move:
    """Return the move, or raise NotAllowed or WrongState, in this order."""
    move = MOVES[name]
    if move.by_union and not submission_policy.user_has_standing(by, name, submission):
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


def require_reason(move: Move, reason: str):
    """Raise ReasonDue where the move is due a reason and none is given."""
    if move.reason is Reason.DUE and not reason.strip():
        raise ReasonDue(_("Please write the reason for “%(move)s”.") % {"move": move.label})


def make_move(submission, name, *, by, reason="", **fields):
    """Make the named move of a dossier that the caller has locked; return the dossier.

    Raises NotAllowed, WrongState, ReasonDue. See ``write_move``.
    """
    move = require_move(submission, name, by=by)
    return write_move(submission, move, by=by, reason=reason, **fields)


def write_move(submission, move: Move, *, by, reason="", **fields):
    """Write and log a move that ``require_move`` has allowed under the same lock.

    For verbs that ask more between the two. The letter is written with it, the signal follows
    after commit; ``fields`` are further columns to write with the state. Returns the dossier;
    raises ReasonDue.
    """
    require_reason(move, reason)
    before, sent = submission.state, bool(submission.number)
    submission.state = move.target_for(sent=sent)
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
        data={"from": before, "to": submission.state.value, "reason": reason, "sent": sent},
        title=title_in_log(submission),
    )
    if move.letter:
        tell_union(
            submission,
            move.letter,
            roles=move.told,
            staff_reads=move.staff_reads,
            reason=reason,
        )
    transaction.on_commit(
        lambda: submission_moved.send_robust(
            sender=Submission, submission=submission, by=by, move=move.name
        )
    )
    return submission
