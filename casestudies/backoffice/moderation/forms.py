"""What a reviewer types: filters of a list, a decision, the day the paper arrived."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...domain.moderation.queues import ORDERS
from ...enums import Decision, SubmissionState, UnionKind
from ...models.call import CallPage
from ...models.call_parts import Direction
from ...models.union import Union

_ORDER_LABELS = {
    "waiting": _("Longest waiting first"),
    "newest": _("Newest first"),
    "number": _("By number"),
    "title": _("By title"),
    "union": _("By union"),
}
_STATES = [choice for choice in SubmissionState.choices if choice[0] != SubmissionState.DRAFT]


class ListFilter(forms.Form):
    """What narrows a list of dossiers; an unknown value is as good as none."""

    words = forms.CharField(
        label=_("Title, implementer, union or number"), required=False, max_length=100
    )
    call = forms.ModelChoiceField(
        CallPage.objects.none(),
        label=_("call for cases"),
        required=False,
        empty_label=_("All calls"),
    )
    kind = forms.ChoiceField(label=_("Kind of union"), required=False)
    union = forms.ModelChoiceField(
        Union.objects.all(),
        label=_("Recommending union"),
        required=False,
        empty_label=_("All unions"),
    )
    direction = forms.ChoiceField(label=_("Direction of the case"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    order = forms.ChoiceField(label=_("Order"), required=False)

    def __init__(self, asked, *, order, with_state=True):
        super().__init__({"order": order, **asked.dict()})
        self.default_order = order
        self.fields["words"].widget.attrs["type"] = "search"
        self.fields["call"].queryset = CallPage.objects.newest_first().only("title")
        self.fields["kind"].choices = [("", _("All kinds")), *UnionKind.choices]
        labels = dict.fromkeys(Direction.objects.values_list("label", flat=True))
        self.fields["direction"].choices = [
            ("", _("All directions")),
            *((label, label) for label in labels),
        ]
        self.fields["order"].choices = [(key, _ORDER_LABELS[key]) for key in ORDERS]
        if with_state:
            self.fields["state"].choices = [("", _("All states")), *_STATES]
        else:
            del self.fields["state"]

    @property
    def criteria(self) -> dict:
        """What was asked for, as arguments of ``queues.narrowed``."""
        self.is_valid()
        return {
            name: value for name, value in self.cleaned_data.items() if value and name != "order"
        }

    @property
    def ordering(self) -> tuple[str, ...]:
        self.is_valid()
        return ORDERS[self.cleaned_data.get("order") or self.default_order]


class DecisionForm(forms.Form):
    """A decision on the step the person saw; a return or refusal says why."""

    decision = forms.ChoiceField(choices=Decision.choices)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
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
