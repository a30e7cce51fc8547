"""What a union reads on its desk: open calls, its own dossiers, what became of them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Locale, ModelLogEntry, Site

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
    """Return the calls of the site that are open now, soonest deadline first: 4 queries.

    They are the site's in all its languages: a union answers what was called for, whatever it
    is written in. Of translations of one call there is one (5 queries then): with a form before
    one without, in the language asked before others, the first made before later ones. Without
    a site, the calls of the whole host.
    """
    calls = CallPage.objects.open().filter(_within(site)).order_by("closes_at", "pk")
    calls = list(calls)
    if not calls:
        return []
    below = Q()
    for call in calls:
        below |= Q(path__startswith=call.path)
    forms = SubmissionFormPage.objects.live().filter(below)
    forms = {page.path[: -page.steplen]: page for page in forms}
    calls = _one_of_translations(calls, forms)
    left = places_left_in(calls, unions)
    return [
        OpenCall(call, forms.get(call.path), [(union, left[call.pk, union.pk]) for union in unions])
        for call in calls
    ]


def _within(site) -> Q:
    """Which pages have an address in the site, in whichever language: no query once cached."""
    within = Q()
    for root in Site.get_site_root_paths():
        if site is not None and root.site_id == site.pk:
            within |= Q(url_path__startswith=root.root_path)
    return within


def _one_of_translations(calls, forms) -> list[CallPage]:
    """Keep of calls that translate each other the one for the language asked."""
    twins = {}
    for call in calls:
        twins.setdefault(call.translation_key, []).append(call)
    if len(twins) == len(calls):
        return calls
    asked = Locale.get_active().pk
    best = {
        min(each, key=lambda call: (call.path not in forms, call.locale_id != asked, call.pk)).pk
        for each in twins.values()
    }
    return [call for call in calls if call.pk in best]


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
