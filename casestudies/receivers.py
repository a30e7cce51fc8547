"""What the plugin does when Wagtail says that something happened."""

from django.db.models.signals import post_delete, post_save
from wagtail.models import PageViewRestriction, TaskState, WorkflowState
from wagtail.signals import (
    init_new_page,
    page_published,
    page_unpublished,
    post_page_move,
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from .domain import publishing
from .domain.reading import indexing
from .models.call import CallPage
from .models.call_defaults import fill_with_defaults
from .models.case import CasePage


def case_published(sender, instance, **kwargs):
    publishing.mark_published(instance)
    indexing.refresh(instance)


def case_unpublished(sender, instance, **kwargs):
    publishing.mark_taken_down(instance)
    indexing.refresh(instance)


def case_deleted(sender, instance, **kwargs):
    indexing.recount()


def page_moved(sender, instance, **kwargs):
    indexing.refresh_below(instance)


def privacy_changed(sender, instance, **kwargs):
    indexing.refresh_below(instance.page)


def page_opened_for_creation(sender, page, **kwargs):
    if isinstance(page, CallPage):
        fill_with_defaults(page)


def connect():
    page_published.connect(case_published, sender=CasePage)
    page_unpublished.connect(case_unpublished, sender=CasePage)
    post_delete.connect(case_deleted, sender=CasePage)
    post_page_move.connect(page_moved)
    post_save.connect(privacy_changed, sender=PageViewRestriction)
    post_delete.connect(privacy_changed, sender=PageViewRestriction)
    init_new_page.connect(page_opened_for_creation)


def disconnect_wagtail_letters():
    """Stop Wagtail's workflow letters: they are sent inside the transaction (domain.md §9.8)."""
    task_submitted.disconnect(
        dispatch_uid="group_approval_task_submitted_email_notification", sender=TaskState
    )
    for signal, name in (
        (workflow_submitted, "submitted"),
        (workflow_rejected, "rejected"),
        (workflow_approved, "approved"),
    ):
        signal.disconnect(
            dispatch_uid=f"workflow_state_{name}_email_notification", sender=WorkflowState
        )
