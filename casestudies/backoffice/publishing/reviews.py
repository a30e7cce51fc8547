"""待我审核 and 我审过的: the cases at a reviewer's step, and those the reviewer decided on."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.reports import ReportView
from wagtail.models import TaskState
from wagtail.permission_policies import ModelPermissionPolicy

from ...domain import publishing
from ..lists.columns import EMPTY, PlainColumn, with_note
from ..menu import reviews_cases


class CasePaginator(WagtailPaginator):
    @property
    def items_count_label(self):
        words = ngettext("%(number)s case", "%(number)s cases", self.count)
        return words % {"number": self.count}


class CaseColumn(PlainColumn):
    """The newest title, leading to the screen of the case; ``view`` knows the cases."""

    def __init__(self, *args, view, **kwargs):
        super().__init__(*args, **kwargs)
        self.view = view

    def get_html(self, instance, parent_context):
        case = self.view.cases.get(instance.pk)
        if case is None:
            return EMPTY
        address = reverse("casestudies_backoffice:review", args=[case.pk])
        link = format_html('<a href="{}">{}</a>', address, case.get_admin_display_title())
        return with_note(link, case.byline)


class TimeColumn(PlainColumn):
    def get_html(self, instance, parent_context):
        moment = self.get_value(instance)
        return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else EMPTY


class ReviewListView(ReportView):
    """Base: 50 steps a page, each with its case; the number of queries does not grow."""

    model = TaskState
    permission_policy = ModelPermissionPolicy(TaskState)
    #: ``dispatch`` asks whether the user reviews cases: no codename stands for it.
    permission_required = any_permission_required = None
    results_template_name = "casestudies/backoffice/publishing/reviews_results.html"
    header_icon = "glasses"
    paginate_by = 50
    paginator_class = CasePaginator
    table_classname = "listing cs-rows"
    is_searchable = False
    filterset_class = None
    is_export = False
    show_export_buttons = False
    default_ordering = None
    empty_text = ""

    def dispatch(self, request, *args, **kwargs):
        if not reviews_cases(request.user) and not publishing.decided_by(request.user).exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def order_queryset(self, queryset):
        return queryset

    def get_filtered_queryset(self):
        return self.get_queryset()

    @cached_property
    def no_results_message(self):
        return self.empty_text

    def get_table(self, object_list):
        self.cases = {state.pk: case for state, case in publishing.cases_of(object_list)}
        return super().get_table(object_list)

    @cached_property
    def columns(self):
        return [
            CaseColumn("case", label=_("Title of the case"), classname="cs-rows__title", view=self),
            PlainColumn("step", label=_("Step"), accessor="task.name"),
            PlainColumn("by", label=_("Submitted by"), accessor=_submitter),
            *self.last_columns,
        ]


class WaitingView(ReviewListView):
    """Every case whose open step the user may pass, longest waiting first."""

    page_title = gettext_lazy("Cases waiting for my review")
    index_url_name = "casestudies_backoffice:reviews"
    index_results_url_name = "casestudies_backoffice:reviews_results"
    empty_text = gettext_lazy("No case waits for you.")

    def get_base_queryset(self):
        return publishing.waiting_for(self.request.user)

    @property
    def last_columns(self):
        return [
            TimeColumn("started_at", label=_("Waits since"), classname="cs-rows__time"),
        ]


class DecidedView(ReviewListView):
    """What the user decided on, newest first; what they said is read on the case's screen."""

    page_title = gettext_lazy("Reviewed by me")
    index_url_name = "casestudies_backoffice:reviewed"
    index_results_url_name = "casestudies_backoffice:reviewed_results"
    empty_text = gettext_lazy("You have not reviewed a case yet.")

    def get_base_queryset(self):
        return publishing.decided_by(self.request.user)

    @property
    def last_columns(self):
        return [
            PlainColumn("decision", label=_("Decision"), accessor=publishing.told_decision),
            TimeColumn("finished_at", label=_("Decided on"), classname="cs-rows__time"),
        ]


def _submitter(state) -> str:
    by = state.workflow_state.requested_by
    return get_user_display_name(by) if by else ""
