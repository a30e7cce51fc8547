"""The moves of a dossier and the looks of its states: said here, read everywhere.

Policy, log, letters, the union's history, the documents and the tests read these two
tables. A new move is a row of ``MOVES`` (and two templates, where it has a letter); a new state
is a member of ``SubmissionState``, a row of ``LOOKS`` and the moves that lead in and out.
"""

from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .enums import (
    EDITABLE_STATES,
    WITH_UNION_STATES,
    CaseStage,
    Decision,
    MemberRole,
    Outcome,
    SubmissionState,
)

S = SubmissionState
_AUTHOR, _APPROVER = (MemberRole.AUTHOR,), (MemberRole.APPROVER,)
_MEMBERS = tuple(MemberRole)


#: Name in the log of the start of a dossier, which is no move: it comes from nowhere.
STARTED = "casestudies.create"
#: And of its end where it was never sent: nothing is left but these two.
DELETED = "casestudies.delete_draft"


class Reason(Enum):
    """Whether a move is made with a reason."""

    NONE = "none"
    ALLOWED = "allowed"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Move:
    """One allowed move of a dossier, and everything that goes with it.

    ``sent_target``: where it leads when the dossier had been sent before, if elsewhere.
    ``roles``: who of the union makes it; empty where the right was checked at a decision
    elsewhere (a step of a workflow). ``letter``: stem of the two templates of the letter that
    follows, ``told`` the roles that get it. ``union_reads`` and ``staff_reads``: whether it
    stands in the history each of them reads.
    """

    name: str
    label: str
    sources: tuple[SubmissionState, ...]
    target: SubmissionState
    sent_target: SubmissionState | None = None
    roles: tuple[MemberRole, ...] = ()
    letter: str = ""
    told: tuple[MemberRole, ...] = _MEMBERS
    reason: Reason = Reason.NONE
    union_reads: bool = True
    staff_reads: bool = True

    @property
    def log_action(self) -> str:
        """Its name in Wagtail's log."""
        return f"casestudies.{self.name}"

    @property
    def by_union(self) -> bool:
        return bool(self.roles)

    @property
    def targets(self) -> tuple[SubmissionState, ...]:
        return (self.target, self.sent_target) if self.sent_target else (self.target,)

    def target_for(self, *, sent: bool) -> SubmissionState:
        """Return where it leads a dossier that was, or was not, sent before."""
        return (sent and self.sent_target) or self.target


#: Every move, by its name, in the order in which they are offered.
MOVES = {
    move.name: move
    for move in (
        Move(
            "hand_over",
            _("Hand over to the approver"),
            EDITABLE_STATES,
            S.ENDORSING,
            roles=_MEMBERS,
            letter="handed_over",
            told=_APPROVER,
            staff_reads=False,
        ),
        Move(
            "take_back",
            _("Take it back to change it"),
            (S.ENDORSING,),
            S.DRAFT,
            sent_target=S.RETURNED,
            roles=_AUTHOR,
            letter="taken_back",
            told=_APPROVER,
            staff_reads=False,
        ),
        Move(
            "hand_back",
            _("Hand back to the author"),
            (S.ENDORSING,),
            S.DRAFT,
            sent_target=S.RETURNED,
            roles=_APPROVER,
            letter="handed_back",
            told=_AUTHOR,
            reason=Reason.ALLOWED,
            staff_reads=False,
        ),
        Move("send", _("Send"), WITH_UNION_STATES, S.SUBMITTED, roles=_APPROVER, letter="sent"),
        Move(
            "withdraw",
            _("Withdraw"),
            (*WITH_UNION_STATES, S.SUBMITTED),
            S.WITHDRAWN,
            roles=_APPROVER,
            letter="withdrawn",
            reason=Reason.ALLOWED,
        ),
        Move(
            "return",
            _("Return for changes"),
            (S.SUBMITTED,),
            S.RETURNED,
            letter="returned",
            reason=Reason.DUE,
        ),
        Move(
            "refuse",
            _("Do not admit"),
            (S.SUBMITTED,),
            S.REFUSED,
            letter="refused",
            reason=Reason.DUE,
        ),
        Move("accept", _("Pass the formal check"), (S.SUBMITTED,), S.ACCEPTED, letter="accepted"),
        Move(
            "undo",
            _("Undo the decision"),
            (S.RETURNED, S.REFUSED, S.ACCEPTED),
            S.SUBMITTED,
            letter="undone",
            reason=Reason.DUE,
        ),
        Move("publish", pgettext_lazy("casestudies", "Publish"), (S.ACCEPTED,), S.PUBLISHED),
        Move("take_down", _("Take down"), (S.PUBLISHED,), S.ACCEPTED),
    )
}


#: The move that each decision of a formal check means; a pass makes it at the last step.
_DECIDED = {Decision.PASS: "accept", Decision.RETURN: "return", Decision.REFUSE: "refuse"}


def decided(decision: Decision) -> Move:
    """Return the move a decision means; what it asks of a reason holds for 三审 as well."""
    return MOVES[_DECIDED[decision]]


class Tone(Enum):
    """How a state or stage looks: the modifier of its class, on public pages and in the office."""

    DRAFT = "draft"
    WAITING = "waiting"
    UNDERWAY = "underway"
    PASSED = "passed"
    PUBLIC = "public"
    REFUSED = "refused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Look:
    """How a union reads one state: what comes next, who must act, until when.

    Sentences may name ``%(day)s``, the moment from which the dossier cannot be sent.
    ``approver`` stands instead of ``sentence`` for who may send, ``late`` after the deadline.
    ``shows_reason``: the reason of the last decision is read with it. ``label``: what the union
    reads instead of the state's own label.
    """

    tone: Tone
    sentence: str
    approver: str = ""
    late: str = ""
    shows_reason: bool = False
    label: str = ""

    def sentence_for(self, *, may_send: bool, is_late: bool) -> str:
        return (is_late and self.late) or (may_send and self.approver) or self.sentence


LOOKS = {
    S.DRAFT: Look(
        Tone.DRAFT,
        _("Please fill it in and hand it over to the approver before %(day)s."),
        approver=_("Please fill it in and send it before %(day)s."),
        late=_("The call closed on %(day)s; this draft can no longer be sent."),
        shows_reason=True,
    ),
    S.ENDORSING: Look(
        Tone.WAITING,
        _("Waiting for the approver to write the opinion and send it before %(day)s."),
        approver=_("Waiting for you: please write the opinion and send it before %(day)s."),
        late=_("The time to send ended on %(day)s; please call the editorial office."),
    ),
    S.SUBMITTED: Look(
        Tone.UNDERWAY,
        _("Waiting for the formal check by the federation; nothing to do for you."),
    ),
    S.RETURNED: Look(
        Tone.WAITING,
        _("Please change it and send it again before %(day)s."),
        late=_("The time for changes ended on %(day)s; please call the editorial office."),
        shows_reason=True,
    ),
    S.WITHDRAWN: Look(Tone.ENDED, _("Your union withdrew it from this call.")),
    S.REFUSED: Look(Tone.REFUSED, _("It did not pass the formal check."), shows_reason=True),
    # domain.md §9.12: «入库» is said of what was selected.
    S.ACCEPTED: Look(
        Tone.PASSED,
        _("It passed the formal check; the result comes with the public notice."),
        label=_("Past the formal check, waiting for the judges"),
    ),
    S.PUBLISHED: Look(Tone.PUBLIC, _("The case is in the library for all to read.")),
}

#: An accepted dossier of a call that is not judged.
UNJUDGED = Look(Tone.PASSED, _("It passed the formal check; the editors may make a case of it."))
#: An accepted dossier whose result its union may know.
RESULTS = {
    Outcome.SELECTED: Look(
        Tone.PASSED,
        _("It was selected and stands in the pool; the editors make a case of it."),
        label=_("Selected, in the pool"),
    ),
    Outcome.NOT_SELECTED: Look(
        Tone.ENDED, _("It was not selected this time."), label=Outcome.NOT_SELECTED.label
    ),
    Outcome.DISQUALIFIED: Look(
        Tone.REFUSED,
        _("It was disqualified; please call the editorial office."),
        label=Outcome.DISQUALIFIED.label,
    ),
}


#: How each stage of a case page looks, in the office's lists.
STAGE_TONES = {
    CaseStage.NOT_MADE: Tone.DRAFT,
    CaseStage.DRAFT: Tone.DRAFT,
    CaseStage.IN_REVIEW: Tone.UNDERWAY,
    CaseStage.NEEDS_CHANGES: Tone.WAITING,
    CaseStage.PUBLIC: Tone.PUBLIC,
    CaseStage.CHANGED: Tone.PUBLIC,
}


def look_of(submission) -> Look:
    """Return the look of the dossier for its union: results stay closed until public notice."""
    state = SubmissionState(submission.state)
    if state != S.ACCEPTED:
        return LOOKS[state]
    if not submission.call.is_judged:
        return UNJUDGED
    result = submission.told_result
    return RESULTS[result.outcome] if result else LOOKS[state]
