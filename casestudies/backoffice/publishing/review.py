"""One step of 三审: the newest text of a case, what others decided, the decision."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ...domain import publishing
from ...domain.refusals import NotAllowed, Refusal
from ...domain.workflow import decide_step, decisions_open_to
from ...enums import CaseStage, Decision
from ...models.case import CasePage
from ...moves import STAGE_TONES
from ..moderation.forms import ReviewForm

_DONE = {
    Decision.PASS: gettext_lazy("You have approved “%(title)s”."),
    Decision.RETURN: gettext_lazy("“%(title)s” has been returned to the editors."),
}


class ReviewView(WagtailAdminTemplateMixin, TemplateView):
    """For the reviewers of the open step and whoever may edit the page; 404 for others."""

    template_name = "casestudies/backoffice/publishing/review.html"
    header_icon = "glasses"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.case = get_object_or_404(CasePage, pk=kwargs["pk"])
        self.draft = self.case.get_latest_revision_as_object()

    def dispatch(self, request, *args, **kwargs):
        if not self.case.permissions_for_user(request.user).can_edit():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return self.draft.title

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.draft.title}]

    def post(self, request, *args, **kwargs):
        """Decide; a refusal keeps the typed note and shows how things stand now."""
        form, status, said = ReviewForm(request.POST), 200, ""
        if form.is_valid():
            try:
                return self.decide(**form.cleaned_data)
            except Refusal as refusal:
                status, said = 403 if isinstance(refusal, NotAllowed) else 409, str(refusal)
        return self.render_to_response(
            self.get_context_data(form=form, refusal=said), status=status
        )

    def decide(self, *, decision, reason, step, text_mark):
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

    def get_context_data(self, form=None, **kwargs):
        step = self.case.current_workflow_task_state
        return super().get_context_data(
            case=self.case,
            draft=self.draft,
            text_mark=self.case.newest_text_mark,
            step=step,
            tone=STAGE_TONES[CaseStage.IN_REVIEW],
            reviews=publishing.reviews_of(self.case),
            decisions=decisions_open_to(self.case, self.request.user),
            approved_before=step and _approved_before(step, self.case, self.request.user),
            form=form or ReviewForm(),
            editor=reverse("wagtailadmin_pages:edit", args=[self.case.pk]),
            **kwargs,
        )


def _approved_before(step, case, user) -> bool:
    """Whether the user approved this text already, so that another person has to now."""
    approved_by = getattr(step.task.specific, "approved_by", None)
    return bool(approved_by and approved_by(case, user))
