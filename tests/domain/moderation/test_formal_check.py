"""The formal check: pass, return for changes, do not admit."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry, TaskState, WorkflowState

from casestudies.domain import intake
from casestudies.domain.installation import CHECKERS, EDITORS
from casestudies.domain.moderation.formal_check import check_formally
from casestudies.domain.moderation.queues import visible_to, waiting_for
from casestudies.domain.refusals import NotAllowed, ReasonDue, WrongState
from casestudies.enums import Decision, SubmissionState
from casestudies.models import Submission
from tests.factories import (
    CallPageFactory,
    MemberFactory,
    StaffFactory,
    SubmissionFactory,
    send_dossier,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

S = SubmissionState
REASON = "请补充工作成效的数据。"
#: Decision, its reason, the state it leads to, the ends of step and workflow.
OUTCOMES = [
    (Decision.PASS, "", S.ACCEPTED, TaskState.STATUS_APPROVED, WorkflowState.STATUS_APPROVED),
    (
        Decision.RETURN,
        REASON,
        S.RETURNED,
        TaskState.STATUS_REJECTED,
        WorkflowState.STATUS_NEEDS_CHANGES,
    ),
    (
        Decision.REFUSE,
        REASON,
        S.REFUSED,
        TaskState.STATUS_CANCELLED,
        WorkflowState.STATUS_CANCELLED,
    ),
]


def check(submission, by, decision, reason=REASON, **kwargs):
    return check_formally(submission, by=by, decision=decision, reason=reason, **kwargs)


@pytest.mark.parametrize(("decision", "reason", "state", "step", "flow"), OUTCOMES)
def test_decision_moves_dossier_and_workflow(checker, decision, reason, state, step, flow):
    submission = SubmissionFactory(walk="sent")
    task_state = submission.current_workflow_task_state
    check(submission, checker, decision, reason)
    assert submission.state == state
    task_state.refresh_from_db()
    assert (task_state.status, task_state.comment) == (step, reason)
    assert task_state.finished_by == checker
    assert task_state.workflow_state.status == flow
    stored = Submission.objects.get()
    assert (stored.state, stored.live) == (state, False)
    assert stored.decision_reason == reason


def test_return_sets_the_due_date_of_the_call(checker):
    submission = SubmissionFactory(call=CallPageFactory(returned_days=3), walk="sent")
    before = timezone.now()
    check(submission, checker, Decision.RETURN)
    after = timezone.now()
    assert before + timedelta(days=3) <= submission.due_at <= after + timedelta(days=3)


def test_decision_is_logged_with_its_reason(checker):
    submission = SubmissionFactory(walk="sent")
    check(submission, checker, Decision.RETURN)
    entry = ModelLogEntry.objects.get(action="casestudies.return")
    assert (entry.user, entry.data["reason"]) == (checker, REASON)
    assert entry.data["to"] == S.RETURNED


@pytest.mark.parametrize("decision", [Decision.RETURN, Decision.REFUSE])
@pytest.mark.parametrize("reason", ["", "  \n", "字" * 2001])
def test_return_and_refusal_need_a_reason(checker, decision, reason):
    submission = SubmissionFactory(walk="sent")
    with pytest.raises(ReasonDue):
        check(submission, checker, decision, reason)
    stored = Submission.objects.get()
    assert stored.state == S.SUBMITTED
    assert stored.current_workflow_task_state.status == TaskState.STATUS_IN_PROGRESS


@pytest.mark.parametrize("decision", Decision)
def test_wrong_people_decide_nothing(decision):
    submission = SubmissionFactory(walk="sent")
    approver = submission.union.members.get().user
    for by in (approver, MemberFactory().user, StaffFactory(groups=[EDITORS]), StaffFactory()):
        with pytest.raises(NotAllowed) as caught:
            check(submission, by, decision)
        assert str(caught.value) == "您不能处理这一步。"
    assert Submission.objects.get().state == S.SUBMITTED


@pytest.mark.parametrize("decision", Decision)
@pytest.mark.parametrize("walk", [None, "returned", "refused", "accepted"])
def test_dossier_not_in_review_is_not_decided(checker, decision, walk):
    submission = SubmissionFactory(walk=walk)
    before = submission.state
    with pytest.raises((WrongState, NotAllowed)) as caught:
        check(submission, checker, decision)
    assert str(caught.value) == "这一步已经有人处理过了，请刷新后查看。"
    assert Submission.objects.get().state == before


def test_second_checker_on_the_same_step_is_told(checker):
    submission = SubmissionFactory(walk="sent")
    stale = Submission.objects.get()
    seen = stale.current_workflow_task_state
    check(submission, checker, Decision.RETURN)
    with pytest.raises((WrongState, NotAllowed)) as caught:
        check(stale, StaffFactory(groups=[CHECKERS]), Decision.PASS, task_state_id=seen.pk)
    assert str(caught.value) == "这一步已经有人处理过了，请刷新后查看。"
    # Sent again it waits in a new step; the old page in the browser must not decide that one.
    send_dossier(submission)
    with pytest.raises(WrongState):
        check(submission, checker, Decision.PASS, task_state_id=seen.pk)
    assert Submission.objects.get().state == S.SUBMITTED


def test_decision_of_one_dossier_leaves_others_alone(checker):
    first, second = SubmissionFactory.create_batch(2, walk="sent")
    check(first, checker, Decision.PASS, "")
    second.refresh_from_db()
    assert second.state == S.SUBMITTED
    assert second.current_workflow_task_state.status == TaskState.STATUS_IN_PROGRESS


def test_step_names_the_version_that_was_judged(checker):
    submission = SubmissionFactory(walk="returned")
    revision = send_dossier(submission).latest_revision
    task_state = submission.current_workflow_task_state
    check(submission, checker, Decision.PASS, "")
    task_state.refresh_from_db()
    assert task_state.revision == revision


def test_withdrawn_dossier_leaves_the_queue_undecided(checker):
    submission = SubmissionFactory(walk="sent")
    task_state = submission.current_workflow_task_state
    intake.withdraw(
        submission, seen=intake.shown_now(submission), by=submission.union.members.get().user
    )
    with pytest.raises(WrongState):
        check(submission, checker, Decision.PASS, "")
    task_state.refresh_from_db()
    assert task_state.status == TaskState.STATUS_CANCELLED
    assert not waiting_for(checker)


def test_queue_holds_what_the_checker_may_decide_longest_waiting_first(checker):
    SubmissionFactory()
    SubmissionFactory(walk="returned")
    SubmissionFactory(walk="accepted")
    first = SubmissionFactory(walk="sent")
    second = SubmissionFactory(walk="sent")
    assert list(waiting_for(checker)) == [first, second]
    for other in (StaffFactory(groups=[EDITORS]), StaffFactory(), first.union.members.get().user):
        assert not waiting_for(other)


def test_staff_see_whatever_was_sent(checker):
    SubmissionFactory()
    sent = [SubmissionFactory(walk=walk) for walk in ("sent", "returned", "refused", "accepted")]
    assert set(visible_to(checker)) == set(sent)
    assert not visible_to(StaffFactory())
