"""“Waiting for me” on the admin's first page, for those who check dossiers or review cases."""

from django.forms import Media
from wagtail.admin.ui.components import Component

from ..domain import publishing
from ..domain.moderation import queues
from ..models.task import CaseReviewTask, FormalCheckTask

#: Rows of each kind; below them stands how many there are in all.
ROWS = 10


class WaitingForMePanel(Component):
    """Dossiers to check and cases to review; Wagtail's own panel has the rest of the site."""

    name = "casestudies_waiting_for_me"
    template_name = "casestudies/backoffice/waiting_for_me.html"
    order = 100

    @property
    def media(self):
        return Media(css={"all": ["casestudies/css/backoffice.css"]})

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        dossiers = queues.waiting_for(user)
        cases = publishing.waiting_for(user)
        counts = {"dossier_count": dossiers.count(), "case_count": cases.count()}
        return {
            **super().get_context_data(parent_context),
            **counts,
            "nothing": not any(counts.values()),
            "dossiers": dossiers.with_row_columns()[:ROWS],
            "cases": publishing.cases_of(cases[:ROWS]),
        }


def add_panel(request, panels):
    """Hook ``construct_homepage_panels``: people without a part in it keep their first page."""
    if any(kind.of_user(request.user).exists() for kind in (FormalCheckTask, CaseReviewTask)):
        panels.append(WaitingForMePanel())
