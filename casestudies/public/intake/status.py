"""Where a dossier stands in one line: what happens next, who must act, until when."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ...domain.workflow import moves_open_to
from ...enums import EDITABLE_STATES, SubmissionState
from ...moves import look_of
from ...permissions import submission_policy


@dataclass(frozen=True, slots=True)
class Status:
    tone: str
    label: str
    sentence: str
    reason: str = ""
    award: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """A button or link; ``look`` is the modifier of its class."""

    label: str
    url: str
    look: str = "secondary"


def moment_in_words(moment) -> str:
    return formats.date_format(timezone.localtime(moment), "DATETIME_FORMAT")


def status_of(submission, user) -> Status:
    """Return the status as the union may know it, in words for this member."""
    look, result = look_of(submission), submission.told_result
    deadline = submission.deadline
    sentence = look.sentence_for(
        may_send=_may_send(submission, user), is_late=timezone.now() >= deadline
    )
    return Status(
        tone=look.tone.value,
        label=str(look.label or submission.get_state_display()),
        sentence=sentence % {"day": moment_in_words(deadline)},
        reason=submission.decision_reason if look.shows_reason else "",
        award=result.award_name if result and submission.call.is_judged else "",
    )


def actions_for(submission, user) -> list[Action]:
    """Return what the user may do with the dossier now, the likeliest first."""
    moves = moves_open_to(submission, user)
    actions = [_first_action(submission, moves)]
    if submission.number:
        receipt = reverse("casestudies:receipt", args=[submission.key])
        actions.append(Action(_("Receipt"), receipt))
    if submission_policy.user_has_permission_for_instance(user, "delete_draft", submission):
        delete = reverse("casestudies:delete_draft", args=[submission.key])
        actions.append(Action(_("Delete the draft"), delete, "quiet"))
    elif "withdraw" in moves:
        withdraw = reverse("casestudies:withdraw", args=[submission.key])
        actions.append(Action(_("Withdraw"), withdraw, "quiet"))
    return actions


def _first_action(submission, moves) -> Action:
    dossier = reverse("casestudies:dossier", args=[submission.key])
    if submission.state == SubmissionState.RETURNED and "hand_over" in moves:
        return Action(_("Change it"), dossier, "primary")
    if submission.state in EDITABLE_STATES and "hand_over" in moves:
        return Action(_("Continue filling in"), dossier, "primary")
    if "send" in moves:
        endorse = reverse("casestudies:endorse", args=[submission.key])
        return Action(_("Endorse and send"), endorse, "primary")
    return Action(pgettext("casestudies", "View"), dossier)


def _may_send(submission, user) -> bool:
    return submission_policy.user_has_standing(user, "send", submission)
