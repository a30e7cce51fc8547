"""The photo list of the form as a formset: each upload decoded once, what is right kept."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME, TOTAL_FORM_COUNT, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...asked import number
from ...cleaning import clean_text
from ...domain.intake import PhotoEntry
from ...models.sheet import Heading
from ...photos import clean_photo
from ...validators import validate_caption, validate_photo_count
from .fields import RENDERER

_PREFIX = "photo"
_TOTAL = f"{_PREFIX}-{TOTAL_FORM_COUNT}"


class PhotoForm(forms.Form):
    """One place of the list: a stored photo in ``photo``, a new one in ``picture``, or neither."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    file = forms.FileField(
        required=False,
        # What is in the file, if anything, is told by decoding it.
        allow_empty_file=True,
        widget=forms.FileInput(
            attrs={"accept": ".jpg,.jpeg,image/jpeg", "class": "cs-input cs-file"}
        ),
    )
    caption = forms.CharField(required=False, validators=[validate_caption])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.photo = self.picture = None
        self.fields["caption"].widget.attrs["class"] = "cs-input"

    @property
    def upload(self):
        """The file that was chosen, good or not."""
        return self.files.get(self.add_prefix("file"))

    @property
    def removed(self) -> bool:
        return bool(getattr(self, "cleaned_data", {}).get(DELETION_FIELD_NAME))

    @property
    def typed_caption(self) -> str:
        return clean_text(self["caption"].value() or "").strip()

    def entry(self) -> PhotoEntry | None:
        """Return what is to be stored of the place, or None where it is left empty."""
        if self.photo is None and self.picture is None:
            return None
        return PhotoEntry(
            caption=self.typed_caption,
            pk=self.photo.pk if self.photo else None,
            photo=self.picture,
            removed=self.removed and self.picture is None,
        )

    def require_caption(self):
        """Refuse words about no photo; those of a photo that is to be removed do not matter."""
        if self.removed:
            self.errors.clear()
        elif self.typed_caption and self.photo is None:
            sentence = _(
                "This caption has no photo. Please choose the photo, or delete the caption."
            )
            self.add_error("file", sentence)

    def decode(self, seen: set[str]):
        """Take the new photo unless it cannot be read or is among ``seen``, where its hash goes."""
        try:
            picture = clean_photo(self.upload)
        except ValidationError as error:
            return self.add_error("file", error)
        if picture.sha256 in seen:
            sentence = _("“%(name)s” is chosen twice. Please choose another photo.")
            return self.add_error("file", sentence % {"name": self.upload.name})
        seen.add(picture.sha256)
        self.picture = picture

    def refuse(self):
        self.picture = None
        sentence = _("There is no room for “%(name)s”; it was not saved.")
        self.add_error("file", sentence % {"name": self.upload.name})


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
        self.stored = list(submission.photos.all()) if submission.pk else []
        self._unclaimed = {str(photo.pk): photo for photo in self.stored}
        if rows is None:
            rows = [(photo, photo.caption) for photo in self.stored]
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
            self._show_misread([caption for _photo, caption in rows])

    def _show_misread(self, captions):
        """Tell of captions typed before that are too long, as if they were typed now."""
        for place, caption in enumerate(captions):
            try:
                validate_caption(caption)
            except ValidationError as error:
                self.forms[place].cleaned_data = {}
                self.forms[place].add_error("caption", error)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.photo = self._unclaimed.pop(str(form["pk"].value()), None)
        number = {"number": index + 1}
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
                form.require_caption()
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

    def refuse_surplus(self, submission):
        """Refuse the last new photos where, with those stored elsewhere, there are too many.

        One that is stored already, by the same form posted before, is not new.
        """
        shown = {form.photo.pk for form in self.forms if form.photo}
        self.stored = list(submission.photos.all()) if submission.pk else []
        others = {photo.sha256 for photo in self.stored if photo.pk not in shown}
        kept = [form for form in self.forms if form.picture or (form.photo and not form.removed)]
        again = {form.picture.sha256 for form in kept if form.picture} & others
        surplus = len(kept) + len(others - again) - self.call.photos_max
        for form in reversed(kept):
            is_new = form.picture and not form.photo and form.picture.sha256 not in again
            if surplus > 0 and is_new:
                self._refuse(form)
                surplus -= 1

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

    def differs(self) -> bool:
        """Whether a caption was typed that is not stored."""
        stored = {"", *(photo.caption for photo in self.stored)}
        return any(form.typed_caption not in stored for form in self.forms)

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
