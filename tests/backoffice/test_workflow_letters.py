"""Wagtail's workflow letters: the host's own as ever, none about dossiers and cases."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from casestudies.domain import publishing
from casestudies.domain.installation import CHECKERS
from tests.factories import CasePageFactory, StaffFactory, SubmissionFactory, approve_case
from tests.factories.home import HomePageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]


@pytest.fixture
def moderation():
    """A host's own workflow of one step, with one moderator and a superuser."""
    group = Group.objects.create(name="版主")
    task = GroupApprovalTask.objects.create(name="版主审核")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="首页审核")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    StaffFactory(username="moderator", groups=["版主"])
    StaffFactory(username="root", is_superuser=True)
    return workflow


def letters():
    """Return the receivers of the letters since the last look."""
    found = sorted(receiver for letter in mail.outbox for receiver in letter.to)
    mail.outbox.clear()
    return found


def in_moderation(workflow):
    page = HomePageFactory()
    page.save_revision()
    workflow.start(page, StaffFactory(username="writer"))
    return page


@pytest.mark.parametrize("decision", ["approve", "reject"])
def test_a_workflow_of_the_hosts_own_keeps_its_letters(moderation, decision):
    page = in_moderation(moderation)
    # The step tells its group and the superusers; the workflow tells the superusers.
    assert letters() == ["moderator@example.org", "root@example.org", "root@example.org"]
    getattr(page.current_workflow_task_state, decision)(user=StaffFactory(is_superuser=True))
    assert letters() == ["writer@example.org"]


def test_the_three_reviews_of_a_case_write_none_inside_the_transaction():
    StaffFactory(is_superuser=True)
    page = CasePageFactory()
    page.save_revision()
    editor = StaffFactory(is_superuser=True)
    publishing.submit_for_review(page, by=editor)
    approve_case(page, groups=["案例初审"])
    page.current_workflow_task_state.reject(user=StaffFactory())
    publishing.submit_for_review(page, by=editor, note="已核对，不改。")
    assert approve_case(page).live
    assert letters() == []


def test_the_formal_check_of_a_dossier_writes_none_inside_the_transaction():
    StaffFactory(is_superuser=True)
    StaffFactory(groups=[CHECKERS])
    SubmissionFactory(walk="accepted")
    SubmissionFactory(walk="returned")
    assert letters() == []
