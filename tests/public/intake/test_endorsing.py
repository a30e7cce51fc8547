"""The opinion, sending, handing back, the receipt, withdrawing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from casestudies.domain import intake
from casestudies.enums import SubmissionState
from casestudies.models import CallPage, Quota, Submission, SubmissionPhoto
from tests.factories import OPINION, SubmissionFactory

from .pages import address, mark, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

S = SubmissionState


@pytest.fixture
def handed(union, author):
    submission = SubmissionFactory(union=union, photos=2)
    return intake.hand_over(submission, seen=intake.shown_now(submission), by=author)


def endorse(client, submission, move="send", **values):
    values = {"move": move, "mark": mark(submission), **values}
    return client.post(address(submission, "endorse"), values)


def withdraw(client, submission, **values):
    values = {"move": "withdraw", "mark": mark(submission), **values}
    return client.post(address(submission, "withdraw"), values, follow=True)


def state():
    return Submission.objects.get().state


def test_the_approver_reads_the_whole_dossier_as_it_will_be_sent(client, approver, handed):
    client.force_login(approver)
    page = text(client.get(address(handed, "endorse")))
    for words in (
        handed.title,
        handed.implementer,
        "0513-85550101",
        "南通市工农路1号",
        "班前会现场（2）",
        "1000 字",
        "推荐意见",
        "县（市）区总工会，产业、集团工会意见（盖章）",
    ):
        assert words in page
    assert page.count("<img src=") >= 2


def test_sending_leads_to_the_receipt(client, approver, handed):
    client.force_login(approver)
    response = endorse(client, handed, opinion=OPINION)
    assert response.status_code == 302
    assert response.url == address(handed, "receipt")
    sent = Submission.objects.get()
    assert (sent.state, sent.opinion, sent.endorsed_by) == (S.SUBMITTED, OPINION, approver)
    for _time in range(2):
        page = text(client.get(response.url))
        moment = timezone.localtime(sent.sent_at)
        day = f"{moment.year}年{moment.month}月{moment.day}日 {moment:%H:%M}"
        for words in (sent.number, day, sent.title, "崇川区总工会", "报送成功", "纸质原件"):
            assert words in page
    assert Submission.objects.get().number == sent.number


def test_the_second_of_two_clicks_shows_the_receipt(client, approver, handed):
    client.force_login(approver)
    endorse(client, handed, opinion=OPINION)
    number = Submission.objects.get().number
    response = endorse(client, handed, opinion=OPINION)
    assert response.url == address(handed, "receipt")
    assert Submission.objects.get().number == number
    assert Submission.objects.get().revisions.count() == 1


def test_the_receipt_tells_what_the_office_wants_to_add(client, author, call, form_page, union):
    form_page.receipt_text = "纸质原件请寄宣教部。"
    form_page.save()
    submission = SubmissionFactory(union=union, call=call, walk="sent")
    client.force_login(author)
    assert "纸质原件请寄宣教部。" in text(client.get(address(submission, "receipt")))


def test_without_sending_there_is_no_receipt(client, author, handed):
    client.force_login(author)
    assert client.get(address(handed, "receipt")).url == address(handed)


@pytest.mark.parametrize("opinion", ["", "  \n "])
def test_an_opinion_is_needed(client, approver, handed, opinion):
    client.force_login(approver)
    response = endorse(client, handed, opinion=opinion)
    page = text(response)
    assert "“推荐意见”没有填写，请补充。" in page
    assert '<a href="#id_opinion">' in page
    assert state() == S.ENDORSING


def test_the_opinion_is_kept_when_the_dossier_is_refused(client, approver, handed):
    SubmissionPhoto.objects.filter(submission=handed).update(caption="")
    client.force_login(approver)
    page = text(endorse(client, handed, opinion="同意推荐，请市总审定。"))
    assert "第 1 张照片没有文字说明，请写明照片内容。" in page
    assert "同意推荐，请市总审定。</textarea>" in page
    assert "请先在本页下方退回申报员修改。" in page
    assert state() == S.ENDORSING


def test_an_opinion_too_long_is_kept(client, approver, handed):
    client.force_login(approver)
    page = text(endorse(client, handed, opinion="长" * 1001))
    assert "1001" in page
    assert "长" * 1001 in page
    assert state() == S.ENDORSING


def test_nothing_is_sent_after_the_deadline(client, approver, handed):
    CallPage.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    client.force_login(approver)
    page = text(endorse(client, handed, opinion=OPINION))
    assert page.count("截止，不能再报送。确需延期的，请致电编辑部。") == 1
    assert "已经保存" not in page
    assert f"{OPINION}</textarea>" in page
    assert state() == S.ENDORSING


def test_nothing_is_sent_beyond_the_quota(client, approver, handed):
    Quota.objects.update(minimum=0, maximum=0)
    client.force_login(approver)
    page = text(endorse(client, handed, opinion=OPINION))
    assert "你单位本次征集的推荐名额已经用完。" in page
    assert f"{OPINION}</textarea>" in page
    assert state() == S.ENDORSING


def test_the_approver_sends_a_draft_without_an_author(client, approver, union):
    draft = SubmissionFactory(union=union)
    client.force_login(approver)
    assert "返回修改" in text(client.get(address(draft, "endorse")))
    assert endorse(client, draft, opinion=OPINION).url == address(draft, "receipt")


def test_an_author_neither_sees_the_page_nor_sends(client, author, handed):
    client.force_login(author)
    assert client.get(address(handed, "endorse")).url == address(handed)
    page = text(endorse(client, handed, opinion=OPINION))
    assert "只有推荐单位负责人可以报送。" in page
    assert state() == S.ENDORSING


def test_a_sent_dossier_has_no_page_for_the_opinion(client, approver, union):
    sent = SubmissionFactory(union=union, walk="sent")
    client.force_login(approver)
    assert client.get(address(sent, "endorse")).url == address(sent)


def test_handing_back_gives_the_reason_to_the_author(client, approver, author, handed):
    client.force_login(approver)
    for _time in range(2):
        response = endorse(client, handed, "hand_back", reason="工作效果再写具体些。")
        assert response.url == address(handed)
    assert state() == S.DRAFT
    client.force_login(author)
    page = text(client.get(address(handed)))
    assert "理由：工作效果再写具体些。" in page
    assert "保存草稿</button>" in page


def test_handing_back_a_returned_dossier_keeps_both_reasons(client, approver, author, union):
    returned = SubmissionFactory(union=union, walk="returned")
    intake.hand_over(returned, seen=intake.shown_now(returned), by=author)
    client.force_login(approver)
    endorse(client, returned, "hand_back", reason="数据还是没有。")
    assert state() == S.RETURNED
    page = text(client.get(address(returned)))
    assert "理由：请补充工作成效的数据。" in page
    assert "负责人退回：数据还是没有。" in page


def test_a_reason_too_long_is_kept(client, approver, handed):
    client.force_login(approver)
    page = text(endorse(client, handed, "hand_back", reason="长" * 501))
    assert "长" * 501 in page
    assert state() == S.ENDORSING


def test_an_author_takes_it_back(client, author, handed):
    client.force_login(author)
    assert "收回修改" in text(client.get(address(handed)))
    for _time in range(2):
        assert endorse(client, handed, "take_back").url == address(handed)
    assert state() == S.DRAFT


def test_withdrawing_asks_first(client, approver, union):
    sent = SubmissionFactory(union=union, walk="sent")
    client.force_login(approver)
    page = text(client.get(address(sent, "withdraw")))
    assert "确认撤回这份材料？" in page
    assert "占用的名额会空出来。" in page
    assert state() == S.SUBMITTED
    for _time in range(2):
        response = withdraw(client, sent, reason="改报另一案例")
        assert "已撤回" in text(response)
        assert "不能“撤回”" not in text(response)
    assert state() == S.WITHDRAWN


def test_only_the_approver_withdraws(client, author, union):
    sent = SubmissionFactory(union=union, walk="sent")
    client.force_login(author)
    assert client.get(address(sent, "withdraw")).url == address(sent)
    page = text(withdraw(client, sent))
    assert "您没有权限“撤回”。" in page
    assert state() == S.SUBMITTED


def test_what_is_accepted_cannot_be_withdrawn(client, approver, union):
    accepted = SubmissionFactory(union=union, walk="accepted")
    client.force_login(approver)
    assert client.get(address(accepted, "withdraw")).url == address(accepted)
    page = text(withdraw(client, accepted))
    assert "当前状态是“已通过形式审查”，不能“撤回”。" in page
    assert state() == S.ACCEPTED


def test_an_opinion_typed_while_the_session_was_lost_is_carried(client, approver, handed):
    from tests.factories.people import PASSWORD

    url = address(handed, "endorse")
    post = {"move": "send", "union": handed.union_id, "opinion": OPINION, "mark": mark(handed)}
    page = text(client.post(url, post))
    assert "登录已过期" in page
    assert OPINION in page
    assert handed.title not in page
    assert f'<textarea name="mark" hidden> {post["mark"]}</textarea>' in page
    response = client.post(url, post | {"username": approver.username, "password": PASSWORD})
    assert response.url == address(handed, "receipt")
