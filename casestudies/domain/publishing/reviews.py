"""三审: how it starts, what waits for whom, what was said."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import TaskState

from ...enums import Decision, SubmissionState
from ...models.approvals import is_in_review
from ...models.case import CasePage
from ...models.case_pictures import are_as_saved
from ...models.submission import Submission
from ...models.task import CaseReviewTask
from ...models.text_mark import text_mark as mark_of
from ..refusals import Invalid, NotAllowed, NotReady, ReasonDue, WrongState
from ..workflow import carry_out
from .rounds import SUBMITTED
from .said import decisions_on


@transaction.atomic
def submit_for_review(page, *, by, text_mark=None, note=""):
    """Start a round of 三审 of the newest text, always from 初审; return the page.

    ``text_mark``, where the face shows the text, is that of the text shown. What was returned, or
    is public already, is due a note where not a word was changed. Raises NotAllowed, NotReady,
    WrongState, Invalid, ReasonDue.
    """
    if not page.permissions_for_user(by).can_edit():
        raise NotAllowed(_("You may not submit this case for review."))
    workflow = page.get_workflow()
    if workflow is None:
        raise NotReady(_("The three reviews of cases are not set up: run setup_casestudies."))
    page = CasePage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    _require_resting(page)
    mark = page.newest_text_mark
    if text_mark not in (None, mark):
        raise WrongState(
            _("The text was changed after you opened it. Nothing is submitted: read it again.")
        )
    _require_admitted(page)
    _require_publishable(page)
    _require_changed(page, mark, note=note)
    current = page.current_workflow_state
    if current is not None:
        # Resuming would begin at the step that returned it, and end with the first.
        current.cancel(user=by)
    began = workflow.start(page, by)
    data = {"round": began.pk, "note": note}
    log(instance=page, action=SUBMITTED, user=by, data=data, revision=page.latest_revision)
    return page


def _require_resting(page):
    """Raise WrongState while a round runs, or an approved text waits for its day."""
    if is_in_review(page):
        raise WrongState(_("“%(title)s” is being reviewed already.") % {"title": page.title})
    if page.approved_schedule:
        raise WrongState(
            _("“%(title)s” is approved and waits for its day: stop the schedule first.")
            % {"title": page.title}
        )


def _require_changed(page, mark, *, note):
    """Raise ReasonDue where reviewers would read once more what they know, without a word why."""
    returned = decisions_on(page).filter(status=TaskState.STATUS_REJECTED)
    known = [state.revision for state in returned.select_related("revision").order_by("-pk")[:1]]
    known += [page.live_revision] if page.live and page.live_revision else []
    if not note.strip() and mark in {mark_of(page, revision.content) for revision in known}:
        raise ReasonDue(
            _("Not a word of “%(title)s” was changed: please write why it is submitted again.")
            % {"title": page.title}
        )


def obstacles(dossiers) -> dict[int, str]:
    """Return why no case may be published of some of the dossiers, by their keys: 2 queries.

    A result may change after the page was made: what is disqualified is no case. And the
    public notice comes before the case, or the page would tell the result: domain.md §9.6.
    """
    among = Submission.objects.filter(pk__in=[dossier.pk for dossier in dossiers])
    admitted = among.in_pool() | among.in_state(SubmissionState.PUBLISHED)
    admitted = set(admitted.values_list("pk", flat=True))
    untold = among.in_pool().with_result_untold().values_list("pk", flat=True)
    gone = _("The dossier is no longer in the pool.")
    return {
        **{dossier.pk: gone for dossier in dossiers if dossier.pk not in admitted},
        **dict.fromkeys(untold, _("The result is not on public notice yet: that comes first.")),
    }


def _require_admitted(page):
    """Raise WrongState where the dossier of the page, if it has one, may not become public."""
    found = obstacles(Submission.objects.filter(case_page=page.pk).only("pk"))
    for obstacle in found.values():
        raise WrongState(
            _("No case can be published of “%(title)s” now: %(obstacle)s")
            % {"title": page.title, "obstacle": obstacle}
        )


def _require_publishable(page):
    """Raise Invalid for a draft that could not be published in the end."""
    if not are_as_saved(page.latest_revision.content):
        raise Invalid(
            _(
                "A picture of “%(title)s” is no longer the one that the text was saved with: save"
                " the case again, so that its reviewers read it with the pictures it has."
            )
            % {"title": page.title}
        )
    try:
        page.get_latest_revision_as_object().full_clean()
    except ValidationError as error:
        raise Invalid(" ".join(error.messages)) from error


@carry_out.register
def _decide(task: CaseReviewTask, task_state, page, *, by, decision, reason):
    """Carry out a decision on a case that ``take_step`` has locked."""
    if decision == Decision.PASS:
        _require_admitted(page)
        _require_publishable(page)
        task_state.approve(user=by, comment=reason)
    else:
        task_state.reject(user=by, comment=reason)


def waiting_for(user):
    """Return the steps of 三审 that the user may take now, longest waiting first."""
    return (
        CaseReviewTask.open_to(user)
        .select_related("task", "workflow_state__requested_by")
        .order_by("started_at", "pk")
    )


def cases_of(task_states) -> list[tuple[TaskState, CasePage]]:
    """Return each step with the case it is about, drafts under their newest title: 1 query."""
    keys = {state.pk: int(state.workflow_state.object_id) for state in task_states}
    cases = CasePage.objects.defer("body").in_bulk(keys.values())
    return [(state, cases[keys[state.pk]]) for state in task_states if keys[state.pk] in cases]


def may_read_review(case, user) -> bool:
    """Whether the user may edit the case, reviews it now, or decided on it in any round."""
    if case.permissions_for_user(user).can_edit():
        return True
    task = case.current_workflow_task
    reviews = isinstance(task, CaseReviewTask) and task.pk in {
        row["pk"] for row in CaseReviewTask.of_user(user)
    }
    return reviews or decisions_on(case).filter(finished_by=user).exists()


def decided_by(user):
    """Return the steps of 三审 that the user decided, newest first."""
    decided = TaskState.objects.filter(
        finished_by=user, task__in=CaseReviewTask.objects.values("pk")
    )
    return decided.select_related("task", "workflow_state__requested_by").order_by(
        "-finished_at", "-pk"
    )
