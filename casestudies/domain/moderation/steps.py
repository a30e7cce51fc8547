"""The step of a workflow that is open on a dossier or a case, and deciding it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from ...enums import Decision
from ..refusals import NotAllowed, WrongState


def decisions_open_to(subject, user) -> list[Decision]:
    """Return the decisions the user may take now on the subject's current step."""
    task = subject.current_workflow_task
    if task is None:
        return []
    offered = {action[0] for action in task.get_actions(subject, user)}
    return [decision for decision in Decision if decision.action in offered]


@transaction.atomic
def decide_step(subject, *, by, decision, reason="", task_state_id=None):
    """Decide the subject's current step as a member of its task's groups.

    ``task_state_id`` is the step the person saw; a step decided in the meantime is
    refused. Raises WrongState, NotAllowed (also for a return or refusal without reason).
    """
    current = subject.current_workflow_task_state
    if current is None or (task_state_id and current.pk != task_state_id):
        raise WrongState(_("This step has been decided in the meantime."))
    try:
        current.task.specific.on_action(current, by, Decision(decision).action, comment=reason)
    except PermissionDenied as error:
        raise NotAllowed(str(error)) from error
