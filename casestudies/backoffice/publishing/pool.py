"""入库案例: dossiers a case may be made of, how far their case pages are, and what to do next."""

from itertools import islice

from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.permissions import page_permission_policy

from ...domain import publishing
from ...domain.moderation import queues
from ...domain.refusals import Refusal
from ...enums import TO_SUBMIT_STAGES
from ...moves import STAGE_TONES
from ..lists.columns import EMPTY, PlainColumn, mark, with_note
from ..lists.view import EXPORT_BATCH, DossierListView
from ..way_back import way_back


class StageColumn(PlainColumn):
    """How far the case page is, and below it the step of 三审; ``view`` knows the progress."""

    def __init__(self, *args, view, **kwargs):
        super().__init__(*args, **kwargs)
        self.view = view

    def get_html(self, instance, parent_context):
        progress = self.view.progress[instance.pk]
        return with_note(mark(STAGE_TONES[progress.stage], progress.stage.label), progress.step)


class ActsColumn(StageColumn):
    """The buttons the user gets; what is posted leads back to the same rows."""

    def get_html(self, instance, parent_context):
        acts = SafeString()
        if self.view.may_make(instance):
            acts += self._button("make_case_page", instance.pk, _("Make a case page"))
        if self.view.may_submit(instance):
            page = instance.case_page_id
            acts += self._button("submit_for_review", page, _("Submit for the three reviews"))
        if self.view.may_edit(instance):
            acts += format_html(
                '<a class="button button-small button-secondary" href="{}">{}</a>',
                reverse("wagtailadmin_pages:edit", args=[instance.case_page_id]),
                _("Open in the editor"),
            )
        return with_note(acts or EMPTY, self.view.obstacle_to(instance))

    def _button(self, name, key, label):
        return format_html(
            '<form method="post" action="{}">'
            '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
            '<input type="hidden" name="next" value="{}">'
            '<button class="button button-small" type="submit">{}</button></form>',
            reverse(f"casestudies_backoffice:{name}", args=[key]),
            get_token(self.view.request),
            self.view.address,
            label,
        )


class PoolView(DossierListView):
    """What the pool holds, newest first: in a judged call what was selected, else what passed."""

    page_title = gettext_lazy("Pool of cases")
    header_icon = "folder-open-inverse"
    empty_text = gettext_lazy("Nothing is in the pool yet.")
    index_url_name = "casestudies_backoffice:pool"
    index_results_url_name = "casestudies_backoffice:pool_results"
    export_filename = "pool"

    @cached_property
    def exported(self):
        return {
            **{name: column for name, column in super().exported.items() if name != "step"},
            "stage": (_("Case page"), lambda d: self.progress[d.pk].stage.label),
        }

    def dossiers(self):
        return queues.visible_to(self.request.user).admitted()

    @cached_property
    def columns(self):
        return [
            *self.first_columns,
            StageColumn("stage", label=_("Case page"), classname="cs-rows__state", view=self),
            ActsColumn("acts", label=_("Next step"), classname="cs-rows__acts", view=self),
        ]

    def get_table(self, object_list):
        """Look up once, for all rows of the page, what their cells tell."""
        self.progress = publishing.progress_of(object_list)
        may_make = self.user_has_permission("make_case_page")
        self.makeable = publishing.without_page(object_list) if may_make else set()
        self.editable = self._editable_of(object_list)
        self.obstacles = publishing.obstacles(object_list)
        return super().get_table(object_list)

    def _editable_of(self, dossiers) -> set[int]:
        """Return the keys of the dossiers' pages that the user may edit: 1 query."""
        pages = page_permission_policy.instances_user_has_permission_for(
            self.request.user, "change"
        )
        keys = [dossier.case_page_id for dossier in dossiers]
        return set(pages.filter(pk__in=keys).values_list("pk", flat=True))

    def in_batches(self, dossiers):
        rows = super().in_batches(dossiers)
        while batch := list(islice(rows, EXPORT_BATCH)):
            self.progress = publishing.progress_of(batch)
            yield from batch

    def may_make(self, dossier) -> bool:
        return dossier.pk in self.makeable

    def may_edit(self, dossier) -> bool:
        return dossier.case_page_id in self.editable

    def may_submit(self, dossier) -> bool:
        return self._is_to_submit(dossier) and dossier.pk not in self.obstacles

    def obstacle_to(self, dossier) -> str:
        """Why there is no button to submit the case, where there would be one."""
        return self.obstacles.get(dossier.pk, "") if self._is_to_submit(dossier) else ""

    def _is_to_submit(self, dossier) -> bool:
        return self.may_edit(dossier) and self.progress[dossier.pk].stage in TO_SUBMIT_STAGES


class MakeCasePageView(View):
    """Make the draft of a case page and open it in the page editor."""

    http_method_names = ["post"]

    def post(self, request, pk):
        dossier = get_object_or_404(queues.visible_to(request.user), pk=pk)
        try:
            page = publishing.make_case_page(dossier, by=request.user)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect(way_back(request) or "casestudies_backoffice:pool")
        messages.success(
            request, _("The draft is made. Please edit it, then submit it for review.")
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
