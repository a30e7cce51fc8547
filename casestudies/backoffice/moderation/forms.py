"""What a checker types: a decision, the day the paper arrived."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...conf import MAX_REASON_LENGTH
from ...enums import Decision


class DecisionForm(forms.Form):
    """A decision on the step the person saw; a return or refusal says why."""

    decision = forms.ChoiceField(choices=Decision.choices)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=MAX_REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Required to return or not to admit. The union reads it."),
    )
    step = forms.IntegerField(required=False)

    def clean(self):
        decision = self.cleaned_data.get("decision")
        wants_reason = decision and decision != Decision.PASS and "reason" not in self.errors
        if wants_reason and not self.cleaned_data["reason"]:
            label = Decision(decision).label
            self.add_error(
                "reason", _("Please write the reason for “%(decision)s”.") % {"decision": label}
            )
        if "reason" in self.errors:
            self.fields["reason"].widget.attrs["autofocus"] = True
        return self.cleaned_data


class ReviewForm(DecisionForm):
    """The same for a case in the three reviews."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Note")
        self.fields["reason"].help_text = _("Required to return the case. Colleagues read it.")


class PaperForm(forms.Form):
    received_on = forms.DateField(
        label=_("Paper original received on"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["received_on"].widget.attrs["max"] = timezone.localdate().isoformat()
