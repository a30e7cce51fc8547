"""Fills the database with dossiers: sent, and put before the first step of their workflow."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Revision, TaskState, Workflow, WorkflowState

from casestudies.domain.installation import FORMAL_CHECK_WORKFLOW
from casestudies.enums import SubmissionState
from casestudies.models import FormalCheckTask, Submission, SubmissionContact
from tests.factories import long_text


def add(stage, numbers, state) -> list[Submission]:
    """Write one dossier of the stage's call for each number, in the state; return them."""
    now = timezone.now()
    direction = stage.call.directions.first()
    waits = state == SubmissionState.SUBMITTED
    step = FormalCheckTask.objects.get().task_ptr if waits else None
    dossiers = Submission.objects.bulk_create(
        Submission(
            call=stage.call,
            union=stage.unions[number % 10],
            number=f"{state}-{number:06d}",
            state=state,
            title=f"班前十分钟点亮班组一整天（{number}）",
            implementer="江海重工有限公司",
            team="焊接二班",
            direction=direction,
            background=long_text(),
            process=long_text(),
            practice=long_text(),
            effect=long_text(),
            sent_at=now - timedelta(minutes=number),
            current_step=step,
            live=False,
        )
        for number in numbers
    )
    SubmissionContact.objects.bulk_create(SubmissionContact(submission=d) for d in dossiers)
    return dossiers


def put_in_workflow(dossiers):
    """Let the dossiers wait at the formal check, as sending each one would."""
    content_type = ContentType.objects.get_for_model(Submission)
    workflow = Workflow.objects.get(name=FORMAL_CHECK_WORKFLOW)
    task = FormalCheckTask.objects.get()
    revisions = Revision.objects.bulk_create(
        Revision(
            content_type=content_type,
            base_content_type=content_type,
            object_id=str(dossier.pk),
            created_at=dossier.sent_at,
            object_str=dossier.title,
            content={},
        )
        for dossier in dossiers
    )
    states = WorkflowState.objects.bulk_create(
        WorkflowState(
            content_type=content_type,
            base_content_type=content_type,
            object_id=str(dossier.pk),
            workflow=workflow,
        )
        for dossier in dossiers
    )
    steps = TaskState.objects.bulk_create(
        TaskState(workflow_state=state, revision=revision, task=task.task_ptr)
        for state, revision in zip(states, revisions, strict=True)
    )
    for state, step in zip(states, steps, strict=True):
        state.current_task_state = step
    WorkflowState.objects.bulk_update(states, ["current_task_state"], batch_size=500)
