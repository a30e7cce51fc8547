"""The step that stands on the dossier is the one that is open in Wagtail's workflow."""

import pytest
from wagtail.models import TaskState, Workflow, WorkflowState, WorkflowTask

from casestudies.domain import intake, publishing
from casestudies.domain.installation import EDITORS
from casestudies.domain.installation.workflows import FORMAL_CHECK_WORKFLOW
from casestudies.domain.moderation.formal_check import check_formally
from casestudies.domain.moderation.queues import waiting_for
from casestudies.domain.workflow import take_step
from casestudies.enums import Decision, SubmissionState
from casestudies.models import CasePage, FormalCheckTask, Submission
from tests.factories import (
    REVIEW_GROUPS,
    CasePageFactory,
    MemberFactory,
    StaffFactory,
    SubmissionFactory,
    send_dossier,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]


@pytest.fixture
def second():
    """A second formal check, after the one that is installed."""
    first = FormalCheckTask.objects.get()
    second = FormalCheckTask.objects.create(name="复核")
    second.groups.set(first.groups.all())
    workflow = Workflow.objects.get(name=FORMAL_CHECK_WORKFLOW)
    WorkflowTask.objects.create(workflow=workflow, task=second, sort_order=1)
    return second


@pytest.fixture
def dossier(second):
    """A dossier at the first of the two steps."""
    return SubmissionFactory(walk="sent")


def stored(dossier):
    """Return the column, which must say what Wagtail's tables say."""
    step = Submission.objects.get(pk=dossier.pk).current_step
    states = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__in=WorkflowState.objects.for_instance(dossier),
    )
    assert [state.task for state in states] == ([step] if step else [])
    return step.name if step else None


def decide(dossier, checker, *decisions):
    for decision in decisions:
        check_formally(dossier, by=checker, decision=decision, reason="请补充。")


def test_no_step_before_sending():
    assert stored(SubmissionFactory()) is None


def test_passing_goes_through_both_steps(dossier, checker):
    assert stored(dossier) == "形式审查"
    decide(dossier, checker, Decision.PASS)
    assert stored(dossier) == "复核"
    assert list(waiting_for(checker)) == [dossier]
    decide(dossier, checker, Decision.PASS)
    assert (stored(dossier), dossier.state) == (None, SubmissionState.ACCEPTED)
    assert not waiting_for(checker)


def test_queue_is_that_of_the_step_not_of_the_workflow(dossier, second, checker):
    colleague = StaffFactory(groups=[EDITORS])
    second.groups.set(colleague.groups.all())
    assert (list(waiting_for(checker)), list(waiting_for(colleague))) == ([dossier], [])
    decide(dossier, checker, Decision.PASS)
    assert (list(waiting_for(checker)), list(waiting_for(colleague))) == ([], [dossier])


def test_return_closes_the_step_and_sending_again_opens_it(dossier, checker):
    decide(dossier, checker, Decision.PASS, Decision.RETURN)
    assert stored(dossier) is None
    send_dossier(dossier)
    assert stored(dossier) == "复核"


@pytest.mark.parametrize("passed", [0, 1])
def test_refusal_and_withdrawal_close_the_step(dossier, checker, passed):
    other = SubmissionFactory(walk="sent")
    for one in (dossier, other):
        decide(one, checker, *[Decision.PASS] * passed)
    decide(dossier, checker, Decision.REFUSE)
    assert (stored(dossier), dossier.state) == (None, SubmissionState.REFUSED)
    approver = MemberFactory(union=other.union, approver=True).user
    intake.withdraw(other, seen=intake.shown_now(other), by=approver)
    assert (stored(other), other.state) == (None, SubmissionState.WITHDRAWN)


def test_ending_a_step_in_wagtails_settings_opens_the_next(dossier):
    FormalCheckTask.objects.get(name="形式审查").deactivate()
    assert stored(dossier) == "复核"


def test_ending_the_workflow_in_wagtails_settings_leaves_the_step_open(dossier, checker):
    Workflow.objects.get(name=FORMAL_CHECK_WORKFLOW).deactivate()
    assert stored(dossier) == "形式审查"
    assert list(waiting_for(checker)) == [dossier]


def test_workflow_of_a_page_with_the_same_key_moves_no_dossier():
    editor, first = StaffFactory(is_superuser=True), StaffFactory(groups=[REVIEW_GROUPS[0]])
    page = CasePageFactory()
    page.save_revision()
    dossier = SubmissionFactory(id=page.pk, walk="sent")
    publishing.submit_for_review(page, by=editor)
    step = CasePage.objects.get().current_workflow_task_state
    take_step(
        step,
        by=first,
        decision=Decision.RETURN,
        reason="标题太长",
        text_mark=page.newest_text_mark,
    )
    assert stored(dossier) == "形式审查"
