"""The formal check and the three reviews as workflows of Wagtail.

They are known by the kind of their tasks, not by name: an office may rename them, and one of
the site's own with the same name is left alone.
"""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Workflow, WorkflowContentType, WorkflowPage, WorkflowTask

from ...enums import REVIEWER_ROLES, StaffRole
from ...models.approvals import review_workflow
from ...models.library import CaseIndexPage
from ...models.submission import Submission
from ...models.task import CaseReviewTask, FormalCheckTask
from .names import free_name, told
from .roles import REVIEW_STEPS, group_of

FORMAL_CHECK_WORKFLOW = "案例申报形式审查"
CASE_REVIEW_WORKFLOW = "案例三审"


def make_formal_check(made: list[str], *, new_roles: set[StaffRole]) -> None:
    """Make the workflow of dossiers where there is none, and assign it to them."""
    if _has_workflow(FormalCheckTask):
        first = FormalCheckTask.objects.order_by("pk")[:1]
        _put_back(made, zip(first, [StaffRole.CHECKERS], strict=False), new_roles=new_roles)
        return
    workflow = _make(made, FORMAL_CHECK_WORKFLOW, FormalCheckTask, {"形式审查": StaffRole.CHECKERS})
    WorkflowContentType.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(Submission),
        defaults={"workflow": workflow},
    )


def make_case_review(
    made: list[str], *, new_libraries: list[CaseIndexPage], new_roles: set[StaffRole]
) -> None:
    """Make the workflow of cases where there is none, and assign it to the new libraries."""
    if _has_workflow(CaseReviewTask):
        workflow = review_workflow()
        steps = CaseReviewTask.objects.filter(workflow_tasks__workflow=workflow)
        steps = steps.order_by("workflow_tasks__sort_order")
        _put_back(made, zip(steps, REVIEWER_ROLES, strict=False), new_roles=new_roles)
    else:
        steps = dict(zip(REVIEW_STEPS, REVIEWER_ROLES, strict=True))
        workflow = _make(made, CASE_REVIEW_WORKFLOW, CaseReviewTask, steps)
        new_libraries = CaseIndexPage.objects.all()
    for library in new_libraries if workflow else ():
        WorkflowPage.objects.get_or_create(page=library, defaults={"workflow": workflow})


def _put_back(made, steps, *, new_roles):
    """Give steps that nobody takes to the groups made anew for their roles.

    With a group that was deleted its place on the step went too. A step that staff gave to
    another group stays with that.
    """
    for task, role in steps:
        if role in new_roles and not task.groups.exists():
            group = group_of(role)
            task.groups.add(group)
            made.append(f"审核环节：{task.name}（{group.name}）")


def _has_workflow(task_class) -> bool:
    """Whether there is one, perhaps switched off: that was somebody's decision."""
    return task_class.objects.filter(workflow_tasks__isnull=False).exists()


def _make(made, wanted, task_class, steps):
    workflow = Workflow.objects.create(name=free_name(Workflow.objects.all(), wanted))
    for place, (name, role) in enumerate(steps.items()):
        task = task_class.objects.create(name=name)
        task.groups.add(group_of(role))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=place)
    made.append(told("审核流程", workflow.name, wanted))
    return workflow
