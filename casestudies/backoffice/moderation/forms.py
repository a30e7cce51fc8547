"""What a checker types: a decision, the day the paper arrived."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...asked import number
from ...conf import MAX_REASON_LENGTH
from ...domain.refusals import ReasonDue
from ...domain.workflow import require_reason
from ...enums import Decision
from ...forms import WordsField
from ...moves import Reason, decided


class DecisionForm(forms.Form):
    """A decision on the step the person saw, and why, where a reason is due."""

    decision = forms.ChoiceField(choices=Decision.choices)
    reason = WordsField(
        label=_("Reason"),
        required=False,
        max_length=MAX_REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    step = forms.CharField(required=False)

    offered = tuple(Decision)
    hint = _("Required for “%(decisions)s”. The union reads it.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        due = [d.label for d in self.offered if decided(d).reason is Reason.DUE]
        self.fields["reason"].help_text = self.hint % {"decisions": "、".join(map(str, due))}

    def clean_step(self) -> int:
        """Return the step named, or none there is: what names no version decides none."""
        return number(self.cleaned_data["step"]) or 0

    def clean(self):
        if self.cleaned_data.keys() >= {"decision", "reason"}:
            move = decided(Decision(self.cleaned_data["decision"]))
            try:
                require_reason(move, self.cleaned_data["reason"])
            except ReasonDue as refusal:
                self.add_error("reason", str(refusal))
        if "reason" in self.errors:
            self.fields["reason"].widget.attrs["autofocus"] = True
        return self.cleaned_data


class ReviewForm(DecisionForm):
    """The same for a case in the three reviews, on the text the person saw."""

    text_mark = forms.CharField(required=False)

    offered = (Decision.PASS, Decision.RETURN)
    hint = _("Required for “%(decisions)s”. Colleagues read it.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Note")


class PaperForm(forms.Form):
    received_on = forms.DateField(
        label=_("Paper original received on"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["received_on"].widget.attrs["max"] = timezone.localdate().isoformat()
