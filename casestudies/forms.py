"""Fields of the programme's forms; and what Wagtail asks a task for before a decision.

Which form a decision gets is said by the table of moves.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from .asked import number
from .cleaning import clean_text
from .conf import MAX_REASON_LENGTH


class WordsField(forms.CharField):
    """What somebody types, without what cannot be seen."""

    def to_python(self, value):
        return super().to_python(clean_text(value) if isinstance(value, str) else value)


class ChosenRowsField(forms.ModelMultipleChoiceField):
    """Django's own, which asks SQLite for keys larger than it can compare."""

    def clean(self, value):
        for key in value or ():
            if number(key) is None:
                sentence = self.error_messages["invalid_pk_value"]
                raise forms.ValidationError(sentence, code="invalid_pk_value", params={"pk": key})
        return super().clean(value)


class ReasonForm(forms.Form):
    """The words of a decision that is due a reason."""

    comment = WordsField(
        label=_("Reason"),
        required=True,
        max_length=MAX_REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class NoteForm(forms.Form):
    """The words that may go with any other decision."""

    comment = WordsField(
        label=_("Note"),
        required=False,
        max_length=MAX_REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
