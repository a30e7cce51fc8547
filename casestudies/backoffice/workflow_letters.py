"""Wagtail's own workflow letters: all of the host's workflows, none about what is ours."""

from functools import wraps

from django.contrib.contenttypes.models import ContentType
from wagtail.admin import signal_handlers
from wagtail.models import TaskState

from ..models.case import CasePage
from ..models.submission import Submission

_NOTIFIERS = (
    signal_handlers.task_submission_email_notifier,
    signal_handlers.workflow_submission_email_notifier,
    signal_handlers.workflow_approval_email_notifier,
    signal_handlers.workflow_rejection_email_notifier,
)


def leave_ours_out():
    """Let Wagtail's notifiers pass over dossiers and cases.

    They write inside the transaction, where a mail server that is down would undo a decision
    (domain.md §9.8). Each notifier is asked through its own ``can_handle``, so that it does not
    matter when ``wagtail.admin`` connects it, or whether the host has disconnected it.
    """
    for notifier in _NOTIFIERS:
        notifier.can_handle = _of_the_host(notifier.can_handle)


def _of_the_host(can_handle):
    @wraps(can_handle)
    def answer(instance, **kwargs):
        return can_handle(instance, **kwargs) and not _is_ours(instance)

    return answer


def _is_ours(instance) -> bool:
    state = instance.workflow_state if isinstance(instance, TaskState) else instance
    ours = ContentType.objects.get_for_models(CasePage, Submission)
    return state.content_type_id in {kind.pk for kind in ours.values()}
