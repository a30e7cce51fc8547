"""没有搜到的问题: what readers missed, by day, and what the office makes of it."""

from datetime import timedelta

from django.http import Http404
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.generic import TemplateView
from django_filters import ChoiceFilter, DateFromToRangeFilter
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import ButtonsColumnMixin, Column, NumberColumn, TitleColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import Button

from ...domain.reading import terms
from ...domain.refusals import Invalid
from ...models.search import MissedQuestion
from ..lists.export import SafeSpreadsheetMixin
from ..way_back import way_back
from .forms import TermForm


class MissedQuestionFilterSet(WagtailFilterSet):
    day = DateFromToRangeFilter(
        label=pgettext_lazy("casestudies", "day"), widget=DateRangePickerWidget
    )
    #: What it does concerns the whole list: see ``MissedQuestionsView.get_base_queryset``.
    rows = ChoiceFilter(
        label=gettext_lazy("One row for"),
        choices=[("question", gettext_lazy("each question, most asked first"))],
        empty_label=gettext_lazy("each day and question"),
        method="leave",
    )

    class Meta:
        model = MissedQuestion
        fields = ["day"]

    def leave(self, queryset, name, value):
        return queryset


class QuestionColumn(ButtonsColumnMixin, TitleColumn):
    """The question; below it what can be done with it, so that a phone has room for both."""

    def get_link_url(self, instance, parent_context):
        """Return the address of the question, from where one comes back to the same rows."""
        address = super().get_link_url(instance, parent_context)
        asked = parent_context["request"].GET.urlencode()
        return f"{address}?{urlencode({'next': f'{reverse(LIST)}?{asked}'})}" if asked else address

    def get_buttons(self, instance, parent_context):
        address = self.get_link_url(instance, parent_context)
        return [
            Button(
                _("Add as another name of …"),
                address,
                classname="button button-small button-secondary",
            )
        ]


class DayColumn(Column):
    """A day in figures, on one line."""

    class Media:
        css = {"all": ["casestudies/css/backoffice.css"]}

    def get_value(self, instance):
        return f"{instance.day:%Y-%m-%d}"


class MissedQuestionsView(SafeSpreadsheetMixin, ReportView):
    """Every question that found nothing, newest day first; each leads to what can be done.

    ``?rows=question`` adds up the days of each question: those asked for, else the last
    ``RECENT_DAYS``.
    """

    RECENT_DAYS = 30

    model = MissedQuestion
    page_title = gettext_lazy("Questions not found")
    header_icon = "search"
    results_template_name = "casestudies/backoffice/search/missed_results.html"
    is_searchable = True
    search_fields = ["question"]
    filterset_class = MissedQuestionFilterSet
    index_url_name = "casestudies_backoffice:missed_questions"
    index_results_url_name = "casestudies_backoffice:missed_questions_results"
    paginate_by = 50
    list_export = ["day", "question", "asked"]
    export_filename = "missed-questions"
    export_headings = {"asked": gettext_lazy("times")}

    def dispatch(self, request, *args, **kwargs):
        if not terms.may_change(request.user):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def chosen(self) -> dict:
        return self.filters.form.cleaned_data if self.filters.is_valid() else {}

    @property
    def is_by_question(self) -> bool:
        return bool(self.chosen.get("rows"))

    @cached_property
    def columns(self):
        day = _("last asked on") if self.is_by_question else pgettext("casestudies", "day")
        address = "casestudies_backoffice:missed_question"
        return [
            QuestionColumn("question", label=_("question"), sort_key="question", url_name=address),
            NumberColumn("asked", label=_("times"), sort_key="asked", width="15%"),
            DayColumn("day", label=day, sort_key="day", width="15%", classname="cs-rows__time"),
        ]

    @property
    def default_ordering(self):
        return "-asked" if self.is_by_question else "-day"

    def get_base_queryset(self):
        missed = super().get_base_queryset()
        if not self.is_by_question:
            return missed.by_day()
        if not self.chosen.get("day"):
            missed = missed.since(timezone.localdate() - timedelta(days=self.RECENT_DAYS - 1))
        return missed.by_question()

    def order_queryset(self, queryset):
        return queryset.order_by(self.ordering, "-day", "-asked", "question")

    def get_filtered_queryset(self):
        # Filtered already; Wagtail's own report does it twice.
        return self.get_queryset()

    @cached_property
    def no_results_message(self):
        if self.is_searching:
            return _("No question with these words.")
        return _("Every question of these days found something.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            is_by_question=self.is_by_question,
            recent_days=self.RECENT_DAYS,
            has_days=bool(self.chosen.get("day")),
            **kwargs,
        )


class MissedQuestionView(WagtailAdminTemplateMixin, TemplateView):
    """One question: add it to a topic's words, or put it away."""

    template_name = "casestudies/backoffice/search/missed_question.html"
    page_title = gettext_lazy("Question not found")
    header_icon = "search"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not terms.may_change(request.user):
            return permission_denied(request)
        self.missed = MissedQuestion.objects.filter(pk=kwargs["pk"]).first()
        if self.missed is None and request.method == "POST":
            # A second click, or a colleague a moment before.
            messages.warning(request, _("This question has been dealt with already."))
            return redirect(self.back)
        if self.missed is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def back(self) -> str:
        """Where the person came from, if it is a place of this site, else the list."""
        return way_back(self.request) or reverse(LIST)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": self.back, "label": _("Questions not found")},
            {"url": "", "label": self.missed.question},
        ]

    @cached_property
    def form(self):
        return TermForm(self.request.POST or None, question=self.missed.question)

    def post(self, request, *args, **kwargs):
        if "dismiss" in request.POST:
            terms.dismiss(self.missed.question, by=request.user)
            messages.success(
                request, _("“%(question)s” is put away.") % {"question": self.missed.question}
            )
            return redirect(self.back)
        if self.form.is_valid() and self._added():
            return redirect(self.back)
        return self.render_to_response(self.get_context_data())

    def _added(self):
        values = self.form.cleaned_data
        try:
            terms.add_term(
                values["topic"],
                values["term"],
                by=self.request.user,
                missed=self.missed.question,
                narrower=values["kind"] == "narrower",
            )
        except Invalid as refusal:
            self.form.add_error("term", str(refusal))
            return False
        words = {"term": values["term"], "topic": values["topic"].name}
        messages.success(
            self.request,
            _("“%(term)s” now finds what is about “%(topic)s”; it works at once.") % words,
            buttons=_search_buttons(values["term"]),
        )
        return True

    def get_context_data(self, **kwargs):
        days = list(MissedQuestion.objects.filter(question=self.missed.question))
        return super().get_context_data(
            form=self.form,
            missed=self.missed,
            days=days[:10],
            times=sum(day.times for day in days),
            back=self.back,
            **kwargs,
        )


LIST = "casestudies_backoffice:missed_questions"


def _search_buttons(text):
    """The way to the host's search, where it has one by that name."""
    try:
        address = f"{reverse('casestudies:search')}?{urlencode({'q': text})}"
    except NoReverseMatch:
        return []
    return [messages.button(address, _("Search for it"))]
