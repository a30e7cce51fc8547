"""What the lists of dossiers have in common."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from wagtail.admin.forms.search import SearchForm
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.reports import ReportView

from ...domain.moderation import queues
from ...models.submission import Submission
from ...permissions import submission_policy
from .columns import DossierColumn, PlainColumn, SelectColumn
from .export import SafeSpreadsheetMixin, form_columns, minute
from .filters import WORDS_READ, DossierFilterSet

#: Rows of a spreadsheet read at a time.
EXPORT_BATCH = 1000


class DossierPaginator(WagtailPaginator):
    @property
    def items_count_label(self):
        words = ngettext("%(number)s dossier", "%(number)s dossiers", self.count)
        return words % {"number": self.count}


class DossierListView(SafeSpreadsheetMixin, ReportView):
    """Base of the lists; a subclass says which dossiers, and what else it shows of them."""

    model = Submission
    #: Said here because Wagtail 7.4 takes None for «no check».
    permission_policy = submission_policy
    permission_required = "view"
    template_name = "casestudies/backoffice/lists/list.html"
    results_template_name = "casestudies/backoffice/lists/results.html"
    #: What can be done with many rows at once: Wagtail's bulk actions.
    bulk_acts = ()
    is_searchable = True
    filterset_class = DossierFilterSet
    paginator_class = DossierPaginator
    table_classname = "listing cs-rows"
    default_ordering = "-sent_at"
    empty_text = ""

    @cached_property
    def may_export(self) -> bool:
        return submission_policy.user_has_permission(self.request.user, "export")

    @cached_property
    def exported(self) -> dict:
        """What a spreadsheet holds: the heading, and how the value is read off a dossier."""
        return {
            "number": (pgettext("casestudies", "Number"), lambda d: d.number),
            **form_columns(),
            "kind": (_("Kind of union"), lambda d: d.union.get_kind_display()),
            "sent_at": (_("Sent on"), lambda d: minute(d.sent_at)),
            "paper": (_("Paper original received on"), lambda d: d.paper_received_on),
            "state": (_("State"), lambda d: d.get_state_display()),
            "result": (_("Result"), lambda d: str(d.told_result or "")),
            "step": (_("Step"), lambda d: d.current_step.name if d.current_step else ""),
        }

    @property
    def list_export(self):
        return list(self.exported)

    def get_heading(self, queryset, field):
        return str(self.exported[field][0])

    def to_row_dict(self, item):
        return {name: value(item) for name, (_heading, value) in self.exported.items()}

    def get(self, request, *args, **kwargs):
        if self.is_export:
            # Past the page's context, which would read all rows into memory.
            rows = self.in_batches(self.get_queryset())
            return self.as_spreadsheet(rows, request.GET["export"])
        return super().get(request, *args, **kwargs)

    def in_batches(self, dossiers):
        return dossiers.iterator(chunk_size=EXPORT_BATCH)

    def dossiers(self):
        raise NotImplementedError

    def get_base_queryset(self):
        dossiers = self.dossiers()
        return dossiers.with_sheet_columns() if self.is_export else dossiers.with_row_columns()

    def order_queryset(self, queryset):
        return queues.in_order(queryset, self.ordering)

    def get_filtered_queryset(self):
        # Filtered already; Wagtail's own report does it twice.
        return self.get_queryset()

    def filter_queryset(self, queryset):
        if self.filters and not self.filters.is_valid():
            return queryset.none()
        return super().filter_queryset(queryset)

    def get_search_form(self):
        asked = self.request.GET if self.search_kwarg in self.request.GET else None
        return SearchForm(asked, placeholder=_("Title, union or number"))

    def search_queryset(self, queryset):
        return queues.narrowed(queryset, words=self.search_query[:WORDS_READ])

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked for, be it nonsense."""
        return self.is_searching or bool(self.filters and self.filters.form.has_changed())

    @cached_property
    def no_results_message(self):
        if self.is_narrowed:
            return _("Nothing fits. Try fewer words or clear the filters.")
        return self.empty_text

    @property
    def narrowed_by(self) -> str:
        """The part of the query string that says which dossiers, whatever their state."""
        query = self.request.GET.copy()
        for name in set(query) - {self.search_kwarg, *DossierFilterSet.base_filters}:
            del query[name]
        return query.urlencode()

    @cached_property
    def address(self) -> str:
        """Where these very rows are shown, also when only they were asked for."""
        query = self.request.GET.copy()
        query.pop("_w_filter_fragment", None)
        return f"{self.index_url}?{query.urlencode()}" if query else self.index_url

    @cached_property
    def first_columns(self):
        """Number, title, union and direction: with these every list begins."""
        select = (
            [SelectColumn("select", label=pgettext("casestudies", "Select"))]
            if self.bulk_acts
            else []
        )
        return [
            *select,
            PlainColumn(
                "number",
                label=pgettext("casestudies", "Number"),
                sort_key="number",
                classname="cs-rows__number",
            ),
            DossierColumn(
                "title",
                label=_("Title of the case"),
                sort_key="title",
                classname="cs-rows__title",
                within=self.narrowed_by,
            ),
            PlainColumn(
                "union",
                label=_("Recommending union"),
                sort_key="union",
                accessor=lambda dossier: dossier.union.label,
            ),
            PlainColumn("direction", label=_("Direction of the case"), accessor="direction.label"),
        ]
