"""The step of a workflow that is open on a dossier or a case, and deciding it."""

from functools import singledispatch

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from ...enums import Decision
from ...models.submission import Submission
from ...models.task import FormalCheckTask, SafeActionMixin
from ...moves import decided
from ..refusals import NotAllowed, ReasonDue, WrongState
from .keeping import is_of_dossier
from .moving import require_reason


def decisions_open_to(subject, user) -> list[Decision]:
    """Return the decisions the user may take now on the subject's current step."""
    task = subject.current_workflow_task
    if task is None:
        return []
    return task.decisions_for(subject, user) if isinstance(task, SafeActionMixin) else []


def open_steps_of(dossiers) -> dict[int, int]:
    """Return the key of the step in progress of each dossier that has one: 1 query."""
    flows = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Submission),
        object_id__in=[str(dossier.pk) for dossier in dossiers],
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    return {int(key): step for key, step in flows.values_list("object_id", "current_task_state")}


@transaction.atomic
def decide_step(subject, *, by, decision, reason="", task_state_id=None, text_mark=None):
    """Decide the subject's current step as a member of its task's groups; return the subject.

    ``task_state_id`` is the step the person saw, ``text_mark`` that of the case's text: what was
    decided or changed in the meantime is refused. Raises WrongState, NotAllowed, ReasonDue,
    Invalid.
    """
    current = subject.current_workflow_task_state
    if current is None or (task_state_id is not None and current.pk != task_state_id):
        raise WrongState(_("This step has been decided in the meantime."))
    return take_step(
        current, by=by, decision=Decision(decision), reason=reason, text_mark=text_mark
    )


@transaction.atomic
def take_step(task_state, *, by, decision, reason="", text_mark=None):
    """Decide the very step that was shown; return the dossier or case it belongs to.

    ``text_mark`` is that of the case's text that was shown; a dossier has none. The step must be
    the one in progress for that object, offered to the person. Raises WrongState, NotAllowed,
    ReasonDue, Invalid.
    """
    # Subject first, then its workflow: the order in which a withdrawal locks them.
    subject = _locked_subject(task_state)
    workflow_state = WorkflowState.objects.select_for_update().get(pk=task_state.workflow_state_id)
    current = TaskState.objects.get(pk=task_state.pk).specific
    if (
        workflow_state.status != WorkflowState.STATUS_IN_PROGRESS
        or workflow_state.current_task_state_id != current.pk
        or current.status != TaskState.STATUS_IN_PROGRESS
    ):
        raise WrongState(_("This step has been decided in the meantime."))
    if text_mark != _newest_mark_of(subject):
        raise WrongState(
            _("The text was changed after you opened it. Nothing is decided: please read it again.")
        )
    task = current.task.specific
    if not isinstance(task, SafeActionMixin) or decision not in task.decisions_for(subject, by):
        raise NotAllowed(_("You may not decide this step."))
    require_reason(decided(decision), reason)
    form = task.get_form_for_action(decision.action)({"comment": reason})
    if not form.is_valid():
        raise ReasonDue(" ".join(form.errors["comment"]))
    current.revision = subject.get_latest_revision()
    current.save(update_fields=["revision"])
    carry_out(task, current, subject, by=by, decision=decision, reason=form.cleaned_data["comment"])
    return subject


@singledispatch
def carry_out(task, task_state, subject, *, by, decision, reason):
    """Do what the decision means at this kind of task; each stage registers its own."""
    raise NotImplementedError(f"Nothing is registered for {type(task).__name__}")


def note_step(task_state):
    """Note on the dossier the step its workflow has opened, whoever moved the workflow on.

    A step that is no formal check is skipped: no dossier could ever be decided there. Steps of
    other models are left alone.
    """
    flow, task = task_state.workflow_state, task_state.task
    if not is_of_dossier(flow):
        return
    if isinstance(task.specific, FormalCheckTask):
        Submission.objects.filter(pk=flow.object_id).update(current_step=task)
    else:
        # Wagtail's workflow goes on by itself when it sees this.
        task_state.status = TaskState.STATUS_SKIPPED
        task_state.save(update_fields=["status"])


def _newest_mark_of(subject) -> str | None:
    """Return the mark of a case's newest text; of a dossier the step says which version it is."""
    return getattr(subject, "newest_text_mark", None)


def _locked_subject(task_state):
    subject = WorkflowState.objects.get(pk=task_state.workflow_state_id).content_object
    model = getattr(subject, "specific_class", None) or type(subject)
    return model._default_manager.select_for_update().get(pk=subject.pk)
