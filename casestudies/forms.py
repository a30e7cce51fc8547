"""Forms that Wagtail asks a workflow's task for, before it takes a decision.

Which of them a decision gets is said by the table of moves.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from .conf import MAX_REASON_LENGTH


class ReasonForm(forms.Form):
    """The words of a decision that is due a reason."""

    comment = forms.CharField(
        label=_("Reason"),
        required=True,
        max_length=MAX_REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class NoteForm(forms.Form):
    """The words that may go with any other decision."""

    comment = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=MAX_REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
