"""What 三审 rests on: the workflow of three steps, and who approved which revision."""

from wagtail.models import TaskState, Workflow, WorkflowState

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


def is_approved(page, revision) -> bool:
    """Whether three different people approved this very revision."""
    approvers = set(
        TaskState.objects.filter(
            workflow_state__in=WorkflowState.objects.for_instance(page),
            task__in=CaseReviewTask.objects.values("pk"),
            revision=revision,
            status=TaskState.STATUS_APPROVED,
        )
        .exclude(finished_by=None)
        .values_list("finished_by", flat=True)
    )
    return len(approvers) >= REVIEWERS_NEEDED
