"""Letters: who gets which, in what words, in the same transaction as what they tell of."""

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from casestudies.domain import intake
from casestudies.domain.installation import CHECKERS
from casestudies.domain.letters import send_waiting, tell_union
from casestudies.domain.moderation.formal_check import check_formally
from casestudies.enums import Decision, LetterStanding, SubmissionState
from casestudies.models import Letter, Submission
from tests.factories import MemberFactory, StaffFactory, SubmissionFactory, UnionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

TITLE = "班前十分钟"
OPINION = "情况属实，同意推荐。"


@pytest.fixture
def union():
    """A union with an author, an approver, and a colleague who left."""
    union = UnionFactory(name="崇川区总工会")
    MemberFactory(union=union, user__username="author")
    MemberFactory(union=union, user__username="approver", approver=True)
    MemberFactory(union=union, user__username="left", user__is_active=False)
    MemberFactory(union=union, user__username="nomail", user__email="")
    return union


def member(union, username):
    return union.members.get(user__username=username).user


def signed(verb, submission, **kwargs):
    """Run a verb of the union upon the dossier as it stands."""
    return verb(submission, seen=intake.shown_now(submission), **kwargs)


def letters():
    """Subject and receiver of the letters written since the last look."""
    found = sorted(Letter.objects.values_list("subject", "address"))
    Letter.objects.all().delete()
    return found


def body():
    return Letter.objects.latest("pk").body


def test_each_step_is_told_to_those_it_concerns(union):
    author, approver = member(union, "author"), member(union, "approver")
    submission = SubmissionFactory(union=union, title=TITLE)
    checker = StaffFactory(groups=[CHECKERS])
    everybody = ("approver@example.org", "author@example.org")

    signed(intake.hand_over, submission, by=author)
    assert letters() == [("请审签：《班前十分钟》", "approver@example.org")]
    signed(intake.hand_back, submission, by=approver, reason="请补充数据。")
    assert "负责人的意见：请补充数据。" in body()
    assert letters() == [("请继续修改：《班前十分钟》", "author@example.org")]
    signed(intake.hand_over, submission, by=author)
    letters()
    signed(intake.take_back, submission, by=author)
    assert letters() == [("已收回修改：《班前十分钟》", "approver@example.org")]
    signed(intake.send, submission, by=approver, opinion=OPINION)
    number = submission.number
    assert number
    assert letters() == [(f"《班前十分钟》已报送，编号 {number}", who) for who in everybody]
    check_formally(submission, by=checker, decision=Decision.RETURN, reason="请补照片。")
    assert "请补照片。" in body()
    assert f"{submission.due_at:%Y}年" in body()
    subject = f"请修改后重新报送：《班前十分钟》（{number}）"
    assert letters() == [(subject, who) for who in everybody]
    signed(intake.send, submission, by=approver, opinion=OPINION)
    letters()
    check_formally(submission, by=checker, decision=Decision.PASS)
    subject = f"形式审查通过：《班前十分钟》（{number}）"
    assert letters() == [(subject, who) for who in everybody]


def test_refusal_is_told_with_its_reason(union):
    submission = SubmissionFactory(union=union, title=TITLE, walk="sent")
    letters()
    checker = StaffFactory(groups=[CHECKERS])
    check_formally(submission, by=checker, decision=Decision.REFUSE, reason="与方向不符。")
    assert "理由：\n与方向不符。" in body()
    assert letters()[0][0] == f"不予受理：《班前十分钟》（{submission.number}）"


def test_withdrawal_is_confirmed(union):
    submission = SubmissionFactory(union=union, title=TITLE)
    signed(intake.withdraw, submission, by=member(union, "approver"))
    assert body() == ("崇川区总工会：\n\n案例《班前十分钟》已撤回，不再参加本次征集。")
    assert {subject for subject, _who in letters()} == {"已撤回：《班前十分钟》"}


def test_withdrawn_draft_without_a_title_has_a_name_in_the_letter(union):
    submission = SubmissionFactory(union=union, title="")
    signed(intake.withdraw, submission, by=member(union, "approver"))
    assert "案例《（尚未填写案例名称）》已撤回" in body()
    assert {subject for subject, _who in letters()} == {"已撤回：《（尚未填写案例名称）》"}


def test_a_letter_is_a_row_of_the_same_transaction_and_no_mail(
    union, django_capture_on_commit_callbacks
):
    submission = SubmissionFactory(union=union)
    with django_capture_on_commit_callbacks(execute=True):
        signed(intake.send, submission, by=member(union, "approver"), opinion=OPINION)
        assert set(Letter.objects.values_list("name", "standing", "submission", "staff_reads")) == {
            ("sent", LetterStanding.WAITING, submission.pk, True)
        }
    assert mail.outbox == []


def test_what_passes_between_members_is_not_for_the_office(union):
    submission = SubmissionFactory(union=union, title=TITLE)
    signed(intake.hand_over, submission, by=member(union, "author"))
    letter = Letter.objects.get()
    assert letter.staff_reads is False
    assert TITLE in letter.subject
    assert TITLE not in str(letter)


def test_rolled_back_verb_writes_nothing(union):
    submission = SubmissionFactory(union=union)

    def fail():
        with transaction.atomic():
            signed(intake.send, submission, by=member(union, "approver"), opinion=OPINION)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert letters() == []
    assert Submission.objects.get().state == SubmissionState.DRAFT


def test_letter_that_cannot_be_written_loses_nothing(union, caplog):
    submission = SubmissionFactory(union=union)
    tell_union(submission, "no_such_letter")
    kept = Letter.objects.latest("pk")
    assert (kept.standing, kept.body) == (LetterStanding.FAILED, "")
    assert "TemplateDoesNotExist" in kept.fault
    assert "Letter no_such_letter could not be written" in caplog.text


def test_nobody_to_tell_is_no_error():
    submission = SubmissionFactory()
    assert tell_union(submission, "withdrawn") == []
    assert letters() == []


def test_title_cannot_break_the_subject_or_the_letter(union):
    submission = SubmissionFactory(union=union, title="第一行\nBcc: x@example.org & <b>")
    signed(intake.withdraw, submission, by=member(union, "approver"))
    assert "& <b>" in body()
    send_waiting()
    assert mail.outbox[0].subject == "已撤回：《第一行 Bcc: x@example.org & <b>》"
    assert mail.outbox[0].bcc == []


def test_sender_is_the_setting(union, settings):
    settings.CASESTUDIES = {"FROM_EMAIL": "anli@example.org"}
    tell_union(SubmissionFactory(union=union), "withdrawn")
    send_waiting()
    assert mail.outbox[0].from_email == "anli@example.org"


def test_a_host_that_wants_no_letters_gets_none(union, settings):
    settings.CASESTUDIES = {"LETTERS": False}
    submission = SubmissionFactory(union=union)
    signed(intake.send, submission, by=member(union, "approver"), opinion=OPINION)
    assert submission.state == SubmissionState.SUBMITTED
    assert letters() == []


def test_the_approver_of_a_returned_dossier_is_told_its_own_due_day(union):
    submission = SubmissionFactory(union=union, walk="returned")
    letters()
    due = timezone.localtime(submission.due_at)
    assert due.date() != timezone.localtime(submission.call.closes_at).date()
    signed(intake.hand_over, submission, by=member(union, "author"))
    said = f"报送截止时间：{due.year}年{due.month}月{due.day}日 {due:%H:%M}。"
    assert said in body()


def test_letters_are_in_the_sites_language_whoever_acts(union):
    submission = SubmissionFactory(union=union, title="")
    with override("en"):
        signed(intake.withdraw, submission, by=member(union, "approver"))
    assert Letter.objects.exists()
    for letter in Letter.objects.all():
        assert "（尚未填写案例名称）" in letter.subject + letter.body
        assert "no title" not in letter.subject + letter.body
