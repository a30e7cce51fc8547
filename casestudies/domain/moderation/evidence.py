"""What a checker reads beside the text: findings, history, versions."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from ...enums import FileKind
from ...models.case import CasePage
from ...models.excerpt import Excerpt
from ...models.sheet import Audience, Heading
from ...models.submission import Submission
from ...moves import MOVES, STARTED
from ...validators import personal_numbers
from ..intake.completeness import problems_of

#: Of Wagtail's own entries only this tells what ours do not: which step was passed.
_STEP_PASSED = "wagtail.workflow.approve"


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
            _("No mobile or identity number in what readers will see"),
            _personal_problems(submission),
        ),
        Finding(_("Title not used elsewhere"), _title_problems(submission)),
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
    found = personal_numbers("\n".join(Excerpt(submission, reader=Audience.PUBLIC).written()))
    return tuple(
        _("“%(number)s” looks like a mobile or identity number.") % {"number": number}
        for number in dict.fromkeys(found)
    )


def _title_problems(submission):
    if not submission.title:
        return ()
    dossiers = (
        Submission.objects.sent()
        .filter(title=submission.title)
        .exclude(pk=submission.pk)
        .select_related("union")
    )
    problems = [
        _("Dossier %(number)s of %(union)s has the same title.")
        % {"number": twin.number, "union": twin.union.name}
        for twin in dossiers[:5]
    ]
    cases = CasePage.objects.filter(title=submission.title).exclude(pk=submission.case_page_id)
    if cases.exists():
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


def versions(submission) -> list:
    """Return the versions that were sent, newest first; each is a revision without content."""
    return list(
        submission.revisions.select_related("user").defer("content").order_by("-created_at", "-pk")
    )
