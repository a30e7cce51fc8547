"""没有搜到的问题: what readers missed, by day, and what the office makes of it."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from django_filters import DateFromToRangeFilter
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView

from ...domain.reading import terms
from ...models.search import MissedQuestion
from .forms import TermForm


class MissedQuestionFilterSet(WagtailFilterSet):
    day = DateFromToRangeFilter(label=gettext_lazy("day"), widget=DateRangePickerWidget)

    class Meta:
        model = MissedQuestion
        fields = ["day"]


def without_formula(value) -> str:
    """Return the text so that no spreadsheet takes it for a formula."""
    return f"'{value}" if str(value)[:1] in "=+-@\t\r" else str(value)


class MissedQuestionsView(ReportView):
    """Every question that found nothing, newest day first; each leads to what can be done."""

    model = MissedQuestion
    page_title = gettext_lazy("Questions not found")
    header_icon = "search"
    is_searchable = True
    search_fields = ["question"]
    filterset_class = MissedQuestionFilterSet
    default_ordering = "-day"
    index_url_name = "casestudies_backoffice:missed_questions"
    index_results_url_name = "casestudies_backoffice:missed_questions_results"
    paginate_by = 50
    columns = [
        TitleColumn(
            "question",
            label=gettext_lazy("question"),
            sort_key="question",
            url_name="casestudies_backoffice:missed_question",
        ),
        NumberColumn("times", label=gettext_lazy("times"), sort_key="times"),
        Column("day", label=gettext_lazy("day"), sort_key="day"),
        TitleColumn(
            "add",
            label="",
            accessor=lambda missed: _("Add as another name of …"),
            url_name="casestudies_backoffice:missed_question",
        ),
    ]
    list_export = ["day", "question", "times"]
    export_filename = "missed-questions"
    custom_field_preprocess = {"question": {"csv": without_formula, "xlsx": without_formula}}
    no_results_message = gettext_lazy("Every question of these days found something.")

    def dispatch(self, request, *args, **kwargs):
        if not terms.may_change(request.user):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def order_queryset(self, queryset):
        return (
            super()
            .order_queryset(queryset)
            .order_by(*self._in_order(), "-day", "-times", "question")
        )

    def _in_order(self):
        return [self.ordering] if self.ordering else []


class MissedQuestionView(WagtailAdminTemplateMixin, TemplateView):
    """One question: add it to a topic's words, or put it away."""

    template_name = "casestudies/backoffice/search/missed_question.html"
    page_title = gettext_lazy("Question not found")
    header_icon = "search"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not terms.may_change(request.user):
            return permission_denied(request)
        self.missed = get_object_or_404(MissedQuestion, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse(LIST), "label": _("Questions not found")},
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
            return redirect(LIST)
        if self.form.is_valid() and self._added():
            return redirect(LIST)
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
        except ValidationError as error:
            self.form.add_error("term", error.messages)
            return False
        words = {"term": values["term"], "topic": values["topic"].name}
        messages.success(
            self.request,
            _("“%(term)s” now finds what is about “%(topic)s”; it works at once.") % words,
            buttons=_search_button(values["term"]),
        )
        return True

    def get_context_data(self, **kwargs):
        days = MissedQuestion.objects.filter(question=self.missed.question)
        return super().get_context_data(
            form=self.form,
            missed=self.missed,
            days=days[:10],
            times=sum(day.times for day in days),
            back=reverse_lazy(LIST),
            **kwargs,
        )


LIST = "casestudies_backoffice:missed_questions"


def _search_button(text):
    """The way to the host's search, where it has one by that name."""
    try:
        address = f"{reverse('search')}?{urlencode({'q': text})}"
    except NoReverseMatch:
        return []
    return [messages.button(address, _("Search for it"))]
