"""What was sent can be decided, whatever an office changes in Wagtail's own settings."""

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import ProtectedError
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from casestudies.domain.installation import CHECKERS, EDITORS
from casestudies.domain.installation.workflows import FORMAL_CHECK_WORKFLOW
from casestudies.domain.moderation.formal_check import check_formally
from casestudies.domain.moderation.queues import number_unattended, waiting_for
from casestudies.domain.refusals import NotReady
from casestudies.enums import Decision, SubmissionState
from casestudies.models import FormalCheckTask, Submission, SubmissionDraft
from tests.factories import StaffFactory, SubmissionFactory, as_typed, send_dossier

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

S = SubmissionState
REASON = "请补充工作成效的数据。"


@pytest.fixture
def flow():
    return Workflow.objects.get(name=FORMAL_CHECK_WORKFLOW)


@pytest.fixture
def task():
    return FormalCheckTask.objects.get()


@pytest.fixture
def add_task(flow):
    """Put another task behind those of the workflow."""

    def add(model, name):
        task = model.objects.create(name=name)
        task.groups.add(Group.objects.get(name=CHECKERS))
        WorkflowTask.objects.create(workflow=flow, task=task, sort_order=9)
        return task

    return add


def stored():
    return Submission.objects.get()


def decide(by, decision, **kwargs):
    reason = "" if decision == Decision.PASS else REASON
    return check_formally(stored(), by=by, decision=decision, reason=reason, **kwargs)


@pytest.mark.parametrize("what", ["workflow", "task", "task, workflow"])
@pytest.mark.parametrize(
    ("decision", "state"),
    [(Decision.PASS, S.ACCEPTED), (Decision.RETURN, S.RETURNED), (Decision.REFUSE, S.REFUSED)],
)
def test_what_was_sent_is_decided_after_its_steps_are_disabled(
    checker, flow, task, what, decision, state
):
    SubmissionFactory(walk="sent")
    seen = stored().current_workflow_task_state
    for name in what.split(", "):
        {"workflow": flow, "task": task}[name].deactivate()
    assert (stored().state, stored().current_step.name) == (S.SUBMITTED, "形式审查")
    assert list(waiting_for(checker)) == [stored()]
    # The screen that stood open meanwhile still decides.
    decide(checker, decision, task_state_id=seen.pk)
    assert (stored().state, stored().current_step) == (state, None)
    assert not waiting_for(checker)


@pytest.mark.parametrize("what", ["workflow", "task"])
def test_what_was_returned_is_sent_again_and_decided(checker, flow, task, what):
    dossier = SubmissionFactory(walk="returned")
    {"workflow": flow, "task": task}[what].deactivate()
    send_dossier(dossier)
    assert list(waiting_for(checker)) == [dossier]
    decide(checker, Decision.PASS)
    assert stored().state == S.ACCEPTED


@pytest.mark.parametrize("walk", ["returned", "refused", "withdrawn", "accepted"])
def test_what_was_decided_stays_as_it_is(flow, task, approver, union, walk):
    from casestudies.domain import intake

    dossier = SubmissionFactory(union=union, walk="sent" if walk == "withdrawn" else walk)
    if walk == "withdrawn":
        intake.withdraw(dossier, seen=intake.shown_now(dossier), by=approver)
    before = Submission.objects.values().get()
    task.deactivate()
    flow.deactivate()
    assert Submission.objects.values().get() == before


def test_new_dossiers_are_refused_in_words_and_keep_what_was_typed(flow, task, union):
    dossier = SubmissionFactory(union=union)
    SubmissionDraft.objects.create(submission=dossier, values={"title": "新题目"})
    sentence = "本次征集还没有设置审查流程，请联系编辑部。"
    task.deactivate()
    with pytest.raises(NotReady) as caught:
        send_dossier(stored())
    assert str(caught.value) == sentence
    flow.deactivate()
    with pytest.raises(NotReady) as caught:
        send_dossier(stored())
    assert str(caught.value) == sentence
    assert (stored().state, stored().number) == (S.DRAFT, "")
    assert as_typed().title == "新题目"


def test_new_dossiers_start_at_what_is_left(checker, task, add_task):
    add_task(FormalCheckTask, "复核")
    task.deactivate()
    SubmissionFactory(walk="sent")
    assert stored().current_step.name == "复核"
    decide(checker, Decision.PASS)
    assert stored().state == S.ACCEPTED


def test_disabling_the_last_task_accepts_what_somebody_passed(checker, add_task):
    """One pass of this very version was given; the office wants no other."""
    second = add_task(FormalCheckTask, "复核")
    SubmissionFactory(walk="sent")
    decide(checker, Decision.PASS)
    second.deactivate()
    assert stored().state == S.ACCEPTED


def test_a_pass_of_an_older_version_does_not_count(checker, settings, add_task):
    settings.WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
    second = add_task(FormalCheckTask, "复核")
    dossier = SubmissionFactory(walk="sent")
    decide(checker, Decision.PASS)
    decide(checker, Decision.RETURN)
    send_dossier(dossier)
    second.deactivate()
    assert (stored().state, stored().current_step.name) == (S.SUBMITTED, "复核")


def test_steps_that_are_no_formal_check_are_skipped(checker, add_task):
    add_task(GroupApprovalTask, "站点审核")
    SubmissionFactory(walk="sent")
    assert stored().current_step.name == "形式审查"
    decide(checker, Decision.PASS)
    assert stored().state == S.ACCEPTED


def test_a_workflow_without_a_formal_check_takes_no_dossier(add_task, task):
    add_task(GroupApprovalTask, "站点审核")
    WorkflowTask.objects.filter(task=task).delete()
    with pytest.raises(NotReady):
        SubmissionFactory(walk="sent")


def test_taking_a_task_out_of_the_workflow_leaves_it_to_be_decided(checker, task, add_task):
    SubmissionFactory(walk="sent")
    add_task(FormalCheckTask, "复核")
    WorkflowTask.objects.filter(task=task).delete()
    assert list(waiting_for(checker)) == [stored()]
    decide(checker, Decision.PASS)
    assert stored().current_step.name == "复核"


def test_deleted_group_is_told_and_another_takes_over(task):
    SubmissionFactory(walk="sent")
    assert number_unattended(at_most=9) == 1  # nobody is in the group yet
    checker = StaffFactory(groups=[CHECKERS])
    assert number_unattended(at_most=9) == 0
    Group.objects.get(name=CHECKERS).delete()
    assert number_unattended(at_most=9) == 1
    assert not waiting_for(checker)
    SubmissionFactory(walk="sent")
    assert (number_unattended(at_most=9), number_unattended(at_most=1)) == (2, 1)
    task.groups.add(Group.objects.get(name=EDITORS))
    editor = StaffFactory(groups=[EDITORS])
    assert number_unattended(at_most=9) == 0
    for dossier in waiting_for(editor):
        check_formally(dossier, by=editor, decision=Decision.PASS)
    assert {dossier.state for dossier in Submission.objects.all()} == {S.ACCEPTED}


@pytest.mark.parametrize("walk", ["sent", "returned", "accepted"])
def test_workflow_and_task_that_had_dossiers_are_not_deleted(flow, task, walk):
    SubmissionFactory(walk=walk)
    for one in (flow, task, task.task_ptr):
        sentence = f"“{one.name}”已经有申报材料，请改为停用。"
        with pytest.raises(ProtectedError, match=sentence), transaction.atomic():
            one.delete()
    assert stored().current_workflow_state or stored().state == S.ACCEPTED


def test_workflow_and_task_without_dossiers_are_deleted(flow, task):
    flow.delete()
    task.delete()
    assert not FormalCheckTask.objects.exists()
