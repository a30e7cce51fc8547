"""待我审查 and 全部申报材料."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...domain.moderation import queues
from ..lists.columns import SentColumn, StateColumn
from ..lists.filters import AllDossiersFilterSet
from ..lists.view import DossierListView
from .bulk import PassAction


class SentDossiersView(DossierListView):
    """A list that tells when each dossier was sent and where it stands."""

    @cached_property
    def columns(self):
        return [
            *self.first_columns,
            SentColumn(
                "sent_at", label=_("Sent on"), sort_key="sent_at", classname="cs-rows__time"
            ),
            StateColumn("state", label=_("State"), classname="cs-rows__state"),
        ]


class QueueView(SentDossiersView):
    """Dossiers whose current step the user may decide."""

    page_title = gettext_lazy("Waiting for my check")
    header_icon = "clipboard-list"
    empty_text = gettext_lazy("Nothing waits for you. Dossiers sent by unions appear here.")
    index_url_name = "casestudies_backoffice:queue"
    index_results_url_name = "casestudies_backoffice:queue_results"
    default_ordering = "sent_at"
    export_filename = "queue"
    bulk_acts = (PassAction,)

    def dossiers(self):
        return queues.waiting_for(self.request.user)


class AllDossiersView(SentDossiersView):
    """Whatever was sent."""

    page_title = gettext_lazy("All dossiers")
    header_icon = "list-ul"
    empty_text = gettext_lazy("No union has sent a dossier yet.")
    index_url_name = "casestudies_backoffice:dossiers"
    index_results_url_name = "casestudies_backoffice:dossiers_results"
    filterset_class = AllDossiersFilterSet
    export_filename = "dossiers"

    def dossiers(self):
        return queues.visible_to(self.request.user)
