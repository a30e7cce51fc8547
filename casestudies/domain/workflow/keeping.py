"""What was sent can be decided, whatever an office changes in Wagtail's own settings."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from wagtail.models import TaskState, Workflow, WorkflowState

from ...models.submission import Submission
from ...models.task import FormalCheckTask


def is_of_dossier(flow) -> bool:
    """Whether the state of a workflow is that of a dossier."""
    return flow.base_content_type_id == _dossiers().pk


def is_passed(submission) -> bool:
    """Whether a person passed the version last sent at a step of its workflow."""
    return TaskState.objects.filter(
        workflow_state__in=WorkflowState.objects.for_instance(submission),
        revision=submission.latest_revision_id,
        status=TaskState.STATUS_APPROVED,
        finished_by__isnull=False,
    ).exists()


def keep_open(flow):
    """Open the step again where a dossier's workflow stopped and nobody had decided.

    So it stops when an office disables the workflow, or its last task, in Wagtail's settings:
    then it takes no more dossiers, but what was sent is decided where it stands.
    """
    if not is_of_dossier(flow):
        return
    waiting = Submission.objects.in_formal_check().filter(pk=flow.object_id)
    checks = FormalCheckTask.objects.values("pk")
    step = flow.task_states.filter(task__in=checks).order_by("started_at", "pk").last()
    if step is None or not waiting.exists():
        return
    _open(flow, step)
    waiting.update(current_step=step.task_id)


def reopen_last_step(submission) -> bool:
    """Open the step that was decided last, for another decision; whether there is one.

    The caller holds the dossier's lock. Who decided it before stands in the log.
    """
    states = TaskState.objects.filter(
        workflow_state__in=WorkflowState.objects.for_instance(submission),
        task__in=FormalCheckTask.objects.values("pk"),
    ).exclude(status=TaskState.STATUS_SKIPPED)
    step = states.select_related("workflow_state").order_by("started_at", "pk").last()
    if step is None:
        return False
    _open(step.workflow_state, step)
    submission.current_step_id = step.task_id
    submission.save(update_fields=["current_step"])
    return True


def _open(flow, step):
    TaskState.objects.filter(pk=step.pk).update(
        status=TaskState.STATUS_IN_PROGRESS, finished_at=None, finished_by=None
    )
    WorkflowState.objects.filter(pk=flow.pk).update(
        status=WorkflowState.STATUS_IN_PROGRESS, current_task_state=step
    )


def require_unused(workflow_or_task):
    """Raise ProtectedError where dossiers wait or were decided: deleting takes all of that along.

    Wagtail's settings only disable; this meets other code and other admins.
    """
    flows = WorkflowState.objects.filter(base_content_type=_dossiers())
    if isinstance(workflow_or_task, Workflow):
        flows = flows.filter(workflow=workflow_or_task)
    else:
        flows = flows.filter(task_states__task=workflow_or_task.pk)
    if flows.exists():
        raise ProtectedError(
            _("Dossiers were sent to “%(name)s”. Please disable it instead of deleting it.")
            % {"name": workflow_or_task},
            set(flows),
        )


def _dossiers() -> ContentType:
    return ContentType.objects.get_for_model(Submission)
