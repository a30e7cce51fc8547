"""One place of the photo list: a stored photo or a new one, its caption, whether it goes."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.translation import gettext as _

from ...cleaning import clean_text
from ...domain.intake import PhotoEntry
from ...photos import clean_photo
from ...validators import validate_caption


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
        self.number = 0
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

    def require_photo(self):
        """Refuse words about no photo; those of a photo that is to be removed do not matter."""
        if self.removed:
            self.errors.clear()
        elif self.typed_caption and self.photo is None:
            sentence = _(
                "The caption of photo %(number)d has no photo. Please choose the photo, or delete"
                " the caption."
            )
            self.add_error("file", sentence % {"number": self.number})

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


def validate_caption_of(caption, *, number):
    """Refuse a caption that is too long; the sentence says of which photo."""
    try:
        validate_caption(caption)
    except ValidationError as error:
        said = {"place": number, "problem": error.message}
        raise ValidationError(_("Photo %(place)d: %(problem)s") % said) from error
