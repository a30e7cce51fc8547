"""The official form as a Django form: it stores what is right and shows what is wrong."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.db import IntegrityError
from django.db.models import Exists, OuterRef
from django.forms.models import construct_instance, fields_for_model, model_to_dict
from django.utils.translation import gettext_lazy as _

from ...chinese import count_characters
from ...domain import intake
from ...domain.intake.completeness import missing_or_wrong
from ...enums import Industry, UnitNature
from ...models.attachment import SubmissionContact
from ...models.submission import TEXT_PARTS, Submission
from ...validators import validate_phone, validate_scan
from .photo_rows import PhotoRows

_BASIC_FIELDS = ("title", "implementer", "team", "unit_nature", "employees", "industry")
CONTACT_FIELDS = ("address", "contact", "phone")
_contact = fields_for_model(SubmissionContact, fields=CONTACT_FIELDS)
# The model's own validators run on its instance, which this form does not make.
_contact["phone"].validators.append(validate_phone)
_PLEASE_CHOOSE = ("", _("Please choose"))
_HINTS = {
    "employees": _("Digits only, like 326."),
    "contact": _("For example: 王老师 工会干事."),
    "phone": _("For example: 0513-85550101."),
}
_AUTOCOMPLETE = {"phone": "tel", "address": "off", "contact": "off"}


class DossierForm(forms.ModelForm):
    """Fields of dossier and contact, the scan, and the photo list in ``photos``.

    Bound, it has put every valid value on ``instance``, whatever else is wrong;
    ``store`` keeps these. ``text_errors`` are about the four parts together.
    """

    address = _contact["address"]
    contact = _contact["contact"]
    phone = _contact["phone"]
    scan = forms.FileField(
        label=_("Scan of the stamped form"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )

    # The order of the official sheet: domain.md §3.
    field_order = (*_BASIC_FIELDS, *CONTACT_FIELDS, "direction", "topics", *TEXT_PARTS, "scan")

    class Meta:
        model = Submission
        fields = (*_BASIC_FIELDS, "direction", "topics", *TEXT_PARTS)
        labels = {"implementer": _("Implementing organisation (seal)")}
        widgets = {"employees": forms.TextInput(attrs={"inputmode": "numeric"})}
        error_messages = {
            "employees": {"invalid": _("Please give the number of employees in digits, like 326.")}
        }

    def __init__(self, submission, *, data=None, files=None):
        super().__init__(data, files, instance=submission)
        self._begin_from(submission)
        self.text_errors = []
        self._prepare_fields()
        self.photos = PhotoRows(submission, data=data, files=files)
        if data is not None:
            self.full_clean()

    def _begin_from(self, submission):
        """Take what is stored for what the form began with."""
        self.instance = submission
        self.initial = model_to_dict(submission, self._meta.fields)
        contact = getattr(submission, "contact", None)
        if contact:
            self.initial |= {name: getattr(contact, name) for name in CONTACT_FIELDS}
        if self.is_bound:
            # Looked up now: once topics are assigned, the old ones cannot be told any more.
            self.initial["topics"] = list(self.initial["topics"])

    def _prepare_fields(self):
        self.fields["direction"].queryset = self.instance.call.directions.all()
        self.fields["direction"].empty_label = _PLEASE_CHOOSE[1]
        self.fields["unit_nature"].choices = [_PLEASE_CHOOSE, *UnitNature.choices]
        self.fields["industry"].choices = [_PLEASE_CHOOSE, *Industry.choices]
        for name, field in self.fields.items():
            attributes = field.widget.attrs
            # A browser cuts what is pasted at maxlength without a word.
            attributes.pop("maxlength", None)
            attributes["class"] = "cs-input cs-file" if name == "scan" else "cs-input"
            described = [f"id_{name}-error"]
            if name in _HINTS:
                field.help_text = _HINTS[name]
                described.insert(0, f"id_{name}-hint")
            if name in TEXT_PARTS:
                attributes |= {"rows": 8, "data-cs-counted": name}
                described.append("text-count")
            if name in _AUTOCOMPLETE:
                attributes["autocomplete"] = _AUTOCOMPLETE[name]
            attributes["aria-describedby"] = " ".join(described)

    def clean_scan(self):
        scan = self.cleaned_data["scan"]
        if scan:
            validate_scan(scan)
        return scan

    def store(self, *, by):
        """Store every valid value, photo and scan; two forms with one key make one dossier.

        Raises NotAllowed.
        """
        try:
            self._store(by)
        except IntegrityError:
            # The same form, posted at the same moment, was quicker.
            quicker = Submission.objects.with_list_columns().filter(key=self.instance.key).first()
            if quicker is None or self.instance.pk == quicker.pk:
                raise
            self._begin_from(quicker)
            construct_instance(self, quicker, self._meta.fields)
            self._store(by)
        if self.has_errors:
            self.photos.settle(self.instance)

    def _store(self, by):
        if "topics" in self.cleaned_data:
            self.instance.topics = self.cleaned_data["topics"]
        self.photos.match_stored(self.instance)
        intake.save_draft(
            self.instance,
            by=by,
            contact={
                name: self.cleaned_data[name]
                for name in CONTACT_FIELDS
                if name in self.cleaned_data
            },
            photos=self.photos.entries(),
            scan=self.cleaned_data.get("scan"),
        )

    def differs(self) -> bool:
        """Whether something was typed that is not stored."""
        return bool(set(self.changed_data) - {"scan"}) or self.photos.differs()

    @property
    def has_errors(self) -> bool:
        return bool(self.errors or self.text_errors or self.photos.has_errors)

    def add_missing(self, errors=None):
        """Show what ``domain.intake.completeness`` found, beside what is wrong already."""
        errors = missing_or_wrong(self.instance) if errors is None else errors
        self.text_errors += errors.get("text", [])
        self.photos.settle(self.instance)
        self.photos.add_missing(errors)
        for name, sentences in errors.items():
            if name in self.fields and name not in self.errors:
                self.add_error(name, sentences)

    @property
    def summary(self) -> list[tuple[str, str]]:
        """All errors in the order of the form: the place to go to, the sentence."""
        found = []
        for name in self.fields:
            if name == TEXT_PARTS[0]:
                found += [("text-count", sentence) for sentence in self.text_errors]
            if name == "scan":
                found += self._photo_summary()
            found += [(f"id_{name}", sentence) for sentence in self.errors.get(name, [])]
        return found

    def _photo_summary(self):
        found = [("photos", sentence) for sentence in self.photos.errors]
        for place, row in enumerate(self.photos):
            found += [(f"id_photo-{place}-file", sentence) for sentence in row.photo_errors]
            found += [(f"id_photo-{place}-caption", sentence) for sentence in row.errors]
        return found

    @property
    def text_fields(self):
        """The four parts with the 字数 of each."""
        return [(self[name], count_characters(self._text(name))) for name in TEXT_PARTS]

    @property
    def count(self) -> int:
        return count_characters(*(self._text(name) for name in TEXT_PARTS))

    def _text(self, name) -> str:
        return str(self[name].value() or "")

    @property
    def topic_groups(self) -> list[tuple[str, list]]:
        """Topics by group, each with whether it is chosen."""
        topics = self.fields["topics"].queryset
        if not self.is_bound and self.instance.pk:
            chosen = Submission.objects.filter(pk=self.instance.pk, topics=OuterRef("pk"))
            topics = topics.annotate(chosen=Exists(chosen))
        typed = set(self.data.getlist("topics")) if self.is_bound else ()
        groups = {}
        for topic in topics:
            chosen = getattr(topic, "chosen", str(topic.pk) in typed)
            groups.setdefault(topic.group, []).append((topic, chosen))
        return list(groups.items())


class OpinionForm(forms.ModelForm):
    """推荐意见, the last words before sending."""

    class Meta:
        model = Submission
        fields = ("opinion",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        attributes = self.fields["opinion"].widget.attrs
        attributes.pop("maxlength", None)
        attributes |= {
            "rows": 5,
            "class": "cs-input",
            "aria-describedby": "id_opinion-hint id_opinion-error",
        }


class ReasonForm(forms.Form):
    """Why a dossier is handed back or withdrawn."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        widget=forms.Textarea(
            attrs={"rows": 3, "class": "cs-input", "aria-describedby": "id_reason-error"}
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget.attrs.pop("maxlength", None)


class SignInForm(AuthenticationForm):
    error_messages = AuthenticationForm.error_messages | {
        "invalid_login": _(
            "User name or password is wrong. Please type them again; mind capital letters."
            " If you forgot the password, please telephone the editorial office."
        ),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs |= {"class": "cs-input"}
            field.widget.attrs.pop("autofocus", None)
