"""Photos and scans of a draft: files are rows at once, which of them are sent is told later."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction

from ...models.attachment import SubmissionFile, SubmissionPhoto
from ...photos import CleanPhoto
from ...validators import scan_type


@dataclass(frozen=True, slots=True)
class PhotoEntry:
    """One row of the photo list: a stored photo (``pk``) or a new one, with its caption.

    Without a caption, None, a stored photo keeps its own.
    """

    caption: str | None = None
    pk: int | None = None
    photo: CleanPhoto | None = None
    removed: bool = False


def next_photos(submission, draft) -> list[SubmissionPhoto]:
    """Return the photos of the next version in order, with the captions of the draft."""
    if draft.photos is None:
        return list(SubmissionPhoto.objects.filter(submission=submission))
    stored = SubmissionPhoto.everything.filter(submission=submission).in_bulk()
    listed = {each["pk"] for each in draft.photos}
    draft.unlisted = [pk for pk, photo in stored.items() if photo.draft_only and pk not in listed]
    photos = []
    for place, listed in enumerate(draft.photos):
        photo = stored[listed["pk"]]
        photo.caption, photo.sort_order = listed["caption"], place
        photos.append(photo)
    return photos


def staged_photos(submission, pks) -> dict[int, SubmissionPhoto]:
    """Return those of the photos that a refused save has stored, in no list yet, by key."""
    rows = SubmissionPhoto.everything.filter(submission=submission, draft_only=True)
    return rows.in_bulk(pks) if pks else {}


def stage_photos(
    submission, entries: Sequence[PhotoEntry], *, stored: Sequence[SubmissionPhoto]
) -> list[PhotoEntry]:
    """Store the new photos of a save that is refused, in no list; return entries that name them.

    So nobody chooses a file again. A photo that was to replace another follows it.
    """
    hashes = {photo.sha256: photo for photo in stored}
    staged = []
    for entry in entries:
        if entry.photo is None:
            staged.append(entry)
            continue
        if entry.pk is not None:
            staged.append(PhotoEntry(entry.caption, entry.pk, removed=True))
        photo = hashes.get(entry.photo.sha256) or _store_photo(submission, entry.photo)
        staged.append(PhotoEntry(entry.caption, photo.pk))
    return staged


def photo_list(
    submission, entries: Sequence[PhotoEntry], *, stored: Sequence[SubmissionPhoto]
) -> list[SubmissionPhoto]:
    """Store the new photos among the entries; return those of the next version, as ``next_photos``.

    ``stored`` were those up to now. What was sent stays as it was sent; a photo that only the
    draft had is deleted with its place in the list.
    """
    stored = {photo.pk: photo for photo in stored}
    unknown = [entry.pk for entry in entries if entry.pk and entry.pk not in stored]
    staged = staged_photos(submission, unknown)
    listed, named = [], {entry.pk for entry in entries}
    for entry in _known(entries, stored):
        named.add(entry.pk)
        if entry.photo is not None:
            photo = _store_photo(submission, entry.photo)
        elif entry.pk in stored and not entry.removed:
            photo = stored[entry.pk]
        elif entry.pk in staged and not entry.removed:
            photo = staged[entry.pk]
        else:
            continue
        photo.caption = photo.caption if entry.caption is None else entry.caption
        listed.append(photo)
    listed += [photo for photo in stored.values() if photo.pk not in named]
    for place, photo in enumerate(listed):
        photo.sort_order = place
    kept = {photo.pk for photo in listed}
    held = (stored | staged).items()
    if dropped := [pk for pk, photo in held if photo.draft_only and pk not in kept]:
        delete_with_files(SubmissionPhoto.everything.filter(pk__in=dropped))
    return listed


def _known(entries, stored):
    """Yield the entries; a new photo that is stored already, by the same form, is not new."""
    named = {entry.pk for entry in entries}
    free = {photo.sha256: pk for pk, photo in stored.items() if pk not in named}
    for entry in entries:
        if entry.photo and entry.pk not in stored and entry.photo.sha256 in free:
            yield replace(entry, pk=free.pop(entry.photo.sha256), photo=None)
        else:
            yield entry


def _store_photo(submission, clean: CleanPhoto) -> SubmissionPhoto:
    photo = SubmissionPhoto(
        submission=submission,
        name=clean.name[-255:],
        width=clean.width,
        height=clean.height,
        sha256=clean.sha256,
        draft_only=True,
    )
    photo.file.save(clean.name, ContentFile(clean.content), save=False)
    photo.preview.save(clean.name, ContentFile(clean.preview), save=False)
    photo.save()
    return photo


def delete_with_files(rows):
    """Delete the rows, and their files once that is committed."""
    for row in rows:
        for name in ("file", "preview"):
            if field_file := getattr(row, name, None):
                transaction.on_commit(partial(field_file.storage.delete, field_file.name))
    rows.delete()


def files_of(submission):
    """Return the scans its union sees, those of the next version: sent before or in its draft."""
    return SubmissionFile.everything.filter(submission=submission, draft_removed=False)


def store_scan(submission, upload, *, by):
    """Keep the checked upload with the draft, unless it is the newest scan; return the dossier."""
    if stored_scan(submission, upload):
        return submission
    scan = SubmissionFile(
        submission=submission,
        name=upload.name[-255:],
        extension=scan_type(upload),
        sha256=hash_of(upload),
        uploaded_by=by,
        draft_only=True,
    )
    scan.file.save(upload.name, upload, save=False)
    scan.save()
    return submission


def stored_scan(submission, upload) -> bool:
    """Whether the newest scan is this very file: the same form, posted twice."""
    newest = files_of(submission).last()
    if newest is None or (newest.name, newest.file.size) != (upload.name[-255:], upload.size):
        return False
    upload.seek(0)
    with newest.file.open() as stored:
        same = stored.read() == upload.read()
    upload.seek(0)
    return same


def hash_of(upload) -> str:
    """Return the SHA-256 of an open file or upload, which is left at its beginning."""
    upload.seek(0)
    digest = hashlib.file_digest(upload, "sha256").hexdigest()
    upload.seek(0)
    return digest
