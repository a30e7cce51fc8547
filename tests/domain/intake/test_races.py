"""Two people at once: quotas, numbers and double sending stay exact."""

from functools import partial

import pytest
from wagtail.models import WorkflowState

from casestudies.domain import intake
from casestudies.domain.installation import CHECKERS, install
from casestudies.domain.moderation.formal_check import check_formally
from casestudies.domain.refusals import NoPlaceLeft, NotAllowed, WrongState
from casestudies.enums import Decision, SubmissionState
from casestudies.models import CallPage, Quota, Submission
from tests.factories import (
    OPINION,
    CallPageFactory,
    MemberFactory,
    StaffFactory,
    SubmissionFactory,
    send_dossier,
)
from tests.together import at_once, refusals

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

S = SubmissionState


@pytest.fixture
def approver():
    install()
    return MemberFactory(approver=True)


def sending(submission, by):
    seen = intake.shown_now(submission)
    dossier = Submission.objects.get(pk=submission.pk)
    return partial(intake.send, dossier, by=by, opinion=OPINION, seen=seen)


def test_last_place_is_taken_once(approver):
    call = CallPageFactory()
    Quota.objects.filter(call=call).update(minimum=0, maximum=2)
    call = CallPage.objects.get(pk=call.pk)
    dossiers = SubmissionFactory.create_batch(5, call=call, union=approver.union)
    outcomes = at_once(*(sending(one, approver.user) for one in dossiers))
    assert refusals(outcomes) == [NoPlaceLeft] * 3
    sent = Submission.objects.sent()
    assert sorted(one.number[-4:] for one in sent) == ["0001", "0002"]
    assert {one.state for one in sent} == {S.SUBMITTED}
    assert Submission.objects.filter(state=S.DRAFT).count() == 3


def test_numbers_of_different_unions_are_unique(approver):
    call = CallPageFactory()
    members = [approver, *MemberFactory.create_batch(3, approver=True)]
    verbs = [
        sending(SubmissionFactory(call=call, union=member.union), member.user) for member in members
    ]
    assert refusals(at_once(*verbs)) == []
    numbers = sorted(Submission.objects.values_list("number", flat=True))
    assert [number[-4:] for number in numbers] == ["0001", "0002", "0003", "0004"]


def test_form_posted_twice_at_once_is_sent_once(approver):
    submission = SubmissionFactory(union=approver.union)
    outcomes = at_once(*(sending(submission, approver.user) for _ in range(3)))
    assert refusals(outcomes) == [WrongState, WrongState]
    stored = Submission.objects.get()
    assert (stored.state, stored.revisions.count()) == (S.SUBMITTED, 1)
    assert WorkflowState.objects.count() == 1


def test_two_checkers_at_once_decide_once(approver):
    submission = SubmissionFactory(union=approver.union)
    send_dossier(submission)
    verbs = [
        partial(
            check_formally,
            Submission.objects.get(),
            by=StaffFactory(groups=[CHECKERS]),
            decision=decision,
            reason="请补充数据。",
        )
        for decision in (Decision.PASS, Decision.REFUSE)
    ]
    refused = refusals(at_once(*verbs))
    assert len(refused) == 1
    assert set(refused) <= {NotAllowed, WrongState}
    assert Submission.objects.get().state in {S.ACCEPTED, S.REFUSED}


def test_withdrawal_and_decision_at_once_do_not_block_each_other(approver):
    submission = SubmissionFactory(union=approver.union)
    send_dossier(submission)
    checker = StaffFactory(groups=[CHECKERS])
    one, other = Submission.objects.get(), Submission.objects.get()
    outcomes = at_once(
        lambda: intake.withdraw(one, seen=intake.shown_now(one), by=approver.user),
        lambda: check_formally(other, by=checker, decision=Decision.PASS),
    )
    assert len(refusals(outcomes)) == 1
    stored = Submission.objects.get()
    assert stored.state in {S.WITHDRAWN, S.ACCEPTED}
    assert stored.current_workflow_state is None
