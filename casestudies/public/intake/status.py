"""Where a dossier stands in one line: what happens next, who must act, until when."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from ...domain.intake import deadline_of
from ...domain.workflow import moves_open_to
from ...enums import EDITABLE_STATES, SubmissionState
from ...models.submission import Submission
from ...permissions import SubmissionPolicy


@dataclass(frozen=True, slots=True)
class Status:
    state: str
    label: str
    sentence: str
    reason: str = ""


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
    state = submission.union_state
    sentence = _SENTENCES[state](submission, user)
    has_reason = state in (*EDITABLE_STATES, SubmissionState.REJECTED)
    return Status(
        state=state,
        label=submission.get_union_state_display(),
        sentence=sentence,
        reason=submission.decision_reason if has_reason else "",
    )


def actions_for(submission, user) -> list[Action]:
    """Return what the user may do with the dossier now, the likeliest first."""
    moves = moves_open_to(submission, user)
    actions = [_first_action(submission, moves)]
    if submission.number:
        receipt = reverse("casestudies:receipt", args=[submission.key])
        actions.append(Action(_("Receipt"), receipt))
    if "withdraw" in moves:
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
    return Action(_("View"), dossier)


def _draft(submission, user):
    day = moment_in_words(deadline_of(submission))
    if _is_late(submission):
        return _("The call closed on %(day)s; this draft can no longer be sent.") % {"day": day}
    if _may_send(user):
        return _("Please fill it in and send it before %(day)s.") % {"day": day}
    return _("Please fill it in and hand it over to the approver before %(day)s.") % {"day": day}


def _endorsing(submission, user):
    day = moment_in_words(deadline_of(submission))
    if _is_late(submission):
        return _("The time to send ended on %(day)s; please call the editorial office.") % {
            "day": day
        }
    if _may_send(user):
        return _("Waiting for you: please write the opinion and send it before %(day)s.") % {
            "day": day
        }
    return _("Waiting for the approver to write the opinion and send it before %(day)s.") % {
        "day": day
    }


def _returned(submission, user):
    day = moment_in_words(deadline_of(submission))
    if _is_late(submission):
        return _("The time for changes ended on %(day)s; please call the editorial office.") % {
            "day": day
        }
    return _("Please change it and send it again before %(day)s.") % {"day": day}


def _always(sentence):
    return lambda submission, user: sentence()


_SENTENCES = {
    SubmissionState.DRAFT: _draft,
    SubmissionState.ENDORSING: _endorsing,
    SubmissionState.RETURNED: _returned,
    SubmissionState.SUBMITTED: _always(
        lambda: _("Waiting for the formal check by the federation; nothing to do for you.")
    ),
    SubmissionState.WITHDRAWN: _always(lambda: _("Your union withdrew it from this call.")),
    SubmissionState.REJECTED: _always(lambda: _("It did not pass the formal check.")),
    SubmissionState.ACCEPTED: _always(
        lambda: _("It passed the formal check; the result comes with the public notice.")
    ),
    SubmissionState.PUBLISHED: _always(lambda: _("The case is in the library for all to read.")),
}


def _is_late(submission) -> bool:
    return timezone.now() >= deadline_of(submission)


def _may_send(user) -> bool:
    return SubmissionPolicy(Submission).user_has_permission(user, "send")
