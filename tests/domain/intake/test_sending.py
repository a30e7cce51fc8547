"""Sending: who, when, how often, and what is kept of it."""

from datetime import UTC, datetime, timedelta

import pytest
from wagtail.models import WorkflowContentType, WorkflowState

from casestudies.domain import intake
from casestudies.domain.intake import places_left
from casestudies.domain.refusals import (
    Incomplete,
    NotAllowed,
    NotReady,
    TooLate,
    WrongState,
)
from casestudies.enums import SubmissionState
from casestudies.models import Submission
from casestudies.models.sheet import Heading
from tests.factories import (
    OPINION,
    CallPageFactory,
    SubmissionFactory,
    UserFactory,
    send_dossier,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

S = SubmissionState
OPENS = datetime(2026, 3, 1, 1, 0, tzinfo=UTC)
CLOSES = datetime(2026, 5, 31, 10, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("handed_over", [True, False])
def test_approver_sends_with_the_opinion(union, author, approver, handed_over):
    call = CallPageFactory(opens_at=OPENS, closes_at=CLOSES)
    submission = SubmissionFactory(union=union, call=call, photos=2)
    if handed_over:
        intake.hand_over(submission, seen=intake.shown_now(submission), by=author, now=OPENS)
    assert (
        intake.send(
            submission, seen=intake.shown_now(submission), by=approver, opinion=OPINION, now=OPENS
        )
        is submission
    )
    stored = Submission.objects.get()
    assert stored.state == S.SUBMITTED
    assert stored.number == f"2026-{call.pk:03d}-0001"
    assert (stored.sent_at, stored.opinion, stored.endorsed_by) == (OPENS, OPINION, approver)
    assert stored.live is False
    assert stored.current_workflow_task_state.task.name == "形式审查"
    assert stored.revisions.get() == stored.latest_revision
    sent = stored.latest_revision.as_object()
    assert (sent.opinion, sent.title) == (OPINION, stored.title)
    assert sent.photos.count() == 2


def test_version_sent_holds_no_personal_data(union):
    submission = SubmissionFactory(union=union)
    sent = send_dossier(submission)
    for secret in (sent.contact.phone, sent.contact.contact, sent.contact.address):
        assert secret
        assert secret not in str(sent.latest_revision.content)


def test_wrong_people_cannot_send(union, author, foreign):
    submission = SubmissionFactory(union=union)
    with pytest.raises(NotAllowed) as caught:
        intake.send(submission, seen=intake.shown_now(submission), by=author, opinion=OPINION)
    assert str(caught.value) == "只有推荐单位负责人可以报送。"
    for by in (foreign, UserFactory(), UserFactory(is_superuser=True)):
        with pytest.raises(NotAllowed):
            intake.send(submission, seen=intake.shown_now(submission), by=by, opinion=OPINION)
    stored = Submission.objects.get()
    assert (stored.state, stored.opinion, stored.number) == (S.DRAFT, "", "")


def test_stranger_is_not_told_what_is_missing(foreign):
    with pytest.raises(NotAllowed):
        intake.send(SubmissionFactory(title=""), by=foreign, opinion=OPINION, seen=None)


def test_form_posted_twice_is_sent_once(union, approver):
    submission = SubmissionFactory(union=union)
    stale = Submission.objects.get(pk=submission.pk)
    send_dossier(submission)
    for again in (submission, stale):
        with pytest.raises(WrongState):
            intake.send(again, seen=intake.shown_now(again), by=approver, opinion="第二次")
    stored = Submission.objects.get()
    assert (stored.opinion, stored.revisions.count()) == (OPINION, 1)
    assert WorkflowState.objects.count() == 1


def test_incomplete_dossier_is_not_sent(union, approver):
    submission = SubmissionFactory(union=union, photos=4)
    with pytest.raises(Incomplete) as caught:
        intake.send(submission, seen=intake.shown_now(submission), by=approver, opinion="  ")
    assert [problem.heading for problem in caught.value.problems] == [
        Heading.PHOTOS,
        Heading.OPINION,
    ]
    stored = Submission.objects.get()
    assert (stored.state, stored.number, stored.revisions.count()) == (S.DRAFT, "", 0)


@pytest.mark.parametrize("late", ["hand_over", "send"])
def test_deadline_is_exact_to_the_second(union, author, approver, late):
    call = CallPageFactory(opens_at=OPENS, closes_at=CLOSES)
    submission = SubmissionFactory(union=union, call=call)

    def act(now):
        if late == "send":
            return intake.send(
                submission, seen=intake.shown_now(submission), by=approver, opinion=OPINION, now=now
            )
        return intake.hand_over(submission, seen=intake.shown_now(submission), by=author, now=now)

    with pytest.raises(TooLate) as caught:
        act(OPENS - SECOND)
    assert str(caught.value) == f"“{call.title}”目前不接收申报。"
    for now in (CLOSES, CLOSES + SECOND):
        with pytest.raises(TooLate) as caught:
            act(now)
    assert str(caught.value) == (
        "报送时间已于 2026-05-31 18:00 截止，不能再报送。确需延期的，请致电编辑部。"
    )
    assert Submission.objects.get().state == S.DRAFT
    act(CLOSES - SECOND)


def test_unpublished_call_takes_nothing(union, approver):
    submission = SubmissionFactory(union=union, call=CallPageFactory(live=False))
    with pytest.raises(TooLate):
        intake.send(submission, seen=intake.shown_now(submission), by=approver, opinion=OPINION)


def test_returned_dossier_has_its_own_due_date(union):
    call = CallPageFactory(returned_days=7)
    submission = SubmissionFactory(union=union, call=call, walk="returned")
    due_at = submission.due_at
    call.closes_at = due_at - timedelta(days=5)
    call.save()
    assert submission.deadline == due_at
    with pytest.raises(TooLate):
        send_dossier(submission, now=due_at)
    send_dossier(submission, now=due_at - SECOND)
    stored = Submission.objects.get()
    assert (stored.state, stored.due_at, stored.decision_reason) == (S.SUBMITTED, None, "")


def test_resent_dossier_keeps_number_place_and_workflow(union):
    submission = SubmissionFactory(union=union, walk="returned")
    number, workflow = submission.number, submission.current_workflow_state
    left = places_left(submission.call, union)
    send_dossier(submission)
    stored = Submission.objects.get()
    assert stored.number == number
    assert stored.current_workflow_state == workflow
    assert workflow.task_states.count() == 2
    assert places_left(submission.call, union) == left


def test_call_without_workflow_takes_nothing(union, approver):
    WorkflowContentType.objects.all().delete()
    submission = SubmissionFactory(union=union)
    with pytest.raises(NotReady) as caught:
        intake.send(submission, seen=intake.shown_now(submission), by=approver, opinion=OPINION)
    assert str(caught.value) == "本次征集还没有设置审查流程，请联系编辑部。"
    stored = Submission.objects.get()
    assert (stored.state, stored.number) == (S.DRAFT, "")


def test_numbers_follow_the_order_of_sending_within_a_call(union):
    call, other = CallPageFactory(), CallPageFactory()
    first, second = SubmissionFactory.create_batch(2, union=union, call=call)
    elsewhere = SubmissionFactory(union=union, call=other)
    for submission in (second, elsewhere, first):
        send_dossier(submission)
    year = f"{call.opens_at:%Y}"
    assert second.number == f"{year}-{call.pk:03d}-0001"
    assert first.number == f"{year}-{call.pk:03d}-0002"
    assert elsewhere.number == f"{year}-{other.pk:03d}-0001"


def test_number_of_a_withdrawn_dossier_is_not_given_again(union, approver):
    call = CallPageFactory()
    first, second = SubmissionFactory.create_batch(2, union=union, call=call)
    send_dossier(first)
    intake.withdraw(first, seen=intake.shown_now(first), by=approver)
    send_dossier(second)
    assert second.number.endswith("-0002")
