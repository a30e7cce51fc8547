"""The photo list of the form: stored photos, new ones, captions; each upload decoded once."""

import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ...domain.intake import PhotoEntry
from ...models.attachment import SubmissionPhoto
from ...models.sheet import Heading
from ...photos import CleanPhoto, clean_photo
from ...validators import validate_photo_count

_NAME = re.compile(r"^photo-(\d{1,3})-(pk|file|caption|remove)$")
_CAPTION_LENGTH = SubmissionPhoto._meta.get_field("caption").max_length


@dataclass(slots=True)
class PhotoRow:
    """One place of the list: a stored photo or none, what was typed, what was chosen."""

    photo: SubmissionPhoto | None = None
    caption: str = ""
    removed: bool = False
    upload: object = None
    clean: CleanPhoto | None = None
    errors: list[str] = field(default_factory=list)
    photo_errors: list[str] = field(default_factory=list)

    @property
    def caption_is_typed(self) -> bool:
        return bool(self.caption.strip())

    def entry(self) -> PhotoEntry | None:
        """Return what is to be stored of the row, or None for a place left empty."""
        if self.photo is None and self.clean is None:
            return None
        return PhotoEntry(
            caption=self._caption_to_store(),
            pk=self.photo.pk if self.photo else None,
            photo=self.clean,
            removed=self.removed and self.clean is None,
        )

    def _caption_to_store(self) -> str:
        if not self.errors:
            return self.caption
        return self.photo.caption if self.photo else ""


class PhotoRows:
    """The rows of a form, blank places included; ``errors`` are about all of them together."""

    def __init__(self, submission, *, data=None, files=None):
        self.call = submission.call
        self.errors = []
        self.stored = list(submission.photos.all()) if submission.pk else []
        if data is None:
            self.rows = [PhotoRow(photo=photo, caption=photo.caption) for photo in self.stored]
        else:
            self.rows = self._posted(data, files)
            self._check()
        self._fill_up()

    def __iter__(self):
        return iter(self.rows)

    @property
    def has_errors(self) -> bool:
        return bool(self.errors) or any(row.errors or row.photo_errors for row in self.rows)

    def entries(self) -> list[PhotoEntry]:
        return [entry for row in self.rows if (entry := row.entry())]

    def match_stored(self, submission):
        """Take a photo stored already, by the same form posted before, for the row's own."""
        self.stored = list(submission.photos.all()) if submission.pk else []
        claimed = {row.photo.pk for row in self.rows if row.photo}
        free = {photo.sha256: photo for photo in self.stored if photo.pk not in claimed}
        for row in self.rows:
            if row.clean and row.clean.sha256 in free:
                row.photo, row.clean = free.pop(row.clean.sha256), None
        self._refuse_surplus(len(free))

    def settle(self, submission):
        """Show what is stored now, with the errors and the words that could not be stored."""
        stored = list(submission.photos.all())
        by_pk = {photo.pk: photo for photo in stored}
        by_hash = {photo.sha256: photo for photo in stored}
        for row in self.rows:
            if row.clean is not None:
                row.photo = by_hash.get(row.clean.sha256)
            elif row.photo is not None:
                row.photo = None if row.removed else by_pk.get(row.photo.pk)
            row.upload = row.clean = None
        shown = {row.photo.pk for row in self.rows if row.photo}
        kept = [row for row in self.rows if row.photo or row.errors or row.photo_errors]
        kept += [
            PhotoRow(photo=photo, caption=photo.caption)
            for photo in stored
            if photo.pk not in shown
        ]
        self.rows = kept
        self._fill_up()

    def differs(self) -> bool:
        """Whether a caption was typed that is not stored."""
        stored = {photo.caption for photo in self.stored}
        return any(row.caption not in stored for row in self.rows if row.caption_is_typed)

    def add_missing(self, problems):
        """Put what ``completeness`` found beside the photo or the list it is about."""
        for problem in problems:
            if problem.heading is not Heading.PHOTOS:
                continue
            if problem.photo is None and problem.sentence not in self.errors:
                self.errors.append(problem.sentence)
            for row in self.rows:
                if row.photo and row.photo == problem.photo and not row.errors:
                    row.errors.append(problem.sentence)

    def _posted(self, data, files) -> list[PhotoRow]:
        places = sorted({int(match[1]) for name in (*data, *files) if (match := _NAME.match(name))})
        by_pk = {str(photo.pk): photo for photo in self.stored}
        rows = []
        for place in places[:20]:
            uploads = files.getlist(f"photo-{place}-file")
            pk = data.get(f"photo-{place}-pk", "")
            row = PhotoRow(
                photo=by_pk.pop(pk, None),
                caption=data.get(f"photo-{place}-caption", "").strip(),
                removed=f"photo-{place}-remove" in data,
                upload=uploads[0] if uploads else None,
            )
            gone = pk and row.photo is None and row.upload is None and row.removed
            rows += [] if gone else [row]
            # More than one file in one place: none is dropped silently.
            rows += [PhotoRow(upload=upload) for upload in uploads[1:20]]
        return rows

    def _check(self):
        """Decode each new photo once, at most as many as there is room for."""
        room = self.call.photos_max - sum(
            1 for row in self.rows if row.photo and not row.removed and not row.upload
        )
        seen = set()
        for row in self.rows:
            self._check_caption(row)
            if row.upload is None:
                continue
            if room <= 0:
                self._refuse(row)
                continue
            room -= 1
            try:
                row.clean = clean_photo(row.upload)
            except ValidationError as error:
                row.photo_errors += error.messages
                continue
            if row.clean.sha256 in seen:
                row.photo_errors.append(
                    _("“%(name)s” is chosen twice. Please choose another photo.")
                    % {"name": row.upload.name}
                )
                row.clean = None
            else:
                seen.add(row.clean.sha256)

    def _check_caption(self, row):
        if len(row.caption) > _CAPTION_LENGTH:
            row.errors.append(
                _("The caption has %(count)d characters; please keep it to %(most)d.")
                % {"count": len(row.caption), "most": _CAPTION_LENGTH}
            )
        if row.caption_is_typed and row.photo is None and row.upload is None:
            row.photo_errors.append(
                _("This caption has no photo. Please choose the photo, or delete the caption.")
            )

    def _refuse_surplus(self, others):
        """Refuse the last new photos where, with those stored elsewhere, there are too many."""
        kept = [row for row in self.rows if (row.photo and not row.removed) or row.clean]
        surplus = len(kept) + others - self.call.photos_max
        for row in reversed(kept):
            if surplus > 0 and row.clean and not row.photo:
                self._refuse(row)
                row.clean = None
                surplus -= 1

    def _refuse(self, row):
        row.photo_errors.append(
            _("There is no room for “%(name)s”; it was not saved.") % {"name": row.upload.name}
        )
        count = sum(1 for each in self.rows if each.upload or (each.photo and not each.removed))
        try:
            validate_photo_count(count, least=self.call.photos_min, most=self.call.photos_max)
        except ValidationError as error:
            self.errors = error.messages

    def _fill_up(self):
        blank = self.call.photos_max - len(self.rows)
        self.rows += [PhotoRow() for _place in range(blank)]
