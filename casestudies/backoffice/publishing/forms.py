"""What an editor types beside a case: why it is submitted again, why it is taken down."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ...conf import MAX_REASON_LENGTH


class SubmitForm(forms.Form):
    """Submit the text the person saw; a list, which shows none, names none."""

    note = forms.CharField(
        label=_("Note for the reviewers"),
        required=False,
        max_length=MAX_REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Required where not a word was changed since it was returned."),
    )
    text_mark = forms.CharField(required=False, widget=forms.HiddenInput)


class TakeDownForm(forms.Form):
    """Take down the public version the person saw."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=MAX_REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_version(self):
        """Return the revision named, or none there is; a page of before has none itself."""
        return self.cleaned_data["version"]
