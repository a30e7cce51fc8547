"""The formal check (形式审查): pass, return for changes, do not admit."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from ...enums import Decision
from ..notifications import tell_union
from ..refusals import NotAllowed, WrongState
from ..workflow import make_move


@transaction.atomic
def check_formally(submission, *, by, decision, reason="", task_state_id=None):
    """Decide the dossier's current step as a member of its task's groups.

    ``task_state_id`` is the step the person saw; a step decided in the meantime is
    refused. Raises WrongState, NotAllowed (also for a return or refusal without reason).
    """
    current = submission.current_workflow_task_state
    if current is None or (task_state_id and current.pk != task_state_id):
        raise WrongState(_("This step has been decided in the meantime."))
    try:
        current.task.specific.on_action(current, by, Decision(decision).value, comment=reason)
    except PermissionDenied as error:
        raise NotAllowed(str(error)) from error
    submission.refresh_from_db()
    return submission


def decide(task_state, submission, *, by, decision, reason):
    """Carry out a decision that ``SafeActionMixin.on_action`` has locked and checked."""
    if decision == Decision.PASS:
        task_state.approve(user=by, comment=reason)
    elif decision == Decision.RETURN:
        due_at = timezone.now() + timedelta(days=submission.call.returned_days)
        task_state.reject(user=by, comment=reason)
        make_move(submission, "return", by=by, reason=reason, decision_reason=reason, due_at=due_at)
        tell_union(submission, "returned", reason=reason)
    else:
        task_state.workflow_state.cancel(user=by)
        # Wagtail cancels its own copy of the step, which knows no comment.
        TaskState.objects.filter(pk=task_state.pk).update(comment=reason)
        make_move(submission, "reject", by=by, reason=reason, decision_reason=reason)
        tell_union(submission, "rejected", reason=reason)


def accept(submission, *, by):
    """Take the dossier into the pool: the end of its workflow. Acceptance publishes nothing."""
    make_move(submission, "accept", by=by, decision_reason="")
    tell_union(submission, "accepted")
