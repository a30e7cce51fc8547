"""入库案例: accepted dossiers, how far their case pages are, and what to do next."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.permissions import page_permission_policy

from ...domain import publishing
from ...domain.moderation import queues
from ...domain.refusals import Refusal
from ...enums import TO_SUBMIT_STAGES
from ...models.case import CaseIndexPage, CasePage
from ...models.submission import Submission
from ...permissions import SubmissionPolicy
from ..menu import may_see_pages
from ..moderation.lists import DossierListView


@dataclass(frozen=True, slots=True)
class PoolRow:
    """One accepted dossier with its case page and the buttons the user gets."""

    dossier: Submission
    union: str
    direction: str
    progress: publishing.Progress
    may_make: bool
    may_edit: bool

    @property
    def may_submit(self) -> bool:
        return self.may_edit and self.progress.stage in TO_SUBMIT_STAGES


class PoolView(DossierListView):
    page_title = gettext_lazy("Pool of cases")
    header_icon = "folder-open-inverse"
    template_name = "casestudies/backoffice/publishing/pool.html"
    empty_text = gettext_lazy("No dossier has been accepted yet.")
    default_order = "newest"
    filters_by_state = False

    def dossiers(self):
        return queues.visible_to(self.request.user).admitted()

    def rows(self, dossiers):
        user = self.request.user
        progress = publishing.progress_of(dossiers)
        may_make = SubmissionPolicy(Submission).user_has_permission(user, "make_case_page")
        makeable = publishing.without_page(dossiers) if may_make else set()
        editable = set(
            page_permission_policy.instances_user_has_permission_for(user, "change")
            .filter(pk__in=[dossier.case_page_id for dossier in dossiers])
            .values_list("pk", flat=True)
        )
        return [
            PoolRow(
                dossier=dossier,
                union=dossier.union.label,
                direction=dossier.direction.label if dossier.direction else "",
                progress=progress[dossier.pk],
                may_make=dossier.pk in makeable,
                may_edit=dossier.case_page_id in editable,
            )
            for dossier in dossiers
        ]


class MakeCasePageView(View):
    """Make the draft of a case page and open it in the page editor."""

    http_method_names = ["post"]

    def post(self, request, pk):
        dossier = get_object_or_404(queues.visible_to(request.user), pk=pk)
        try:
            page = publishing.make_case_page(dossier, by=request.user)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("casestudies_backoffice:pool")
        messages.success(
            request, _("The draft is made. Please edit it, then submit it for review.")
        )
        return redirect("wagtailadmin_pages:edit", page.pk)


class SubmitForReviewView(View):
    """Start 三审 of a case page."""

    http_method_names = ["post"]

    def post(self, request, pk):
        page = get_object_or_404(CasePage, pk=pk)
        if not page.permissions_for_user(request.user).can_edit():
            raise Http404
        try:
            publishing.submit_for_review(page, by=request.user)
            messages.success(
                request, _("“%(title)s” has been submitted for review.") % {"title": page.title}
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
        except ValidationError as error:
            editor = messages.button(
                reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Open in the editor")
            )
            messages.error(request, " ".join(error.messages), buttons=[editor])
        return redirect(get_valid_next_url_from_request(request) or "casestudies_backoffice:pool")


class LibraryView(View):
    """Lead to the case library in the page explorer."""

    def get(self, request):
        library = CaseIndexPage.objects.order_by("path").first()
        if library is None or not may_see_pages(request.user):
            raise Http404
        return redirect("wagtailadmin_explore", library.pk)
