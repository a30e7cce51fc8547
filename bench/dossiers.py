"""Fills the database with dossiers: sent, and put before the first step of their workflow."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from wagtail.models import Revision, TaskState, Workflow, WorkflowState

from casestudies.domain.installation.workflows import FORMAL_CHECK_WORKFLOW
from casestudies.enums import SubmissionState
from casestudies.models import FormalCheckTask, Submission, SubmissionContact, sheet
from tests.factories import long_text


def add(stage, numbers, state) -> list[Submission]:
    """Write one dossier of the stage's call for each number, in the state; return them."""
    now = timezone.now()
    waits = state == SubmissionState.SUBMITTED
    step = FormalCheckTask.objects.get().task_ptr if waits else None
    lines = [line for line in sheet.typed_lines() if not line.field.many_to_many]
    own = {line.name: _read(line, stage) for line in lines if not line.is_personal}
    contact = {line.name: _read(line, stage) for line in lines if line.is_personal}
    dossiers = Submission.objects.bulk_create(
        Submission(
            **own | {"title": f"班前十分钟点亮班组一整天（{number}）"},
            call=stage.call,
            union=stage.unions[number % 10],
            number=f"{state}-{number:06d}",
            state=state,
            sent_at=now - timedelta(minutes=number),
            current_step=step,
            live=False,
        )
        for number in numbers
    )
    contacts = (SubmissionContact(submission=dossier, **contact) for dossier in dossiers)
    SubmissionContact.objects.bulk_create(contacts)
    return dossiers


def _read(line, stage):
    """Return the value that the form reads in what was typed."""
    return line.form_field(stage.call).clean(typed_in(line, stage))


def typed_in(line, stage):
    """Return what fits any line of its kind, as a form posts it."""
    if line.name == "phone":
        return "0513-85550101"
    if line.field.many_to_many:
        return [stage.topic.pk]
    if line.field.is_relation:
        return stage.call.directions.first().pk
    if line.field.choices:
        return line.field.flatchoices[0][0]
    if isinstance(line.field, models.TextField):
        return long_text(250)
    return "326" if isinstance(line.field, models.IntegerField) else str(line.label)


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
