"""What a union typed and uploaded, stored complete or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ...models.attachment import SubmissionContact, SubmissionFile, SubmissionPhoto
from ...moves import STARTED
from ...permissions import submission_policy
from ...photos import CleanPhoto
from ...validators import scan_type
from ..refusals import NotAllowed
from ..workflow import lock, title_in_log
from ..workflow.locking import STANDING


@dataclass(frozen=True, slots=True)
class PhotoEntry:
    """One row of the photo list: a stored photo (``pk``) or a new one, with its caption.

    Without a caption, None, a stored photo keeps its own.
    """

    caption: str | None = None
    pk: int | None = None
    photo: CleanPhoto | None = None
    removed: bool = False


@transaction.atomic
def save_draft(
    submission,
    *,
    by,
    contact: Mapping[str, str] | None = None,
    photos: Sequence[PhotoEntry] = (),
    scan=None,
):
    """Store what the union typed and uploaded, complete or not.

    ``submission`` carries the typed values; a new one must have call, union and key.
    ``contact`` maps fields of SubmissionContact to values; ``photos`` lists the photos in
    order, those left out stay; ``scan`` is a checked upload. Raises NotAllowed.
    """
    if submission.pk:
        lock(submission, only=STANDING)
    else:
        submission.created_by = by
    if not submission_policy.user_has_permission_for_instance(by, "write", submission):
        raise NotAllowed(_("This dossier cannot be changed now; it may have been sent."))
    created = submission.pk is None
    submission.save()
    _save_contact(submission, contact or {}, created=created)
    if photos:
        _save_photos(submission, photos, stored=() if created else submission.photos.all())
    if scan is not None:
        _save_scan(submission, scan, by=by)
    if created:
        log(
            instance=submission,
            action=STARTED,
            user=by,
            title=title_in_log(submission),
        )
    return submission


def _save_contact(submission, values, *, created):
    contact = None if created else getattr(submission, "contact", None)
    contact = contact or SubmissionContact(submission=submission)
    for name, value in values.items():
        setattr(contact, name, value)
    contact.save()


def _save_photos(submission, photos, *, stored):
    stored = {photo.pk: photo for photo in stored}
    for place, entry in enumerate(_known(photos, stored)):
        if entry.photo is not None:
            _store_photo(submission, entry, place)
        elif entry.removed and entry.pk in stored:
            # The file stays: a version that was sent may show it.
            SubmissionPhoto.objects.filter(pk=entry.pk).delete()
        elif entry.pk in stored:
            kept = stored[entry.pk]
            caption = kept.caption if entry.caption is None else entry.caption
            if (kept.caption, kept.sort_order) != (caption, place):
                SubmissionPhoto.objects.filter(pk=entry.pk).update(
                    caption=caption, sort_order=place
                )
    submission.forget_children()


def _known(photos, stored):
    """Yield the entries; a new photo that is stored already, by the same form, is not new."""
    named = {entry.pk for entry in photos}
    free = {photo.sha256: pk for pk, photo in stored.items() if pk not in named}
    for entry in photos:
        if entry.photo and entry.pk not in stored and entry.photo.sha256 in free:
            yield replace(entry, pk=free.pop(entry.photo.sha256), photo=None)
        else:
            yield entry


def _store_photo(submission, entry, place):
    clean = entry.photo
    photo = SubmissionPhoto(
        submission=submission,
        caption=entry.caption or "",
        sort_order=place,
        name=clean.name[-255:],
        width=clean.width,
        height=clean.height,
        sha256=clean.sha256,
    )
    photo.file.save(clean.name, ContentFile(clean.content), save=False)
    photo.preview.save(clean.name, ContentFile(clean.preview), save=False)
    photo.save()
    if entry.pk:
        SubmissionPhoto.objects.filter(pk=entry.pk, submission=submission).delete()


def _save_scan(submission, upload, *, by):
    if _is_stored(submission, upload):
        return
    scan = SubmissionFile(
        submission=submission,
        name=upload.name[-255:],
        extension=scan_type(upload),
        uploaded_by=by,
    )
    scan.file.save(upload.name, upload, save=False)
    scan.save()


def _is_stored(submission, upload) -> bool:
    """Whether the newest scan is this very file: the same form, posted twice."""
    newest = submission.files.last()
    if newest is None or (newest.name, newest.file.size) != (upload.name[-255:], upload.size):
        return False
    upload.seek(0)
    with newest.file.open() as stored:
        same = stored.read() == upload.read()
    upload.seek(0)
    return same
