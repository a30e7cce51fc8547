"""Dossiers of the demo, walked to where they stand by the verbs that people use."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from casestudies.domain import intake
from casestudies.domain.moderation.formal_check import check_formally
from casestudies.enums import Decision, MemberRole, Outcome, SubmissionState
from casestudies.models import Result, Submission, Topic, Union
from casestudies.models import sheet as official

from . import content
from .accounts import member, staff
from .dates import Clock

_DECISIONS = {
    SubmissionState.ACCEPTED: Decision.PASS,
    SubmissionState.RETURNED: Decision.RETURN,
    SubmissionState.REFUSED: Decision.REFUSE,
}
_OPINION = "案例材料真实，做法具体，成效明显，值得学习推广，同意推荐。"


@dataclass(frozen=True, slots=True)
class Schedule:
    """When things happened to one dossier."""

    begun: datetime
    sent: datetime
    decided: datetime


def find(call, sheet) -> Submission | None:
    called = Q(title=sheet["title"]) | Q(draft__values__title=sheet["title"])
    return Submission.objects.for_call(call).filter(called).first()


def walk(call, sheet, state, *, schedule: Schedule, clock: Clock) -> Submission:
    """Fill in the form of ``sheet`` and take the dossier to ``state``."""
    union = Union.objects.get(name=sheet["union"])
    author, approver = member(union, MemberRole.AUTHOR), member(union, MemberRole.APPROVER)
    dossier = _fill_in(call, union, sheet, by=author, now=schedule.begun)
    clock.settle(dossier, schedule.begun)
    if state == SubmissionState.DRAFT:
        return dossier
    intake.hand_over(dossier, seen=intake.shown_now(dossier), by=author, now=schedule.sent)
    clock.settle(dossier, schedule.sent - timedelta(hours=3))
    if state == SubmissionState.ENDORSING:
        return dossier
    opinion = sheet.get("opinion") or _OPINION
    intake.send(
        dossier, seen=intake.shown_now(dossier), by=approver, opinion=opinion, now=schedule.sent
    )
    clock.settle(dossier, schedule.sent)
    _decide(dossier, sheet, state, by=approver)
    if state != SubmissionState.SUBMITTED:
        clock.settle(dossier, schedule.decided)
    return dossier


def select(dossier, *, moment) -> None:
    """Note that the dossier was selected, and that its union knows."""
    award = dossier.call.award_levels.first()
    Result.objects.create(
        submission=dossier,
        outcome=Outcome.SELECTED,
        award_level=award,
        award_name=award.name,
        decided_by=staff("editor"),
        decided_at=moment,
        published_at=moment,
    )


def _fill_in(call, union, sheet, *, by, now) -> Submission:
    values = {
        line.name: str(sheet[line.name]).strip()
        for line in official.typed_lines()
        if not line.is_personal and not line.field.is_relation
    }
    topics = Topic.objects.filter(name__in=sheet["topics"])
    values["direction"] = str(call.directions.order_by("sort_order")[sheet["direction"] - 1].pk)
    values["topics"] = [str(topic.pk) for topic in topics]
    dossier = Submission(call=call, union=union)
    return intake.save_draft(
        dossier,
        by=by,
        seen=intake.shown(dossier),
        values=values | _contact(union, sheet),
        photos=content.photos(sheet),
        now=now,
    )


def _contact(union, sheet):
    """Cases printed long ago come without contact: theirs is made up."""
    number = sheet["employees"]
    numbers = {"road": number % 90 + 1, "extension": number % 9000 + 1000}
    made_up = content.site()["contact"]
    return {
        line.name: sheet.get(
            line.name, made_up.get(line.name, "").format(union=union.label, **numbers)
        )
        for line in official.lines()
        if line.is_personal
    }


def _decide(dossier, sheet, state, *, by):
    reason = sheet.get("reason", "").strip()
    if state == SubmissionState.WITHDRAWN:
        intake.withdraw(dossier, seen=intake.shown_now(dossier), by=by, reason=reason)
    elif state in _DECISIONS:
        check_formally(dossier, by=staff("checker"), decision=_DECISIONS[state], reason=reason)
