"""What ``migrate`` and ``setup_casestudies`` make, and what was taken away since.

These ask the database in every ``check``, not in ``check --database default`` alone: the last
step of the install page must tell of the steps before it. All are warnings, so that nothing
stops a site whose tables are not made yet.
"""

from django.contrib.contenttypes.models import ContentType
from django.core.checks import Warning
from django.db import DatabaseError
from wagtail.models import WorkflowContentType

from ..domain.installation import CODENAMES, NAMES, pending_migrations
from ..models.approvals import review_workflow
from ..models.library import CaseIndexPage
from ..models.staff import StaffGroup
from ..models.submission import Submission
from ..models.task import CaseReviewTask, FormalCheckTask
from .looking import looks_at

AGAIN = "Run: manage.py setup_casestudies"
GIVE = "Give it what it needs in the admin, under Settings, Groups: docs/reference/permissions.md."


@looks_at("the tables")
def check_tables():
    try:
        pending = pending_migrations()
    except DatabaseError as fault:
        yield _not_answering(fault)
        return
    if pending:
        yield Warning(
            "Tables of the programme are not as this release needs them, and pages of it fail:"
            f" {', '.join(pending)} did not run.",
            hint="Run: manage.py migrate",
            id="casestudies.W040",
        )


@looks_at("what setup makes")
def check_setup():
    """Nothing is told of tables that are not there: ``check_tables`` does."""
    try:
        if pending_migrations():
            return
    except DatabaseError:
        return
    roles = set(StaffGroup.objects.values_list("role", flat=True))
    if not roles and not CaseIndexPage.objects.exists():
        yield Warning(
            "The programme is installed, but its groups, workflows and pages are not made.",
            hint=AGAIN,
            id="casestudies.W041",
        )
        return
    yield from _library()
    yield from _groups(roles)
    yield from _workflows()


def _not_answering(fault):
    return Warning(
        f"The database does not answer: {str(fault).strip()}",
        hint="Once it does, manage.py check says whether tables and setup are missing.",
        id="casestudies.W047",
    )


def _library():
    if not CaseIndexPage.objects.exists():
        yield Warning(
            "There is no library page: nothing can be called for or published.",
            hint=AGAIN,
            id="casestudies.W042",
        )
    elif not CaseIndexPage.objects.live().exists():
        yield Warning(
            "The library page is not published: readers meet no case.",
            hint="Publish it in the admin.",
            id="casestudies.W043",
        )


def _groups(roles):
    for role, name in NAMES.items():
        if role not in roles:
            yield Warning(
                f'There is no group for the role "{role}" ({name}).',
                hint=AGAIN,
                id="casestudies.W044",
            )
    for row in StaffGroup.objects.select_related("group").prefetch_related("group__permissions"):
        yield from _rights(row)


def _rights(row):
    """Tell of a group that lost all its role needs; of less an office has decided itself."""
    held = {right.codename for right in row.group.permissions.all()}
    needed = set(CODENAMES[row.role])
    if needed and not held & needed:
        yield Warning(
            f'The group "{row.group.name}" of the role "{row.role}" has no right of its role left.',
            hint=GIVE,
            id="casestudies.W045",
        )
    if "access_admin" not in held:
        yield Warning(
            f'The group "{row.group.name}" of the role "{row.role}" has no right to enter the admin'
            " (wagtailadmin.access_admin): who is in no other group gets no further than the door.",
            hint=GIVE,
            id="casestudies.W049",
        )


def _workflows():
    own = Submission._meta
    assigned = WorkflowContentType.objects.filter(
        content_type=ContentType.objects.get_by_natural_key(own.app_label, own.model_name),
        workflow__active=True,
        workflow__workflow_tasks__task__in=FormalCheckTask.objects.filter(active=True).values("pk"),
    )
    if not assigned.exists():
        yield Warning(
            "No workflow with an active formal check is assigned to dossiers: a call that names"
            " none of its own cannot take what is sent.",
            hint="Assign or switch one on in the admin, under Settings, Workflows.",
            id="casestudies.W046",
        )
    if review_workflow() is None:
        yield Warning(
            "No active workflow has three reviews: no case can be published.",
            hint="Switch it on in the admin, under Settings, Workflows and Workflow tasks.",
            id="casestudies.W048",
        )
    yield from _tasks_without_group()


def _tasks_without_group():
    for kind in (FormalCheckTask, CaseReviewTask):
        waiting = kind.objects.filter(
            active=True, groups=None, workflow_tasks__workflow__active=True
        )
        for task in waiting.order_by("pk").distinct():
            yield Warning(
                f'The workflow task "{task.name}" has no group: none but superusers can decide it.',
                hint="Choose a group in the admin, under Settings, Workflow tasks.",
                id="casestudies.W050",
            )
