"""信件: the list of letters, one letter, and sending again what did not leave."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.views.generic import TemplateView, View
from django_filters import ChoiceFilter
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView

from ...domain import letters
from ...domain.refusals import Refusal
from ...enums import LetterStanding
from ...models.letter import Letter
from ...moves import Tone
from ...permissions import letter_policy
from ..lists.columns import PlainColumn, mark, with_note
from ..menu import may_see_letters

LIST = "casestudies_backoffice:letters"

TONES = {
    LetterStanding.WAITING: Tone.DRAFT,
    LetterStanding.SENDING: Tone.UNDERWAY,
    LetterStanding.SENT: Tone.PASSED,
    LetterStanding.UNSURE: Tone.REFUSED,
    LetterStanding.FAILED: Tone.REFUSED,
}


def may_resend(user) -> bool:
    return letter_policy.user_has_permission(user, "resend")


class LetterFilterSet(WagtailFilterSet):
    standing = ChoiceFilter(
        label=pgettext_lazy("casestudies", "how far it is"),
        empty_label=gettext_lazy("All letters"),
        choices=LetterStanding.choices,
    )

    class Meta:
        model = Letter
        fields = ["standing"]


class SubjectColumn(PlainColumn):
    """The subject, leading to the letter; of what the office does not read, only that it is."""

    def get_html(self, instance, parent_context):
        address = reverse("casestudies_backoffice:letter", args=[instance.pk])
        return format_html('<a href="{}">{}</a>', address, subject_of(instance))


class StandingColumn(PlainColumn):
    def get_html(self, instance, parent_context):
        shown = mark(TONES[instance.standing], instance.get_standing_display())
        return with_note(shown, instance.fault[:80])


class MinuteColumn(PlainColumn):
    def get_html(self, instance, parent_context):
        moment = getattr(instance, self.name)
        if moment is None:
            return super().get_html(instance, parent_context)
        return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def subject_of(letter) -> str:
    if not letter.staff_reads:
        return _("(between the members of a union)")
    return letter.subject or _("(no text is kept)")


class LetterPaginator(WagtailPaginator):
    @property
    def items_count_label(self):
        words = ngettext("%(number)s letter", "%(number)s letters", self.count)
        return words % {"number": self.count}


class LettersView(ReportView):
    """Every letter, newest first; one query a page for the rows."""

    model = Letter
    permission_policy = letter_policy
    permission_required = "view"
    page_title = gettext_lazy("Letters")
    header_icon = "mail"
    template_name = "casestudies/backoffice/lists/list.html"
    results_template_name = "casestudies/backoffice/letters/results.html"
    filterset_class = LetterFilterSet
    index_url_name = LIST
    index_results_url_name = "casestudies_backoffice:letters_results"
    paginate_by = 50
    paginator_class = LetterPaginator
    default_ordering = "-written_at"
    is_searchable = True
    search_fields = ["address"]
    list_export = []
    table_classname = "listing cs-rows"
    bulk_acts = ()

    @cached_property
    def columns(self):
        return [
            SubjectColumn(
                "subject",
                label=pgettext("casestudies", "subject"),
                classname="cs-rows__title",
            ),
            PlainColumn("address", label=_("to")),
            MinuteColumn("written_at", label=_("written at"), classname="cs-rows__time"),
            MinuteColumn("sent_at", label=_("left at"), classname="cs-rows__time"),
            StandingColumn(
                "standing",
                label=pgettext("casestudies", "how far it is"),
                classname="cs-rows__state",
            ),
        ]

    def get_base_queryset(self):
        return Letter.objects.defer("body")

    def order_queryset(self, queryset):
        return queryset.order_by("-written_at", "-pk")

    def get_filtered_queryset(self):
        # Filtered already; Wagtail's own report does it twice.
        return self.get_queryset()

    @property
    def is_narrowed(self) -> bool:
        return self.is_searching or bool(self.filters and self.filters.form.has_changed())

    @cached_property
    def no_results_message(self):
        return _("No letter fits.") if self.is_narrowed else _("No letter was written yet.")

    def get_context_data(self, **kwargs):
        may_resend_stuck = may_resend(self.request.user)
        stuck = Letter.objects.stuck().count() if may_resend_stuck else 0
        return super().get_context_data(stuck_count=stuck, **kwargs)


class LetterView(WagtailAdminTemplateMixin, TemplateView):
    """One letter as it was written; what the office does not read answers without its words."""

    template_name = "casestudies/backoffice/letters/letter.html"
    page_title = gettext_lazy("Letter")
    header_icon = "mail"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not may_see_letters(request.user):
            raise Http404
        self.letter = get_object_or_404(
            Letter.objects.select_related("submission"), pk=kwargs["pk"]
        )
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse(LIST), "label": _("Letters")},
            {"url": "", "label": subject_of(self.letter)},
        ]

    def get_context_data(self, **kwargs):
        letter = self.letter
        stands = letter.standing in letters.UNDER_WAY
        return super().get_context_data(
            letter=letter,
            subject=subject_of(letter),
            shows_words=letter.staff_reads and not letter.is_secret,
            tone=TONES[letter.standing].value,
            is_unsure=letter.standing == LetterStanding.UNSURE,
            may_resend=may_resend(self.request.user) and bool(letter.body) and not stands,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        try:
            again = letters.resend(self.letter, by=request.user)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("casestudies_backoffice:letter", self.letter.pk)
        messages.success(request, _("The letter will leave again in a moment."))
        return redirect("casestudies_backoffice:letter", again.pk)


class ResendStuckView(View):
    """Send again all letters that did not leave, or of which nobody knows: one POST."""

    http_method_names = ["post"]

    def post(self, request):
        if not may_resend(request.user):
            raise Http404
        number = letters.resend_stuck(by=request.user)
        messages.success(
            request,
            ngettext(
                "%(number)s letter will leave again in a moment.",
                "%(number)s letters will leave again in a moment.",
                number,
            )
            % {"number": number},
        )
        return redirect(LIST)
