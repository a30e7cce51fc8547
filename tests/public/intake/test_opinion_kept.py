"""What the approver typed comes back, whatever became of the move."""

from datetime import timedelta

import pytest
from django.utils import timezone

from casestudies.domain import intake
from casestudies.models import CallPage, SubmissionDraft
from tests.factories import OPINION, SubmissionFactory

from .pages import address, errors, mark, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]


@pytest.fixture
def handed(client, union, author, approver):
    submission = SubmissionFactory(union=union)
    client.force_login(approver)
    return intake.hand_over(submission, seen=intake.shown_now(submission), by=author)


def post(client, submission, move="send", **values):
    values = {"move": move, "mark": mark(submission), **values}
    return client.post(address(submission, "endorse"), values)


def shown(client, submission):
    return text(client.get(address(submission, "endorse")))


def test_an_opinion_too_long_is_shown_again_with_what_is_wrong(client, handed):
    post(client, handed, opinion="长" * 1001)
    page = shown(client, handed)
    assert f"{'长' * 1001}</textarea>" in page
    assert '<a href="#id_opinion">“推荐意见”有 1001 个字符，请控制在 1000 个以内。</a>' in page


def test_what_cannot_be_seen_is_no_part_of_an_opinion(client, handed):
    post(client, handed, opinion="同意\x00\x07推\u202e荐" + "长" * 1000)
    page = shown(client, handed)
    assert f"同意推荐{'长' * 1000}</textarea>" in page


def test_an_opinion_of_what_cannot_be_seen_is_none(client, handed):
    assert "“推荐意见”没有填写，请补充。" in text(post(client, handed, opinion="\u200b\u200b"))


def test_an_opinion_refused_is_there_the_next_day_and_once(client, handed):
    CallPage.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    post(client, handed, opinion="同意推荐，请市总审定。")
    page = shown(client, handed)
    assert "同意推荐，请市总审定。</textarea>" in page
    assert page.count("同意推荐，请市总审定。") == 1


def test_an_opinion_typed_before_handing_back_is_kept(client, handed, author):
    page = text(post(client, handed, "hand_back", opinion="写到一半", reason="长" * 501))
    assert "写到一半</textarea>" in page
    assert post(client, handed, "hand_back", opinion="写完了", reason="数据").status_code == 302
    intake.hand_over(handed, seen=intake.shown_now(handed), by=author)
    assert "写完了</textarea>" in shown(client, handed)


def test_a_reason_typed_before_sending_is_on_the_page(client, handed):
    page = text(post(client, handed, opinion="", reason="工作效果再写具体些"))
    assert "工作效果再写具体些</textarea>" in page


def test_handing_back_without_an_opinion_leaves_the_one_kept(client, handed, author):
    post(client, handed, opinion="长" * 1001)
    post(client, handed, "hand_back", reason="数据")
    assert SubmissionDraft.objects.get().values["opinion"] == "长" * 1001
    client.force_login(author)
    assert errors(client.get(address(handed))) == []


def test_an_author_leaves_no_opinion(client, author, handed):
    client.force_login(author)
    assert f"{OPINION}</textarea>" in text(post(client, handed, opinion=OPINION))
    assert not SubmissionDraft.objects.exists()
