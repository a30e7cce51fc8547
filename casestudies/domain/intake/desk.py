"""What a union reads on its desk: open calls, its own dossiers, what became of them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from ...models.call import CallPage, SubmissionFormPage
from ...models.submission import Submission
from ...models.union import Union
from ...moves import MOVES, STARTED
from ...permissions import submission_policy
from ..refusals import TooLate
from .deadlines import require_in_time
from .drafts import typed
from .places import places_left_in


@dataclass(frozen=True, slots=True)
class OpenCall:
    """A call that takes dossiers: its form, and how many more each of the unions may send."""

    call: CallPage
    form_page: SubmissionFormPage | None
    places: list[tuple[Union, int | None]]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a dossier, in words; ``person`` is empty for staff."""

    moment: datetime
    label: str
    person: str
    by_staff: bool
    reason: str
    sent: bool


def open_calls(unions, *, site) -> list[OpenCall]:
    """Return the calls of the site that are open now, soonest deadline first: 4 queries."""
    calls = list(CallPage.objects.open().in_site(site).order_by("closes_at", "pk"))
    if not calls:
        return []
    below = Q()
    for call in calls:
        below |= Q(path__startswith=call.path)
    forms = SubmissionFormPage.objects.live().filter(below)
    forms = {page.path[: -page.steplen]: page for page in forms}
    left = places_left_in(calls, unions)
    return [
        OpenCall(call, forms.get(call.path), [(union, left[call.pk, union.pk]) for union in unions])
        for call in calls
    ]


def own_dossiers(user):
    """Return the dossiers of the user's unions, drafts joined, last changed first."""
    return (
        submission_policy.instances_user_has_permission_for(user, "read")
        .with_draft()
        .newest_first()
    )


def dossier_of_form(user, *, call, union, key) -> Submission | None:
    """Return the dossier the form with this key belongs to: stored, or new for the union.

    None where the key is that of a union of which the user is no member.
    """
    stored = Submission.objects.with_draft().filter(key=key).first()
    if stored is None:
        return Submission(call=call, union=union, key=key)
    may_read = submission_policy.user_has_permission_for_instance(user, "read", stored)
    return typed(stored) if may_read else None


def lateness(submission) -> str:
    """Return the sentence why the dossier cannot be sent any more, or nothing."""
    try:
        require_in_time(submission)
    except TooLate as refusal:
        return str(refusal)
    return ""


def history_of(submission) -> list[Event]:
    """Return what happened to the dossier, as its union may know it, oldest first: 1 query."""
    # Marks, reviewers and judges are not among what a union reads.
    moves = {move.log_action: move for move in MOVES.values() if move.union_reads}
    entries = (
        ModelLogEntry.objects.for_instance(submission)
        .filter(action__in=[STARTED, *moves])
        .select_related("user")
        .order_by("timestamp", "pk")
    )
    return [_event(entry, moves.get(entry.action)) for entry in entries]


def _event(entry, move) -> Event:
    by_staff = move is not None and not move.by_union
    person = entry.user_display_name if entry.user else ""
    return Event(
        moment=entry.timestamp,
        label=str(move.label) if move else _("Start a dossier"),
        person="" if by_staff else person,
        by_staff=by_staff,
        reason=entry.data.get("reason", ""),
        sent=move is not None and move.name == "send",
    )
