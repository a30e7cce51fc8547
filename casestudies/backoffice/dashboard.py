"""“Waiting for me” on the admin's first page, for those who check dossiers or review cases."""

from django.forms import Media
from wagtail.admin.ui.components import Component
from wagtail.permissions import task_permission_policy

from ..domain import letters, publishing
from ..domain.moderation import queues
from ..models.task import CaseReviewTask, FormalCheckTask
from ..permissions import letter_policy
from .menu import COUNTED

#: Rows of each kind; below them stands how many there are in all.
ROWS = 10


class WaitingForMePanel(Component):
    """Dossiers to check and cases to review; Wagtail's own panel has the rest of the site."""

    name = "casestudies_waiting_for_me"
    template_name = "casestudies/backoffice/waiting_for_me.html"
    order = 100

    def __init__(self, *, unattended=0, trouble=None):
        self.unattended = unattended
        self.trouble = trouble or {}

    @property
    def media(self):
        return Media(css={"all": ["casestudies/css/backoffice.css"]})

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        dossiers = queues.waiting_for(user)
        cases = publishing.waiting_for(user)
        counts = {
            "dossier_count": dossiers.count(),
            "case_count": cases.count(),
            "unattended_count": self.unattended,
            **self.trouble,
        }
        return {
            **super().get_context_data(parent_context),
            **counts,
            "nothing": not any(counts.values()),
            "dossiers": dossiers.with_row_columns()[:ROWS],
            "cases": publishing.cases_of(cases[:ROWS]),
        }


def add_panel(request, panels):
    """Hook ``construct_homepage_panels``: people without a part in it keep their first page."""
    user = request.user
    has_part = any(kind.of_user(user).exists() for kind in (FormalCheckTask, CaseReviewTask))
    unattended = _unattended(user)
    trouble = _trouble(user)
    if has_part or unattended or trouble:
        panels.append(WaitingForMePanel(unattended=unattended, trouble=trouble))


def _trouble(user) -> dict[str, int]:
    """Return how many letters do not leave, for those who can send them again: 1 query."""
    if not letter_policy.user_has_permission(user, "resend"):
        return {}
    return {name: number for name, number in letters.trouble().items() if number}


def _unattended(user) -> int:
    """Return how many dossiers nobody can decide, for those who can mend it."""
    may_mend = task_permission_policy.user_has_permission(user, "change")
    return queues.number_unattended(at_most=COUNTED) if may_mend else 0
