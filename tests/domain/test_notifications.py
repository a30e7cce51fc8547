"""Letters: who gets which, when, and what a broken mail server costs."""

import django
import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from casestudies.domain import intake
from casestudies.domain.installation import CHECKERS
from casestudies.domain.moderation.formal_check import check_formally
from casestudies.domain.notifications import tell_union
from casestudies.enums import Decision, SubmissionState
from casestudies.models import Submission
from tests.factories import MemberFactory, StaffFactory, SubmissionFactory, UnionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

TITLE = "班前十分钟"
OPINION = "情况属实，同意推荐。"


class BrokenBackend(BaseEmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError("the mail server is down")


@pytest.fixture
def union():
    """A union with an author, an approver, and a colleague who left."""
    union = UnionFactory(name="崇川区总工会")
    MemberFactory(union=union, user__username="author")
    MemberFactory(union=union, user__username="approver", approver=True)
    MemberFactory(union=union, user__username="left", user__is_active=False)
    MemberFactory(union=union, user__username="nomail", user__email="")
    return union


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    """Run a verb as a request would: letters go out after it."""

    def run(verb, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return verb(*args, **kwargs)

    return run


@pytest.fixture
def seen_and(commits):
    """Run a verb of the union upon the dossier as it stands."""

    def run(verb, submission, **kwargs):
        return commits(verb, submission, seen=intake.shown_now(submission), **kwargs)

    return run


def member(union, username):
    return union.members.get(user__username=username).user


def letters():
    """(subject, receivers) of the letters since the last look."""
    found = sorted((one.subject, *one.to) for one in mail.outbox)
    mail.outbox.clear()
    return found


def test_each_step_is_told_to_those_it_concerns(union, commits, seen_and):
    author, approver = member(union, "author"), member(union, "approver")
    submission = SubmissionFactory(union=union, title=TITLE)
    checker = StaffFactory(groups=[CHECKERS])
    everybody = ("approver@example.org", "author@example.org")

    seen_and(intake.hand_over, submission, by=author)
    assert letters() == [("请审签：《班前十分钟》", "approver@example.org")]
    seen_and(intake.hand_back, submission, by=approver, reason="请补充数据。")
    assert "负责人的意见：请补充数据。" in mail.outbox[0].body
    assert letters() == [("请继续修改：《班前十分钟》", "author@example.org")]
    seen_and(intake.hand_over, submission, by=author)
    letters()
    seen_and(intake.take_back, submission, by=author)
    assert letters() == [("已收回修改：《班前十分钟》", "approver@example.org")]
    seen_and(intake.send, submission, by=approver, opinion=OPINION)
    number = submission.number
    assert number
    assert letters() == [(f"《班前十分钟》已报送，编号 {number}", who) for who in everybody]
    commits(check_formally, submission, by=checker, decision=Decision.RETURN, reason="请补照片。")
    assert "请补照片。" in mail.outbox[0].body
    assert f"{submission.due_at:%Y}年" in mail.outbox[0].body
    subject = f"请修改后重新报送：《班前十分钟》（{number}）"
    assert letters() == [(subject, who) for who in everybody]
    seen_and(intake.send, submission, by=approver, opinion=OPINION)
    letters()
    commits(check_formally, submission, by=checker, decision=Decision.PASS)
    subject = f"形式审查通过：《班前十分钟》（{number}）"
    assert letters() == [(subject, who) for who in everybody]


def test_refusal_is_told_with_its_reason(union, commits):
    submission = SubmissionFactory(union=union, title=TITLE, walk="sent")
    checker = StaffFactory(groups=[CHECKERS])
    commits(check_formally, submission, by=checker, decision=Decision.REFUSE, reason="与方向不符。")
    assert "理由：\n与方向不符。" in mail.outbox[0].body
    assert letters()[0][0] == f"不予受理：《班前十分钟》（{submission.number}）"


def test_withdrawal_is_confirmed(union, seen_and):
    submission = SubmissionFactory(union=union, title=TITLE)
    seen_and(intake.withdraw, submission, by=member(union, "approver"))
    assert mail.outbox[0].body == ("崇川区总工会：\n\n案例《班前十分钟》已撤回，不再参加本次征集。")
    assert {subject for subject, _who in letters()} == {"已撤回：《班前十分钟》"}


def test_withdrawn_draft_without_a_title_has_a_name_in_the_letter(union, seen_and):
    submission = SubmissionFactory(union=union, title="")
    seen_and(intake.withdraw, submission, by=member(union, "approver"))
    assert "案例《（尚未填写案例名称）》已撤回" in mail.outbox[0].body
    assert {subject for subject, _who in letters()} == {"已撤回：《（尚未填写案例名称）》"}


def test_letters_leave_after_commit_only(union, django_capture_on_commit_callbacks):
    submission = SubmissionFactory(union=union)
    with django_capture_on_commit_callbacks(execute=True):
        intake.send(
            submission,
            seen=intake.shown_now(submission),
            by=member(union, "approver"),
            opinion=OPINION,
        )
        assert mail.outbox == []
    assert len(mail.outbox) == 2


def test_rolled_back_verb_sends_nothing(union, django_capture_on_commit_callbacks):
    submission = SubmissionFactory(union=union)

    def fail():
        with transaction.atomic():
            intake.send(
                submission,
                seen=intake.shown_now(submission),
                by=member(union, "approver"),
                opinion=OPINION,
            )
            raise RuntimeError

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError):
        fail()
    assert mail.outbox == []
    assert Submission.objects.get().state == SubmissionState.DRAFT


def test_broken_mail_server_loses_nothing(union, seen_and, settings, caplog):
    broken = f"{__name__}.BrokenBackend"
    if django.VERSION < (6, 1):
        settings.EMAIL_BACKEND = broken
    else:
        settings.MAILERS = {"default": {"BACKEND": broken}}
    submission = SubmissionFactory(union=union)
    seen_and(intake.send, submission, by=member(union, "approver"), opinion=OPINION)
    fresh = Submission.objects.get()
    assert fresh.state == SubmissionState.SUBMITTED
    assert fresh.current_workflow_task_state is not None
    assert f"Letter sent of dossier {fresh.number} was not delivered" in caplog.text


def test_letter_that_cannot_be_written_loses_nothing(union, commits, caplog):
    submission = SubmissionFactory(union=union)
    commits(tell_union, submission, "no_such_letter")
    assert mail.outbox == []
    assert "was not delivered" in caplog.text


def test_nobody_to_tell_is_no_error(commits):
    submission = SubmissionFactory()
    commits(tell_union, submission, "withdrawn")
    assert mail.outbox == []


def test_title_cannot_break_the_subject_or_the_letter(union, seen_and):
    submission = SubmissionFactory(union=union, title="第一行\nBcc: x@example.org & <b>")
    seen_and(intake.withdraw, submission, by=member(union, "approver"))
    assert mail.outbox[0].subject == "已撤回：《第一行 Bcc: x@example.org & <b>》"
    assert "& <b>" in mail.outbox[0].body
    assert mail.outbox[0].bcc == []


def test_sender_is_the_setting(union, commits, settings):
    settings.CASESTUDIES = {"FROM_EMAIL": "anli@example.org"}
    commits(tell_union, SubmissionFactory(union=union), "withdrawn")
    assert mail.outbox[0].from_email == "anli@example.org"


def test_a_host_that_wants_no_letters_gets_none(union, seen_and, settings):
    settings.CASESTUDIES = {"LETTERS": False}
    submission = SubmissionFactory(union=union)
    seen_and(intake.send, submission, by=member(union, "approver"), opinion=OPINION)
    assert submission.state == SubmissionState.SUBMITTED
    assert mail.outbox == []


def test_the_approver_of_a_returned_dossier_is_told_its_own_due_day(union, seen_and):
    submission = SubmissionFactory(union=union, walk="returned")
    mail.outbox.clear()
    due = timezone.localtime(submission.due_at)
    assert due.date() != timezone.localtime(submission.call.closes_at).date()
    seen_and(intake.hand_over, submission, by=member(union, "author"))
    said = f"报送截止时间：{due.year}年{due.month}月{due.day}日 {due:%H:%M}。"
    assert said in mail.outbox[0].body


def test_letters_are_in_the_sites_language_whoever_acts(union, seen_and):
    submission = SubmissionFactory(union=union, title="")
    with override("en"):
        seen_and(intake.withdraw, submission, by=member(union, "approver"))
    assert mail.outbox
    for letter in mail.outbox:
        assert "（尚未填写案例名称）" in letter.subject + letter.body
        assert "no title" not in letter.subject + letter.body
