"""Lists of dossiers: one table a page, plain values in its cells, a fixed number of queries."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ...domain.moderation import queues
from ...enums import SubmissionState
from ..menu import may_see_dossiers
from .forms import ListFilter

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One dossier as a list shows it."""

    dossier: object
    title: str
    union: str
    direction: str
    state: str
    state_label: str
    step: str
    days: int | None

    @classmethod
    def of(cls, dossier, *, today):
        waits = dossier.state == SubmissionState.SUBMITTED and dossier.sent_at
        return cls(
            dossier=dossier,
            title=str(dossier),
            union=dossier.union.label,
            direction=dossier.direction.label if dossier.direction else "",
            state=dossier.state,
            state_label=dossier.get_state_display(),
            step=dossier.current_step.name if dossier.current_step else "",
            days=(today - timezone.localdate(dossier.sent_at)).days if waits else None,
        )


class DossierListView(WagtailAdminTemplateMixin, TemplateView):
    """Base of the lists; a subclass says which dossiers, and adds what it shows."""

    template_name = "casestudies/backoffice/moderation/list.html"
    empty_text = ""
    default_order = "waiting"
    filters_by_state = True

    def dispatch(self, request, *args, **kwargs):
        if not may_see_dossiers(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def dossiers(self):
        raise NotImplementedError

    def rows(self, dossiers) -> list:
        today = timezone.localdate()
        return [Row.of(dossier, today=today) for dossier in dossiers]

    def get_context_data(self, **kwargs):
        filters = ListFilter(
            self.request.GET, order=self.default_order, with_state=self.filters_by_state
        )
        found = queues.narrowed(self.dossiers(), **filters.criteria)
        ordered = found.with_row_columns().order_by(*filters.ordering)
        page = Paginator(ordered, PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            filters=filters,
            narrowed=bool(filters.criteria),
            page_of_rows=page,
            rows=self.rows(list(page.object_list)),
            query=self.query_without_page(),
            empty_text=self.empty_text,
            **kwargs,
        )

    def query_without_page(self) -> str:
        query = self.request.GET.copy()
        query.pop("page", None)
        return f"{query.urlencode()}&" if query else ""


class QueueView(DossierListView):
    """待我审查: dossiers whose current step the user may decide."""

    page_title = _("Waiting for my review")
    header_icon = "clipboard-list"
    empty_text = _("Nothing waits for you. Dossiers sent by unions appear here.")
    filters_by_state = False

    def dossiers(self):
        return queues.waiting_for(self.request.user)


class AllDossiersView(DossierListView):
    """全部申报材料: whatever was sent."""

    page_title = _("All dossiers")
    header_icon = "list-ul"
    empty_text = _("No union has sent a dossier yet.")
    default_order = "newest"

    def dossiers(self):
        return queues.visible_to(self.request.user)
