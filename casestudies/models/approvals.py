"""What 三审 rests on: the workflow of three steps, and who approved which text."""

from django.db.models import Count
from wagtail.models import TaskState, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from .case_pictures import are_as_saved
from .task import CaseReviewTask

#: 初审, 复审, 终审: domain.md §4.
REVIEWERS_NEEDED = 3


def review_workflow(own=None):
    """Return the 三审 workflow of a case: ``own`` if it is one, else the site's first, or None."""
    if own is not None and _is_three_step(own):
        return own
    candidates = Workflow.objects.filter(active=True).order_by("pk")
    return next((workflow for workflow in candidates if _is_three_step(workflow)), None)


def _is_three_step(workflow) -> bool:
    return (
        CaseReviewTask.objects.filter(active=True, workflow_tasks__workflow=workflow).count()
        >= REVIEWERS_NEEDED
    )


class BesideReviewMixin:
    """A page of the programme that is no case: 三审, though assigned to the library, is not its.

    First base of such a page. Its workflow is the one that the host assigned to the place.
    """

    def get_workflow(self):
        own = super().get_workflow()
        return _not_a_review(self) if own is not None and _is_review(own) else own

    @property
    def has_workflow(self):
        return self.get_workflow() is not None


def _is_review(workflow) -> bool:
    return CaseReviewTask.objects.filter(workflow_tasks__workflow=workflow).exists()


def _not_a_review(page):
    """Return the nearest workflow of the page or above it that reviews no cases, or None."""
    reviews = WorkflowTask.objects.filter(task__in=CaseReviewTask.objects.values("pk"))
    assigned = WorkflowPage.objects.filter(
        page__in=page.get_ancestors(inclusive=True), workflow__active=True
    ).exclude(workflow__in=reviews.values("workflow"))
    nearest = assigned.select_related("workflow").order_by("-page__depth").first()
    return nearest and nearest.workflow


def approved_rounds():
    """Return, by revision and round, what three different people approved in one round of 三审."""
    return (
        TaskState.objects.filter(
            task__in=CaseReviewTask.objects.values("pk"), status=TaskState.STATUS_APPROVED
        )
        .exclude(finished_by=None)
        .exclude(revision=None)
        .values("revision", "workflow_state")
        .annotate(people=Count("finished_by", distinct=True))
        .filter(people__gte=REVIEWERS_NEEDED)
        # The order of a model would become part of the group.
        .order_by()
    )


def is_approved(page, revision) -> bool:
    """Whether three people approved this very revision in one round, with these pictures."""
    if revision is None:
        return False
    rounds = WorkflowState.objects.for_instance(page)
    approved = approved_rounds().filter(workflow_state__in=rounds, revision=revision)
    return approved.exists() and are_as_saved(revision.content)


def is_in_review(page) -> bool:
    """Whether a round of 三审, or another workflow, runs on the page now: 1 query."""
    running = WorkflowState.objects.for_instance(page)
    return running.filter(status=WorkflowState.STATUS_IN_PROGRESS).exists()


def is_decided(revision) -> bool:
    """Whether somebody approved or returned this revision, so that it may not be overwritten."""
    return TaskState.objects.filter(revision=revision).exclude(finished_by=None).exists()
