"""The formal check (形式审查): pass, return for changes, do not admit; the paper original."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import TaskState

from ...enums import Decision
from ...models.task import FormalCheckTask
from ...permissions import submission_policy
from ..refusals import NotAllowed, WrongDate
from ..workflow import carry_out, decide_step, is_passed, lock, make_move


def check_formally(submission, *, by, decision, reason="", task_state_id=None):
    """Decide the dossier's current step; see ``decide_step`` for what it refuses."""
    decide_step(submission, by=by, decision=decision, reason=reason, task_state_id=task_state_id)
    submission.refresh_from_db()
    return submission


@carry_out.register
def _decide(task: FormalCheckTask, task_state, submission, *, by, decision, reason):
    """Carry out a decision on a dossier that ``take_step`` has locked."""
    if decision == Decision.PASS:
        task_state.approve(user=by, comment=reason)
    elif decision == Decision.RETURN:
        due_at = timezone.now() + timedelta(days=submission.call.returned_days)
        task_state.reject(user=by, comment=reason)
        make_move(submission, "return", by=by, reason=reason, decision_reason=reason, due_at=due_at)
    else:
        # Before its workflow stops, or ``keep_open`` would take it for one that nobody decided.
        make_move(submission, "refuse", by=by, reason=reason, decision_reason=reason)
        task_state.workflow_state.cancel(user=by)
        # Wagtail cancels its own copy of the step, which knows no comment.
        TaskState.objects.filter(pk=task_state.pk).update(comment=reason)


def accept(submission, *, by):
    """Let the dossier past the formal check: the end of its workflow. Nothing is published.

    Where the workflow ended because its last task was disabled, and nobody had passed what was
    sent, nothing is done; ``keep_open`` then opens the step again.
    """
    if not is_passed(lock(submission)):
        return submission
    return make_move(submission, "accept", by=by, decision_reason="")


@transaction.atomic
def record_paper(submission, *, by, received_on):
    """Note the day the stamped paper original arrived, or None when it did not.

    Raises NotAllowed, WrongDate.
    """
    if not submission_policy.user_has_permission_for_instance(by, "record_paper", submission):
        raise NotAllowed(_("You may not record the paper original."))
    if received_on and received_on > timezone.localdate():
        raise WrongDate(_("The day the paper original arrived cannot lie in the future."))
    lock(submission)
    submission.paper_received_on = received_on
    submission.save(update_fields=["paper_received_on"])
    log(
        instance=submission,
        action="casestudies.record_paper",
        user=by,
        data={"received_on": received_on.isoformat() if received_on else ""},
    )
    return submission
