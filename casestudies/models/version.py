"""The version sent: what a union signed at one sending, kept as it was."""

import hashlib
import json
from datetime import UTC
from types import SimpleNamespace

from django.conf import settings
from django.db import models
from django.db.models import ProtectedError
from django.utils.dateparse import parse_datetime
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import sheet
from .attachment import SubmissionPhoto
from .call_parts import Direction
from .contact import SubmissionContact
from .submission import Submission
from .topic import Topic
from .union import Union

#: The column by which a row that a line leads to is called.
_NAMED_BY = {Union: "name", Direction: "label", Topic: "name"}
#: Columns that name a version, and say nothing of what was sent.
_LISTED = ("submission", "n", "sent_at", "sent_by", "sender", "digest", "erased_at")


class SubmissionVersionQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-n")

    def as_listed(self):
        """Read what names a version, and nothing it says: no contact, no text."""
        return self.newest_first().only(*_LISTED)

    def delete(self):
        raise ProtectedError(_("A version that was sent is evidence and stays."), set(self))


class SubmissionVersion(models.Model):
    """One sending of a dossier, written by ``intake.send`` and never changed.

    ``values`` maps each line of the sheet that is not personal to ``{"value": …, "shown": …}``:
    what was stored and how it read then, choices and names of rows in words. ``contact`` maps the
    personal lines to their values; None where it was erased, or is older than this table.
    ``photos`` and ``scans`` are lists with key, file (its name in the private storage), name,
    caption, sha256 and size; a hash is empty where the file is older than this table.
    ``digest`` is the SHA-256 of all of it. ``revision_key`` is that of Wagtail's revision, which
    may be purged. Erasing contact and scans leaves digest and hashes.
    """

    submission = models.ForeignKey(
        Submission,
        on_delete=models.PROTECT,
        related_name="versions",
        verbose_name=gettext_lazy("dossier"),
    )
    n = models.PositiveIntegerField(gettext_lazy("number of the sending"))
    sent_at = models.DateTimeField(gettext_lazy("sent at"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    sender = models.CharField(gettext_lazy("sent by"), max_length=255, blank=True)
    revision_key = models.PositiveBigIntegerField(null=True)
    values = models.JSONField()
    opinion = models.TextField(gettext_lazy("Opinion of the union"), blank=True)
    contact = models.JSONField(null=True)
    photos = models.JSONField(default=list)
    scans = models.JSONField(default=list)
    digest = models.CharField(gettext_lazy("digest"), max_length=64)
    erased_at = models.DateTimeField(gettext_lazy("contact and scans erased at"), null=True)

    objects = SubmissionVersionQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("version sent")
        verbose_name_plural = gettext_lazy("versions sent")
        ordering = ("submission", "n")
        constraints = [
            models.UniqueConstraint(fields=["submission", "n"], name="casestudies_version_n_once")
        ]

    def __str__(self):
        return _("Sending no. %(n)d") % {"n": self.n}

    def save(self, **kwargs):
        if not self._state.adding:
            raise ProtectedError(_("A version that was sent is evidence and stays."), {self})
        self.digest = self.digest_now()
        super().save(**kwargs)

    def delete(self, **kwargs):
        raise ProtectedError(_("A version that was sent is evidence and stays."), {self})

    def digest_now(self) -> str:
        """Return the SHA-256 of what stands in the row."""
        said = {
            "dossier": self.submission_id,
            "n": self.n,
            "sent_at": self.sent_at.astimezone(UTC).isoformat(),
            "sender": self.sender,
            **{field.name: getattr(self, field.name) for field in self._said()},
        }
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    @classmethod
    def _said(cls):
        """Return the columns that hold what was sent."""
        kinds = models.JSONField | models.TextField
        return [field for field in cls._meta.concrete_fields if isinstance(field, kinds)]

    @property
    def is_whole(self) -> bool:
        """Whether it reads as it was written; what was erased lawfully cannot be proved."""
        return bool(self.erased_at) or self.digest == self.digest_now()

    @cached_property
    def dossier(self) -> Submission:
        """The dossier as it was sent, in memory and not to be saved: no query for its lines."""
        current = self.submission
        dossier = Submission(
            pk=current.pk, key=current.key, number=current.number, call=current.call
        )
        dossier.opinion, dossier.sent_at = self.opinion, self.sent_at
        for line in kept_lines():
            if line.name in self.values:
                setattr(dossier, line.name, _restored(line, **self.values[line.name]))
        dossier.photos = [
            SubmissionPhoto(submission=dossier, sort_order=place, **_columns(photo))
            for place, photo in enumerate(self.photos)
        ]
        dossier._state.fields_cache["draft"] = None
        # Without one, Django would read the dossier's contact of today.
        dossier.contact = SubmissionContact(submission=dossier, **self.contact or {})
        return dossier

    @property
    def files(self) -> list:
        """The scans as they were sent, for ``Excerpt``; those erased have no name."""
        return [
            SimpleNamespace(**scan | {"uploaded_at": parse_datetime(scan["uploaded_at"] or "")})
            for scan in self.scans
        ]


def kept_lines() -> list[sheet.Line]:
    """Return the lines that ``values`` holds."""
    return [
        line
        for line in sheet.lines()
        if not line.is_personal and not line.title and line.heading is not sheet.Heading.OPINION
    ]


def _restored(line, *, value, shown):
    """Return what stood on the line; a related row or rows are named as they were then."""
    if not line.field.is_relation or value is None:
        return value
    model = line.field.related_model
    if isinstance(value, list):
        return [_row(model, *each) for each in zip(value, shown, strict=True)]
    return _row(model, value, shown)


def _row(model, key, name):
    return model(pk=key, **{_NAMED_BY[model]: name})


def _columns(photo) -> dict:
    return {name: value for name, value in photo.items() if name != "size"}
