"""The page that asks why a decision is taken back."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ...domain.moderation.undoing import undo_decision
from ...domain.refusals import NotAllowed, Refusal
from ...forms import ReasonForm
from .dossier import DossierMixin


class UndoView(DossierMixin, WagtailAdminTemplateMixin, TemplateView):
    """Ask for the reason, then open the step again; 404 for who may never undo anything."""

    template_name = "casestudies/backoffice/moderation/undo.html"
    page_title = gettext_lazy("Undo the decision")
    header_icon = "undo"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.submission = self.dossier()
        if not self.may("undo_decision"):
            raise Http404

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": self.address, "label": self.submission.number},
            {"url": "", "label": self.page_title},
        ]

    @property
    def address(self) -> str:
        return reverse("casestudies_backoffice:dossier", args=[self.submission.pk])

    def post(self, request, *args, **kwargs):
        form, status, said = ReasonForm(request.POST), 200, ""
        if form.is_valid():
            try:
                reason = form.cleaned_data["comment"]
                undo_decision(self.submission, by=request.user, reason=reason)
            except Refusal as refusal:
                status, said = 403 if isinstance(refusal, NotAllowed) else 409, str(refusal)
            else:
                messages.success(
                    request,
                    _("The decision on “%(title)s” is undone; its step is open again.")
                    % {"title": self.submission},
                )
                return redirect(self.address)
        context = self.get_context_data(form=form, refusal=said)
        return self.render_to_response(context, status=status)

    def get_context_data(self, form=None, **kwargs):
        return super().get_context_data(
            submission=self.submission, form=form or ReasonForm(), address=self.address, **kwargs
        )
