"""The words that go with a signature: the opinion, and why a dossier is given back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ...domain import intake
from ...models import sheet
from .fields import RENDERER


class OpinionForm(forms.Form):
    """推荐意见, the last words before sending; what was typed before comes back, right or wrong."""

    default_renderer = RENDERER

    def __init__(self, submission, *, data=None):
        if data is None or "opinion" not in data:
            data = {"opinion": intake.typed_opinion(submission)}
        super().__init__(data)
        line = sheet.line("opinion")
        self.fields["opinion"] = field = line.form_field(submission.call)
        field.help_text = line.hint
        field.widget.attrs.pop("maxlength", None)
        field.widget.attrs |= {"rows": 5, "class": "cs-input"}


class ReasonForm(forms.Form):
    """Why a dossier is handed back or withdrawn."""

    default_renderer = RENDERER

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "cs-input"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget.attrs.pop("maxlength", None)
