"""The formal check of a dossier begins, or goes on, when its union has sent it."""

from django.utils.translation import gettext as _
from wagtail.models import WorkflowState
from wagtail.signals import workflow_submitted

from ...models.task import FormalCheckTask
from ..refusals import NotReady


def enter_check(submission, *, by, first):
    """Start the workflow of a dossier sent for the first time, else resume it; return the dossier.

    One that was returned goes on at the step that returned it, disabled since or not. Must run
    inside the transaction of the sending, after its revision. Raises NotReady.
    """
    current = None if first else submission.current_workflow_state
    if current is not None:
        current.resume(by)
        return submission
    workflow = submission.get_workflow()
    tasks = FormalCheckTask.objects.filter(active=True, workflow_tasks__workflow=workflow)
    task = workflow and tasks.order_by("workflow_tasks__sort_order").first()
    if task is None:
        raise NotReady(
            _("No formal check is set up for this call. Please tell the editorial office.")
        )
    _start(workflow, task, submission, by=by)
    return submission


def _start(workflow, task, submission, *, by):
    """Do what ``Workflow.start`` does, without the 24 queries of its validation.

    ``WorkflowState.save`` validates each foreign key and both constraints, twice; here the
    keys come from rows just read, and the database holds the constraints. The sending is
    logged by ``domain.workflow``.
    """
    state = WorkflowState(
        content_object=submission,
        content_type=submission.get_content_type(),
        workflow=workflow,
        status=WorkflowState.STATUS_IN_PROGRESS,
        requested_by=by,
    )
    WorkflowState.objects.bulk_create([state])
    state.current_task_state = task.start(state, user=by)
    WorkflowState.objects.filter(pk=state.pk).update(current_task_state=state.current_task_state)
    workflow_submitted.send(sender=WorkflowState, instance=state, user=by)
