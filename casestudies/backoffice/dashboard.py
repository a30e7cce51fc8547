"""“Waiting for me” on the admin's first page, in place of Wagtail's unbounded panel."""

from django.contrib.contenttypes.models import ContentType
from django.forms import Media
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.models import Page, Task, TaskState

from ..domain import publishing
from ..domain.moderation import queues
from ..models.task import CaseReviewTask, FormalCheckTask

#: Rows of each kind; below them stands how many there are in all.
ROWS = 10


class WaitingForMePanel(Component):
    """Dossiers to check, cases to review, and what other workflows of the site ask for."""

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
        others = _steps_of_other_workflows(user)
        counts = {
            "dossier_count": dossiers.count(),
            "case_count": cases.count(),
            "other_count": others.count(),
        }
        return {
            **super().get_context_data(parent_context),
            **counts,
            "nothing": not any(counts.values()),
            "dossiers": dossiers.with_row_columns()[:ROWS],
            "cases": publishing.cases_of(cases[:ROWS]),
            "others": _other_rows(others[:ROWS], user),
        }


def _steps_of_other_workflows(user):
    """Return the steps of the host's own workflows: as many queries as it has tasks."""
    states = TaskState.objects.none()
    ours = ContentType.objects.get_for_models(CaseReviewTask, FormalCheckTask).values()
    for task in Task.objects.filter(active=True).exclude(content_type__in=ours).specific():
        states = states | task.get_task_states_user_can_moderate(user=user)
    return states.order_by("started_at", "pk")


def _other_rows(states, user):
    states = states.select_related("task", "revision").defer("revision__content")
    finder = AdminURLFinder(user)
    rows = []
    for state in states.prefetch_related("revision__content_object"):
        subject = state.revision.content_object
        if isinstance(subject, Page):
            address = reverse("wagtailadmin_pages:edit", args=[subject.pk])
            rows.append((state, subject.draft_title, address))
        elif subject is not None:
            rows.append((state, str(subject), finder.get_edit_url(subject)))
    return rows


def replace_panels(request, panels):
    """Hook ``construct_homepage_panels``."""
    panels[:] = [p for p in panels if not isinstance(p, WorkflowObjectsToModeratePanel)]
    panels.append(WaitingForMePanel())
