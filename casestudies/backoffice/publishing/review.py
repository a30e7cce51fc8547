"""A case beside 三审: its newest text, what changed, all rounds, and what the user may do."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.compare import diff_text
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ...domain import publishing
from ...domain.refusals import Invalid, NotAllowed, ReasonDue, Refusal
from ...domain.workflow import decide_step, decisions_open_to
from ...enums import CaseStage, Decision
from ...models.case import CasePage
from ...moves import STAGE_TONES
from ..moderation.forms import ReviewForm
from ..way_back import way_back
from .forms import SubmitForm, TakeDownForm

_DONE = {
    Decision.PASS: gettext_lazy("You have approved “%(title)s”."),
    Decision.RETURN: gettext_lazy("“%(title)s” has been returned to the editors."),
}


class CaseMixin:
    """For who may edit the case, reviews it, or decided on it in some round; 404 for others."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        cases = CasePage.objects.select_related("latest_revision", "live_revision", "locale")
        self.case = get_object_or_404(cases, pk=kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if not publishing.may_read_review(self.case, request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def draft(self):
        """The text that a decision is about: the newest revision, whatever stands on the row."""
        revision = self.case.latest_revision
        return revision.as_object() if revision else self.case


class PreviewView(CaseMixin, View):
    """The newest text as readers will see it."""

    def get(self, request, pk):
        return self.draft.make_preview_request(request, self.draft.default_preview_mode)


class ReviewView(CaseMixin, WagtailAdminTemplateMixin, TemplateView):
    """The screen, and on it the decision; other acts answer on the same screen."""

    template_name = "casestudies/backoffice/publishing/review.html"
    header_icon = "glasses"
    #: What is posted here, and its place in the context.
    form_class, form_name = ReviewForm, "form"

    def get_page_title(self):
        return self.draft.title

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.draft.title}]

    def post(self, request, *args, **kwargs):
        """Act; a refusal keeps what was typed and shows how things stand now."""
        form, status, said = self.form_class(request.POST), 200, ""
        if form.is_valid():
            try:
                return self.act(**form.cleaned_data)
            except Refusal as refusal:
                status, said = 403 if isinstance(refusal, NotAllowed) else 409, str(refusal)
                self.setup(request, *args, **kwargs)
        context = self.get_context_data(refusal=said, **{self.form_name: form})
        return self.render_to_response(context, status=status)

    def act(self, *, decision, reason, step, text_mark):
        user = self.request.user
        decide_step(
            self.case,
            by=user,
            decision=decision,
            reason=reason,
            task_state_id=step,
            text_mark=text_mark,
        )
        messages.success(self.request, _DONE[decision] % {"title": self.draft.title})
        waiting = publishing.cases_of(publishing.waiting_for(user)[:1])
        if waiting:
            return redirect("casestudies_backoffice:review", waiting[0][1].pk)
        return redirect("wagtailadmin_home")

    def get_context_data(self, **kwargs):
        case, user = self.case, self.request.user
        step, rights = case.current_workflow_task_state, case.permissions_for_user(user)
        may_submit = step is None and not case.approved_schedule and rights.can_edit()
        return super().get_context_data(
            **{
                "case": case,
                "draft": self.draft,
                "text_mark": case.newest_text_mark,
                "step": step,
                "tone": STAGE_TONES[CaseStage.IN_REVIEW],
                "rounds": publishing.rounds_of(case),
                "decisions": decisions_open_to(case, user),
                "only_return": step is not None and _only_return(step, case, user),
                "form": ReviewForm(),
                "submit_form": SubmitForm() if may_submit else None,
                "take_down_form": TakeDownForm() if rights.can_unpublish() else None,
                "scheduled": case.scheduled_revision,
                "may_unschedule": rights.can_unschedule(),
                "editor": rights.can_edit() and reverse("wagtailadmin_pages:edit", args=[case.pk]),
                **self.comparison(),
                **kwargs,
            }
        )

    def comparison(self) -> dict:
        """What changed since the version asked for with ``?with=``, by default the first."""
        befores = publishing.befores_of(self.case, user=self.request.user)
        if not befores:
            return {"befores": []}
        asked = self.request.GET.get("with", "")
        before = next((each for each in befores if each.name == asked), befores[0])
        texts = publishing.texts_compared(before, self.draft)
        changes = [(label, diff_text(old, new).to_html()) for label, old, new in texts]
        return {"befores": befores, "compared": before, "changes": changes}


class SubmitForReviewView(ReviewView):
    """Start 三审, from the screen of the case; or from a list, which names no text it showed."""

    http_method_names = ["post"]
    form_class, form_name = SubmitForm, "submit_form"

    def dispatch(self, request, *args, **kwargs):
        if not self.case.permissions_for_user(request.user).can_edit():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def act(self, *, text_mark, note):
        try:
            publishing.submit_for_review(
                self.case, by=self.request.user, text_mark=text_mark or None, note=note
            )
        except Refusal as refusal:
            if text_mark:
                raise
            messages.error(self.request, str(refusal), buttons=self.ways_on(refusal))
        else:
            said = _("“%(title)s” has been submitted for review.") % {"title": self.case.title}
            messages.success(self.request, said)
        if text_mark:
            return redirect("casestudies_backoffice:review", self.case.pk)
        return redirect(way_back(self.request) or "casestudies_backoffice:pool")

    def ways_on(self, refusal) -> list:
        """The button beside a refusal, to where it can be met; none where it cannot."""
        places = {
            Invalid: ("wagtailadmin_pages:edit", _("Open in the editor")),
            ReasonDue: ("casestudies_backoffice:review", _("To its review page")),
        }
        address, label = places.get(type(refusal), ("", ""))
        return [messages.button(reverse(address, args=[self.case.pk]), label)] if address else []


class TakeDownView(ReviewView):
    """Take the case from its readers, on the public version that the screen showed."""

    form_class, form_name = TakeDownForm, "take_down_form"

    def get(self, request, *args, **kwargs):
        address = reverse("casestudies_backoffice:review", args=[self.case.pk])
        return redirect(f"{address}#take-down")

    def act(self, *, version, reason):
        publishing.take_down(self.case, by=self.request.user, version=version, reason=reason)
        said = _("“%(title)s” is taken down.") % {"title": self.case.title}
        messages.success(self.request, said)
        return redirect("casestudies_backoffice:review", self.case.pk)


def _only_return(step, case, user) -> bool:
    """Whether the user, of the step's group, approved or wrote this text: others approve it."""
    decisions_for = getattr(step.task.specific, "decisions_for", None)
    return bool(decisions_for and decisions_for(case, user) == [Decision.RETURN])
