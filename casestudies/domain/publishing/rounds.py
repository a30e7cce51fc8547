"""Every round of 三审 a case went through, with what was said in it."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry, TaskState, WorkflowState

from ...enums import Decision
from .said import decisions_on

#: Entry of the history: who submitted the text, and the note that went with it.
SUBMITTED = "casestudies.submit_for_review"


@dataclass(frozen=True, slots=True)
class Round:
    """One round, from its submission to its end; ``number`` counts from 1."""

    number: int
    began_at: datetime
    by: AbstractBaseUser | None
    note: str
    reviews: tuple[TaskState, ...]
    is_running: bool


def told_decision(review: TaskState) -> str:
    """Return what the reviewer decided, in the programme's words."""
    if review.status == TaskState.STATUS_APPROVED:
        return str(Decision.PASS.label)
    if review.status == TaskState.STATUS_REJECTED:
        return str(Decision.RETURN.label)
    return _("void, the text was changed")


def rounds_of(case) -> list[Round]:
    """Return the rounds, newest first, each with its decisions in their order: 3 queries."""
    states = WorkflowState.objects.for_instance(case).select_related("requested_by")
    reviews, notes = {}, {}
    decided = decisions_on(case).select_related("task", "finished_by")
    for review in decided.order_by("finished_at", "pk"):
        review.told = told_decision(review)
        reviews.setdefault(review.workflow_state_id, []).append(review)
    for entry in PageLogEntry.objects.filter(page=case.pk, action=SUBMITTED):
        notes[entry.data.get("round")] = entry.data.get("note", "")
    rounds = [
        Round(
            number=number,
            began_at=state.created_at,
            by=state.requested_by,
            note=notes.get(state.pk, ""),
            reviews=tuple(reviews.get(state.pk, ())),
            is_running=state.status == WorkflowState.STATUS_IN_PROGRESS,
        )
        for number, state in enumerate(states.order_by("created_at", "pk"), start=1)
    ]
    return rounds[::-1]
