"""What the plugin does when Wagtail says that something happened."""

from io import BytesIO
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from wagtail.images import get_image_model
from wagtail.models import PageViewRestriction, Workflow
from wagtail.signals import (
    init_new_page,
    page_published,
    page_unpublished,
    post_page_move,
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
)
from wagtail.utils.file import hash_filelike

from .domain import digests, publishing, workflow
from .domain.intake import keeping
from .domain.moderation import formal_check  # noqa: F401 (what its decisions do)
from .domain.publishing import reviewers
from .domain.reading import indexing
from .models.call import CallPage
from .models.call_defaults import fill_with_defaults
from .models.call_parts import Direction
from .models.case import CasePage
from .models.task import FormalCheckTask
from .models.topic import Topic
from .photos import without_metadata
from .picture_files import take_over


def case_published(sender, instance, **kwargs):
    publishing.mark_published(instance)
    indexing.refresh(instance)


def case_unpublished(sender, instance, **kwargs):
    publishing.mark_taken_down(instance)
    indexing.refresh(instance)


def case_to_be_deleted(sender, instance, **kwargs):
    publishing.require_never_public(instance)


def case_deleted(sender, instance, **kwargs):
    indexing.recount()
    _settle(instance._pictures_before)


def case_changes(sender, instance, update_fields=None, **kwargs):
    """Note which pictures readers saw of the case until now."""
    may_show = update_fields is None or {"live", "cover", "body"} & set(update_fields)
    is_there = may_show and not instance._state.adding
    instance._pictures_before = publishing.pictures_of_pages([instance.pk]) if is_there else None


def case_changed(sender, instance, **kwargs):
    """Let pictures that the case shows no more, or shows now, lie where they belong."""
    if instance._pictures_before is not None or instance.live:
        _settle((instance._pictures_before or set()) | publishing.picture_keys(instance))


def host_page_shown(sender, instance, **kwargs):
    """A page of the host's, or another of ours, may show a picture of the programme too."""
    if not isinstance(instance, CasePage):
        _settle(publishing.pictures_of_pages([instance.pk]))


def _settle(keys):
    if keys:
        transaction.on_commit(lambda: publishing.settle(keys))


def page_moved(sender, instance, **kwargs):
    indexing.refresh_below(instance)


def privacy_changed(sender, instance, **kwargs):
    indexing.refresh_below(instance.page)


def page_opened_for_creation(sender, page, **kwargs):
    if isinstance(page, CallPage):
        fill_with_defaults(page)


def step_opened(sender, instance, **kwargs):
    workflow.note_step(instance)
    digests.tell_of_step(instance)


def review_returned(sender, instance, **kwargs):
    digests.tell_of_return(instance)


def workflow_stopped(sender, instance, **kwargs):
    workflow.keep_open(instance)


def steps_deleted(sender, instance, **kwargs):
    workflow.require_unused(instance)


def named_in_dossiers(sender, instance, **kwargs):
    keeping.protect(instance)


def picture_enters_collection(sender, instance, **kwargs):
    """Take EXIF and GPS out of a new picture of the programme, whoever puts it there."""
    upload = instance.file
    if not upload or upload._committed or not publishing.loses_metadata(instance):
        return
    clean = without_metadata(upload)
    if clean is not None:
        instance.file = ContentFile(clean, name=Path(upload.name).name)
        instance.file_size = len(clean)
        instance.file_hash = hash_filelike(BytesIO(clean))


def name_files(image):
    """Let files of the programme's pictures lie outside the public media."""
    take_over(image._meta.get_field("file"), name_for=publishing.name_for_original)
    rendition = image.get_rendition_model()
    take_over(rendition._meta.get_field("file"), name_for=publishing.name_for_rendition)


def picture_changes(sender, instance, raw=False, update_fields=None, **kwargs):
    """The last line before a picture that readers or reviewers see: whoever saves it."""
    if instance.pk and not raw and publishing.is_changed(instance, only=update_fields):
        publishing.require_not_shown(instance)


def picture_deleted(sender, instance, **kwargs):
    publishing.require_not_shown(instance)


def staff_regrouped(sender, instance, action, reverse, pk_set, **kwargs):
    """``user.groups`` or ``group.user_set`` was changed, wherever: the admin, a command, code."""
    if action in {"post_add", "post_remove"} and pk_set:
        groups, users = ([instance.pk], pk_set) if reverse else (pk_set, [instance.pk])
        reviewers.groups_changed(groups, users, joined=action == "post_add")
    elif action == "pre_clear" and reverse:
        reviewers.groups_changed([instance.pk], reviewers.reviewers_in(instance), joined=False)
    elif action == "pre_clear":
        reviewers.groups_changed(reviewers.groups_of(instance), [instance.pk], joined=False)


def password_saved(sender, instance, created, **kwargs):
    # Django keeps the new password there until the row is saved.
    if not created and getattr(instance, "_password", None) is not None:
        reviewers.password_changed(instance)


def connect():
    image = get_image_model()
    name_files(image)
    pre_save.connect(picture_changes, sender=image)
    pre_delete.connect(picture_deleted, sender=image)
    pre_save.connect(picture_enters_collection, sender=image)
    pre_save.connect(case_changes, sender=CasePage)
    post_save.connect(case_changed, sender=CasePage)
    pre_delete.connect(case_changes, sender=CasePage)
    page_published.connect(host_page_shown)
    page_unpublished.connect(host_page_shown)
    page_published.connect(case_published, sender=CasePage)
    page_unpublished.connect(case_unpublished, sender=CasePage)
    pre_delete.connect(case_to_be_deleted, sender=CasePage)
    post_delete.connect(case_deleted, sender=CasePage)
    post_page_move.connect(page_moved)
    post_save.connect(privacy_changed, sender=PageViewRestriction)
    post_delete.connect(privacy_changed, sender=PageViewRestriction)
    init_new_page.connect(page_opened_for_creation)
    task_submitted.connect(step_opened)
    workflow_cancelled.connect(workflow_stopped)
    workflow_rejected.connect(review_returned)
    workflow_approved.connect(workflow_stopped)
    pre_delete.connect(named_in_dossiers, sender=Direction)
    pre_delete.connect(named_in_dossiers, sender=Topic)
    m2m_changed.connect(staff_regrouped, sender=get_user_model().groups.through)
    post_save.connect(password_saved, sender=get_user_model())
    pre_delete.connect(steps_deleted, sender=Workflow)
    pre_delete.connect(steps_deleted, sender=FormalCheckTask)
