"""What a checker reads beside the text: findings and history."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from ...enums import FileKind
from ...models.case import CasePage
from ...models.excerpt import Excerpt
from ...models.sheet import Audience, Heading
from ...models.submission import Submission
from ...moves import MOVES, STARTED
from ...personal import traces
from ..intake.completeness import problems_of

#: Of Wagtail's own entries only this tells what ours do not: which step was passed.
_STEP_PASSED = "wagtail.workflow.approve"
#: Of the dossiers with the same title so many are named.
TWINS_NAMED = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """What the machine looked at, and what it found wrong."""

    label: str
    problems: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return not self.problems


def findings_of(submission) -> list[Finding]:
    """Look at the dossier as it was sent; each finding names its problems in sentences."""
    return findings_of_each([submission])[submission.pk]


def findings_of_each(dossiers) -> dict[int, list[Finding]]:
    """Return ``findings_of`` each dossier by its key: 2 queries if they came ``with_evidence``."""
    titles = _SameTitles({dossier.title for dossier in dossiers} - {""})
    return {dossier.pk: _findings(dossier, titles) for dossier in dossiers}


def _findings(submission, titles) -> list[Finding]:
    problems = problems_of(submission, opinion_required=True)
    photos = [problem for problem in problems if problem.heading is Heading.PHOTOS]
    lines = [problem for problem in problems if problem.line and problem not in photos]
    length = [problem for problem in problems if not problem.line and problem not in photos]
    return [
        Finding(_("All fields of the form are filled in"), _sentences(lines)),
        Finding(_("Length of the text"), _sentences(length)),
        Finding(_("Photos and captions"), _sentences(photos)),
        Finding(_("Scan of the stamped form"), _scan_problems(submission)),
        Finding(_("Paper original"), _paper_problems(submission)),
        Finding(
            _("No personal data in what readers will see"),
            _personal_problems(submission),
        ),
        Finding(_("Title not used elsewhere"), titles.problems_of(submission)),
    ]


def _sentences(problems) -> tuple[str, ...]:
    return tuple(problem.sentence for problem in problems)


def _scan_problems(submission):
    if any(file.kind == FileKind.STAMPED_FORM for file in submission.files.all()):
        return ()
    return (_("No scan of the stamped form was uploaded."),)


def _paper_problems(submission):
    if not submission.call.wants_paper_original or submission.paper_received_on:
        return ()
    return (_("The stamped paper original has not been recorded yet."),)


def _personal_problems(submission):
    """Tell of all kinds: what may not be public, and what only needs a look."""
    contact = getattr(submission, "contact", None)
    written = "\n".join(Excerpt(submission, reader=Audience.PUBLIC).written())
    found = {}
    for trace in traces(written, contact=contact and contact.own):
        sentence = (
            _("“%(words)s” looks like a %(kind)s, which may not be public.")
            if trace.stops
            else _("“%(words)s” looks like a %(kind)s: may it be public?")
        )
        found[trace.words] = sentence % {"words": trace.words, "kind": trace.kind.label}
    return tuple(found.values())


class _SameTitles:
    """Who else uses one of the titles: 2 queries."""

    def __init__(self, titles):
        self.dossiers, self.cases = defaultdict(list), defaultdict(list)
        twins = Submission.objects.sent().filter(title__in=titles).select_related("union")
        for twin in twins.only("title", "number", "union__name"):
            self.dossiers[twin.title].append(twin)
        for title, key in CasePage.objects.filter(title__in=titles).values_list("title", "pk"):
            self.cases[title].append(key)

    def problems_of(self, submission) -> tuple[str, ...]:
        twins = [twin for twin in self.dossiers[submission.title] if twin.pk != submission.pk]
        problems = [
            _("Dossier %(number)s of %(union)s has the same title.")
            % {"number": twin.number, "union": twin.union.name}
            for twin in twins[:TWINS_NAMED]
        ]
        if set(self.cases[submission.title]) - {submission.case_page_id}:
            problems.append(_("There is a case page with the same title in the library."))
        return tuple(problems)


def history(submission) -> list[ModelLogEntry]:
    """Return what happened to the dossier since it was first sent, newest first."""
    entries = ModelLogEntry.objects.for_instance(submission).select_related("user")
    # What the union did before it sent is its own affair.
    closed = {STARTED} | {move.log_action for move in MOVES.values() if not move.staff_reads}
    return [
        entry
        for entry in entries
        if entry.action == _STEP_PASSED
        or (not entry.action.startswith("wagtail.") and entry.action not in closed)
    ]
