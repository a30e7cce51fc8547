"""What hangs on a dossier and is never public: photos as sent, scans.

None of it is in a revision that leaves the house, in the API, in search or in feeds:
domain.md §3. Files lie in ``conf.private_storage()``; views ask the policy.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from .. import conf
from ..enums import FileKind


def _photo_path(instance, filename):
    return f"photos/{instance.submission.key}/{uuid.uuid4().hex}.jpg"


def _preview_path(instance, filename):
    return f"photos/{instance.submission.key}/{uuid.uuid4().hex}-preview.jpg"


def _file_path(instance, filename):
    return f"files/{instance.submission.key}/{uuid.uuid4().hex}.{instance.extension}"


class SentManager(models.Manager):
    """What belongs to the version last sent; what a draft alone has is left out."""

    def get_queryset(self):
        return super().get_queryset().filter(draft_only=False)


class EverythingManager(models.Manager):
    """Sent or not."""


def _draft_only():
    return models.BooleanField(default=False, editable=False)


class SubmissionPhoto(Orderable):
    """A photo, already free of metadata; see ``photos.clean_photo``.

    ``draft_only`` until the dossier is sent with it: then no reader but its union finds it,
    for ``objects`` and ``submission.photos`` are what was sent.
    """

    submission = ParentalKey(
        "casestudies.Submission", on_delete=models.CASCADE, related_name="photos"
    )
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    file = models.FileField(_("photo"), storage=conf.private_storage, upload_to=_photo_path)
    preview = models.FileField(storage=conf.private_storage, upload_to=_preview_path)
    caption = models.CharField(_("caption"), max_length=conf.MAX_CAPTION_LENGTH, blank=True)
    name = models.CharField(_("file name"), max_length=255)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64)
    draft_only = _draft_only()

    objects = SentManager()
    everything = EverythingManager()

    class Meta(Orderable.Meta):
        verbose_name = _("photo of a dossier")
        verbose_name_plural = _("photos of dossiers")
        indexes = [models.Index(fields=["key"], name="casestudies_photo_key")]

    def __str__(self):
        return self.caption or self.name


class SubmissionFile(models.Model):
    """A scan that belongs to a dossier; ``draft_only`` as in SubmissionPhoto.

    ``draft_removed``: it was sent, and the union has taken it out of the next version.
    """

    submission = models.ForeignKey(
        "casestudies.Submission", on_delete=models.CASCADE, related_name="files"
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(
        _("kind"), max_length=20, choices=FileKind, default=FileKind.STAMPED_FORM
    )
    file = models.FileField(
        pgettext_lazy("casestudies", "file"), storage=conf.private_storage, upload_to=_file_path
    )
    name = models.CharField(_("file name"), max_length=255)
    #: Of the file's content; empty for what was uploaded by release 0.2.0.
    sha256 = models.CharField(max_length=64, blank=True, default="", db_default="")
    extension = models.CharField(max_length=4)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    draft_only = _draft_only()
    draft_removed = models.BooleanField(default=False, db_default=False, editable=False)

    objects = SentManager()
    everything = EverythingManager()

    class Meta:
        verbose_name = _("file of a dossier")
        verbose_name_plural = _("files of dossiers")
        ordering = ("uploaded_at",)

    def __str__(self):
        return self.name
