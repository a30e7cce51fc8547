"""What narrows a list of dossiers; only what can match something is offered."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet

from ...cleaning import clean_text
from ...domain.moderation import queues
from ...enums import SubmissionState, UnionKind
from ...models.submission import Submission

#: Nothing of a draft is shown to staff.
_STATES = [choice for choice in SubmissionState.choices if choice[0] != SubmissionState.DRAFT]
#: Of what is typed into the search box so much is read.
WORDS_READ = 100


class DossierFilterSet(WagtailFilterSet):
    """Choices are those that dossiers have; a filter with fewer than two does not stand."""

    call = ChoiceFilter(label=_("call for cases"), empty_label=_("All calls"))
    kind = ChoiceFilter(
        label=_("Kind of union"), empty_label=_("All kinds"), widget=forms.RadioSelect
    )
    union = ChoiceFilter(label=_("Recommending union"), empty_label=_("All unions"))
    direction = ChoiceFilter(label=_("Direction of the case"), empty_label=_("All directions"))

    class Meta:
        model = Submission
        fields = ()

    def __init__(self, data=None, queryset=None, *, request=None, prefix=None):
        super().__init__(data, queryset, request=request, prefix=prefix)
        for name, choices in self.offered().items():
            if len(choices) > 1 or name in self.data:
                self.filters[name].extra["choices"] = choices
            else:
                del self.filters[name]

    def offered(self) -> dict[str, list]:
        """Return the choices of each filter: 3 queries."""
        unions = queues.unions_of_dossiers()
        by_kind = {}
        for union in unions:
            by_kind.setdefault(UnionKind(union.kind), []).append((str(union.pk), union.label))
        labels = queues.directions_of_dossiers()
        return {
            "call": [(str(key), title) for key, title in queues.calls_of_dossiers()],
            "kind": [choice for choice in UnionKind.choices if choice[0] in by_kind],
            "union": [(kind.label, by_kind[kind]) for kind in UnionKind if kind in by_kind],
            "direction": [(label, label) for label in labels],
        }

    def filter_queryset(self, queryset):
        asked = {name: value for name, value in self.form.cleaned_data.items() if value}
        return queues.narrowed(queryset, **asked)


class AllDossiersFilterSet(DossierFilterSet):
    state = ChoiceFilter(
        label=_("State"), empty_label=_("All states"), choices=_STATES, widget=forms.RadioSelect
    )


def narrowed_as_asked(dossiers, query: str):
    """Return the dossiers that a list with this query string shows; none for nonsense."""
    asked = QueryDict(query)
    filters = DossierFilterSet(asked)
    if not filters.is_valid():
        return dossiers.none()
    words = clean_text(asked.get("q", ""))
    return queues.narrowed(filters.filter_queryset(dossiers), words=words[:WORDS_READ])
