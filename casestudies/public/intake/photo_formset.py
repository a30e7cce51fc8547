"""The photo list of the form as a formset: each upload decoded once, what is right kept."""

import re
from functools import partial

from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME, TOTAL_FORM_COUNT, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...asked import number
from ...domain import intake
from ...domain.intake import PhotoEntry
from ...models.sheet import Heading
from ...validators import validate_photo_count
from .fields import RENDERER
from .photo_form import PhotoForm, validate_caption_of

_PREFIX = "photo"
_IS_KEY = re.compile(rf"{_PREFIX}-[0-9]+-pk")
_TOTAL = f"{_PREFIX}-{TOTAL_FORM_COUNT}"


#: So many places are read; what is in them is refused by name where there is no room.
_Places = formset_factory(
    PhotoForm, can_delete=True, max_num=100, absolute_max=120, renderer=RENDERER
)


class PhotoFormset(_Places):
    """The places of a form, blank ones included, as many as the call allows.

    Bound, it has decoded what was chosen; ``entries`` are what can be stored, and
    ``settled`` is the list to show afterwards.
    """

    default_error_messages = {
        "missing_management_form": gettext_lazy(
            "The list of photos did not arrive whole. Please choose the photos again."
        )
    }

    def __init__(self, submission, *, data=None, files=None, rows=None):
        self.call = submission.call
        self.max_num = self.extra = self.call.photos_max
        # Read once for the page, of which the mark tells the photos too.
        self.stored = list(submission.photos.get_object_list()) if submission.pk else []
        self._unclaimed = {str(photo.pk): photo for photo in self.stored}
        if data is not None and submission.pk:
            self._unclaimed |= self._staged(submission, data)
        stray = intake.stray_captions(submission) if rows is None and data is None else []
        if rows is None:
            rows = [(photo, photo.caption) for photo in self.stored]
            rows += [(None, caption) for caption in stray]
        super().__init__(
            *_one_file_a_place(data, files),
            prefix=_PREFIX,
            initial=[
                {"pk": photo.pk if photo else None, "caption": caption} for photo, caption in rows
            ],
        )
        if self.is_bound:
            self.full_clean()
        else:
            self._show_misread([caption for _photo, caption in rows], stray=bool(stray))

    def _staged(self, submission, data) -> dict:
        """Return the photos of a save that was refused, where the posted places name such."""
        named = {data[name] for name in data if _IS_KEY.fullmatch(name)} - self._unclaimed.keys()
        pks = [pk for pk in map(number, named) if pk is not None]
        staged = intake.staged_photos(submission, pks).values()
        return {str(photo.pk): photo for photo in staged}

    def _show_misread(self, captions, *, stray):
        """Tell of captions typed before that are too long, or stray, as if they were typed now."""
        for form, caption in zip(self.forms, captions, strict=False):
            form.cleaned_data = {}
            try:
                form.fields["caption"].run_validators(caption)
            except ValidationError as error:
                form.add_error("caption", error)
            if stray:
                form.require_photo()

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.photo = self._unclaimed.pop(str(form["pk"].value()), None)
        form.number = index + 1
        form.fields["caption"].validators = [partial(validate_caption_of, number=form.number)]
        number = {"number": form.number}
        form.fields["file"].label = _("Choose photo %(number)s") % number
        if form.photo:
            form.fields["file"].label = _("Replace photo %(number)s") % number
            saved = _("Saved: %(name)s") % {"name": form.photo.name}
            form.fields["file"].help_text = saved
        form.fields["caption"].label = _("Caption of photo %(number)s") % number
        form.fields[DELETION_FIELD_NAME].label = _("Remove photo %(number)s") % number

    def clean(self):
        """Decode each new photo once, at most as many as there is room for."""
        room = self.call.photos_max - sum(
            1 for form in self.forms if form.photo and not form.removed and not form.upload
        )
        seen = set()
        for form in self.forms:
            if form.upload is None:
                form.require_photo()
            elif room <= 0:
                self._refuse(form)
            else:
                room -= 1
                form.decode(seen)

    @property
    def has_errors(self) -> bool:
        return bool(self.non_form_errors()) or any(form.errors for form in self.forms)

    def entries(self) -> list[PhotoEntry]:
        return [entry for form in self.forms if (entry := form.entry())]

    def stray_captions(self) -> list[str]:
        """Return what was written about photos that were not chosen, or cannot be stored."""
        return [
            form.typed_caption
            for form in self.forms
            if form.typed_caption and form.entry() is None and not form.removed
        ]

    def refuse_surplus(self, submission, seen=None):
        """Refuse the last new photos where, with those stored elsewhere, there are too many.

        One that is stored already, by the same form posted before, is not new. What somebody
        else added after the form was opened takes none of its room: all are kept, to choose from.
        """
        shown = {form.photo.pk for form in self.forms if form.photo}
        self.stored = list(submission.photos.all()) if submission.pk else []
        if seen:
            shown |= self._unseen(seen)
        others = {photo.sha256 for photo in self.stored if photo.pk not in shown}
        kept = [form for form in self.forms if form.picture or (form.photo and not form.removed)]
        again = {form.picture.sha256 for form in kept if form.picture} & others
        surplus = len(kept) + len(others - again) - self.call.photos_max
        for form in reversed(kept):
            is_new = form.picture and not form.photo and form.picture.sha256 not in again
            if surplus > 0 and is_new:
                self._refuse(form)
                surplus -= 1

    def _unseen(self, seen) -> set[int]:
        """Return photos that the form has not shown, no more than would fill it once."""
        known = {pk for pk, _caption, _name in seen.photos}
        unseen = [photo.pk for photo in self.stored if photo.pk not in known]
        return set(unseen[: self.call.photos_max])

    def _refuse(self, form):
        form.refuse()
        count = sum(1 for each in self.forms if each.upload or (each.photo and not each.removed))
        try:
            validate_photo_count(count, least=self.call.photos_min, most=self.call.photos_max)
        except ValidationError as error:
            self._non_form_errors = self.error_class(error.messages)

    def settled(self, submission) -> "PhotoFormset":
        """Return the list as it is stored now, with what could not be stored and why."""
        stored = list(submission.photos.all())
        by_pk = {photo.pk: photo for photo in stored}
        by_hash = {photo.sha256: photo for photo in stored}
        rows = []
        for form in self.forms:
            photo = None
            if form.picture:
                photo = by_hash.get(form.picture.sha256)
            elif form.photo and not form.removed:
                photo = by_pk.get(form.photo.pk)
            if photo or form.errors:
                rows.append((photo, form.typed_caption, form.errors))
        shown = {photo for photo, _caption, _errors in rows}
        rows += [(photo, photo.caption, {}) for photo in stored if photo not in shown]
        formset = type(self)(submission, rows=[row[:2] for row in rows])
        formset._errors, formset._non_form_errors = [], self.non_form_errors()
        for form, (_photo, _caption, errors) in zip(formset.forms, rows, strict=False):
            form.cleaned_data = {}
            for name, sentences in errors.items():
                if name not in form.errors:
                    form.add_error(name, sentences.as_data())
        return formset

    def differs(self, seen=None) -> bool:
        """Whether a caption was typed, or a photo removed, otherwise than it is stored."""
        stored = {"", *(photo.caption for photo in self.stored)}
        stored |= {caption for _pk, caption, _name in seen.photos} if seen else set()
        if any(form.typed_caption not in stored for form in self.forms):
            return True
        return any(form.removed and form.photo in self.stored for form in self.forms)

    def lost_uploads(self) -> list[str]:
        """Return the names of the files that were chosen and are not stored."""
        stored = {photo.sha256 for photo in self.stored}
        return [
            form.upload.name
            for form in self.forms
            if form.upload and not (form.picture and form.picture.sha256 in stored)
        ]

    def refused_uploads(self) -> list[str]:
        return [said for form in self.forms if form.upload for said in form.errors.get("file", ())]

    def add_missing(self, problems):
        """Put what ``completeness`` found beside the photo or the list it is about."""
        together = self.non_form_errors()
        for problem in problems:
            if problem.heading is not Heading.PHOTOS:
                continue
            if problem.photo is None and problem.sentence not in together:
                together.append(problem.sentence)
            for form in self.forms:
                if form.photo and form.photo == problem.photo and "caption" not in form.errors:
                    form.add_error("caption", problem.sentence)

    @property
    def summary(self) -> list[tuple[str, str]]:
        """All errors in the order of the form: the place to go to, the sentence."""
        found = [("photos", sentence) for sentence in self.non_form_errors()]
        for form in self.forms:
            for name in ("file", "caption"):
                found += [(form[name].auto_id, sentence) for sentence in form.errors.get(name, ())]
        return found


def place_of(data, pk: str) -> str | None:
    """Return the prefix of the posted place that names this photo."""
    names = [name for name in data if _IS_KEY.fullmatch(name) and data[name] == pk]
    return names[0].removesuffix("-pk") if names else None


def _one_file_a_place(data, files):
    """Give the second and further files of one place places of their own: none is dropped."""
    total = number(data.get(_TOTAL)) if files else None
    if total is None:
        return data, files
    data, files = data.copy(), files.copy()
    for name, uploads in list(files.lists()):
        if name.startswith(f"{_PREFIX}-"):
            files.setlist(name, uploads[:1])
            for upload in uploads[1:]:
                files[f"{_PREFIX}-{total}-file"] = upload
                total += 1
    data[_TOTAL] = total
    return data, files
