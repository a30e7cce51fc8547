"""A dossier on one screen: everything to check, and the decisions beside it."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ...domain.intake import versions_of
from ...domain.moderation import queues
from ...domain.moderation.evidence import findings_of, history
from ...domain.moderation.formal_check import check_formally, record_paper
from ...domain.moderation.undoing import may_undo
from ...domain.refusals import NotAllowed, Refusal
from ...domain.workflow import decisions_open_to
from ...enums import Decision
from ...models.excerpt import Excerpt
from ...models.sheet import Audience
from ...moves import LOOKS
from ...permissions import submission_policy
from ..lists.filters import narrowed_as_asked
from .comparison import asked, compared
from .forms import DecisionForm, PaperForm

_DONE = {
    Decision.PASS: gettext_lazy("“%(title)s” has passed this step."),
    Decision.RETURN: gettext_lazy("“%(title)s” has been returned to the union for changes."),
    Decision.REFUSE: gettext_lazy("“%(title)s” has not been admitted."),
}


class DossierMixin:
    """Find the dossier among those staff may see: all others answer 404."""

    def dispatch(self, request, *args, **kwargs):
        """The contact is on it, which a shared computer does not keep."""
        response = super().dispatch(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    def dossier(self):
        rows = queues.visible_to(self.request.user).with_list_columns()
        return get_object_or_404(rows.select_related("contact"), pk=self.kwargs["pk"])

    def may(self, action) -> bool:
        return submission_policy.user_has_permission_for_instance(
            self.request.user, action, self.submission
        )

    def reader(self) -> Audience:
        if self.may("view_contact"):
            return Audience.STAFF | Audience.STAFF_WITH_CONTACT
        return Audience.STAFF


class DossierView(DossierMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "casestudies/backoffice/moderation/dossier.html"
    header_icon = "clipboard-list"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.submission = self.dossier()

    def get_page_title(self):
        return self.submission.number

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("casestudies_backoffice:dossiers"), "label": _("All dossiers")},
            {"url": "", "label": self.submission.number},
        ]

    def post(self, request, *args, **kwargs):
        """Decide; a refusal keeps the typed reason and shows how things stand now."""
        form, status, said = DecisionForm(request.POST), 200, ""
        if form.is_valid():
            try:
                return self.decide(**form.cleaned_data)
            except Refusal as refusal:
                status, said = 403 if isinstance(refusal, NotAllowed) else 409, str(refusal)
                self.submission = self.dossier()
        # On the page itself: the admin shows messages by script only.
        return self.render_to_response(
            self.get_context_data(form=form, refusal=said), status=status
        )

    def decide(self, *, decision, reason, step):
        check_formally(
            self.submission,
            by=self.request.user,
            decision=decision,
            reason=reason,
            task_state_id=step,
        )
        messages.success(self.request, _DONE[decision] % {"title": self.submission})
        return redirect(self.next_address or self.queue_address)

    @property
    def within(self) -> str:
        """What the list from which the person came was narrowed by, as its query string."""
        return self.request.GET.get("within", "")

    @property
    def next_address(self) -> str:
        """The next dossier that waits, of those the list held; empty where there is none."""
        waiting = queues.waiting_for(self.request.user)
        if self.within:
            waiting = narrowed_as_asked(waiting, self.within)
        following = queues.next_waiting(self.submission, among=waiting)
        if following is None:
            return ""
        address = reverse("casestudies_backoffice:dossier", args=[following.pk])
        return f"{address}?{urlencode({'within': self.within})}" if self.within else address

    @property
    def queue_address(self) -> str:
        address = reverse("casestudies_backoffice:queue")
        return f"{address}?{self.within}" if self.within else address

    def get_context_data(self, form=None, **kwargs):
        submission, user = self.submission, self.request.user
        decisions = decisions_open_to(submission, user)
        step = submission.current_workflow_task_state
        return super().get_context_data(
            submission=submission,
            tone=LOOKS[submission.state].tone,
            sheet=Excerpt(submission, reader=self.reader()),
            findings=findings_of(submission),
            history=history(submission),
            **self.comparison(),
            decisions=decisions,
            may_undo=may_undo(submission, user),
            step=step,
            form=form or DecisionForm(),
            paper_form=self.may("record_paper")
            and PaperForm(initial={"received_on": submission.paper_received_on}),
            next_address=decisions and self.next_address,
            **kwargs,
        )

    def comparison(self):
        """Compare the newest version with the one asked for, by default the one before."""
        sent = versions_of(self.submission)
        if len(sent) < 2:
            return {"versions": sent}
        others = [version.n for version in sent[1:]]
        return compared(
            self.submission, sent, sent[0].n, asked(self.request, others), reader=self.reader()
        )


class RecordPaperView(DossierMixin, View):
    """Note the day the stamped paper original arrived."""

    http_method_names = ["post"]

    def post(self, request, pk):
        self.submission = self.dossier()
        form = PaperForm(request.POST)
        try:
            if form.is_valid():
                received_on = form.cleaned_data["received_on"]
                record_paper(self.submission, by=request.user, received_on=received_on)
                messages.success(request, _("The day the paper original arrived is recorded."))
            else:
                messages.error(request, " ".join(form.errors["received_on"]))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("casestudies_backoffice:dossier", pk=pk)
