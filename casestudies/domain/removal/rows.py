"""Deletes the programme's rows, whatever order they hold on to each other in."""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from wagtail import hooks
from wagtail.models import TaskState, WorkflowState

from ... import conf
from ...models import Submission
from ..publishing import nothing_kept
from . import ours, pictures
from .obstacles import told_of


@transaction.atomic
def remove_rows() -> None:
    """Take every row of ours away. Raises Invalid where one of the host's own holds on to it."""
    collections = list(pictures.collections())
    shown = list(pictures.pictures())
    _delete(Submission.objects.all())
    with nothing_kept():
        while page := ours.pages().first():
            _delete(page.specific)
    _cancel_what_waits()
    _delete(ours.workflows())
    _delete(ours.tasks())
    _delete(ours.groups())
    for model in ours.tables():
        _delete(model._base_manager.all())
    for entries in ours.log_entries():
        entries.delete()
    for picture in shown:
        picture.delete()
    pictures.hand_over()
    for collection in collections:
        if _is_empty(collection):
            collection.delete()
    ours.types().delete()


def forget_types() -> None:
    """Take away what Django and Wagtail made of our models again after each migration.

    The tables are gone, so nothing may look there for rows that hang on a type.
    """
    Permission.objects.filter(content_type__in=ours.types()).delete()
    types = ours.types()
    types._raw_delete(types.db)
    ContentType.objects.clear_cache()


def _delete(rows):
    """Delete a row or many, and before them rows of ours that protect them."""
    try:
        with transaction.atomic():
            rows.delete()
    except (ProtectedError, RestrictedError) as error:
        held = getattr(error, "protected_objects", None) or error.restricted_objects
        foreign = [row for row in held if row._meta.app_label not in conf.APP_LABELS]
        if foreign:
            raise told_of(foreign) from error
        for model in {type(row) for row in held}:
            _delete(model._base_manager.all())
        _delete(rows)


def _is_empty(collection) -> bool:
    """Whether nothing is in it, by what each app with collections tells Wagtail and by itself."""
    tellers = hooks.get_hooks("describe_collection_contents")
    return (
        collection.is_leaf()
        and not any(teller(collection) for teller in tellers)
        and not any(
            model._base_manager.filter(collection=collection).exists()
            for model in pictures.collected()
        )
    )


def _cancel_what_waits():
    """Stop what waits at a step of ours within a workflow of the host's own."""
    waiting = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, task__in=ours.tasks()
    ).exclude(workflow_state__workflow__in=ours.workflows())
    for state in WorkflowState.objects.filter(current_task_state__in=waiting):
        state.cancel()
