"""A signature counts for the text its maker was shown, and for no other: two sessions over HTTP."""

import re
from html import unescape

import pytest
from django.test import Client

from casestudies.domain import intake
from casestudies.enums import SubmissionState
from casestudies.models import Submission, SubmissionDraft, SubmissionPhoto
from tests.factories import OPINION, SubmissionFactory, as_typed, type_in

from .pages import address, mark, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

S = SubmissionState
CHANGED = "正文在您打开之后有改动"


@pytest.fixture
def handed(union, author):
    submission = SubmissionFactory(union=union, photos=2, title="审签时的版本")
    return intake.hand_over(submission, seen=intake.shown_now(submission), by=author)


@pytest.fixture
def desk(client, approver):
    """The approver's session."""
    client.force_login(approver)
    return client


@pytest.fixture
def theirs(author):
    """The author's session."""
    browser = Client()
    browser.force_login(author)
    return browser


def marked(response) -> str:
    """The mark that the page carries."""
    return unescape(re.search(r'name="mark" value="([^"]+)"', response.content.decode())[1])


def opened(client, submission, name="endorse"):
    return {"mark": marked(client.get(address(submission, name)))}


def stored():
    return Submission.objects.get()


def take_back_and_change(theirs, author, handed, **values):
    seen = opened(theirs, handed, "dossier")
    theirs.post(address(handed, "endorse"), seen | {"move": "take_back"})
    assert stored().state == S.DRAFT
    type_in(stored(), by=author, values=values)


def test_a_text_never_handed_over_nor_read_is_not_sent(desk, theirs, author, handed):
    page = opened(desk, handed)
    take_back_and_change(theirs, author, handed, title="负责人从未读过的版本")
    post = page | {"move": "send", "opinion": "我读的是旧版"}
    response = desk.post(address(handed, "endorse"), post)
    assert response.status_code == 409
    said = text(response)
    assert f"{CHANGED}，这次操作没有执行，请重新阅读。" in said
    assert "<dt>案例名称</dt>" in said
    assert re.search(r"您读到的.{0,40}<del[^>]*>审签时的版本</del>", said)
    assert re.search(r"现在是.{0,40}<ins[^>]*>负责人从未读过的版本</ins>", said)
    assert re.search(r"<del[^>]*>待负责人审签</del>", said)
    assert "我读的是旧版</textarea>" in said
    assert (stored().state, stored().number) == (S.DRAFT, "")
    # The page that told of it has shown the new text.
    again = {"mark": marked(response), "move": "send", "opinion": OPINION}
    assert desk.post(address(handed, "endorse"), again).url == address(handed, "receipt")
    assert stored().title == "负责人从未读过的版本"


def test_a_text_handed_over_anew_is_read_anew(desk, theirs, author, handed):
    page = opened(desk, handed)
    take_back_and_change(theirs, author, handed, effect="改了工作效果。" * 30)
    intake.hand_over(as_typed(), seen=intake.shown_now(as_typed()), by=author)
    response = desk.post(address(handed, "endorse"), page | {"move": "send", "opinion": OPINION})
    assert response.status_code == 409
    changed = response.context["changes"]
    assert [str(change.label) for change in changed] == ["工作效果"]
    assert stored().state == S.ENDORSING


@pytest.mark.parametrize("forged", [None, "", "x", "e30:1tXyZ:abc"])
def test_no_mark_or_a_made_up_one_signs_nothing(desk, handed, forged):
    post = {"move": "send", "opinion": OPINION} | ({} if forged is None else {"mark": forged})
    response = desk.post(address(handed, "endorse"), post)
    assert response.status_code == 409
    assert "无法确定您打开的是哪一版" in text(response)
    assert stored().state == S.ENDORSING


def test_the_mark_of_another_dossier_signs_nothing(desk, union, handed):
    other = SubmissionFactory(union=union, title=handed.title, call=handed.call)
    post = {"move": "send", "opinion": OPINION, "mark": mark(other)}
    assert desk.post(address(handed, "endorse"), post).status_code == 409
    assert Submission.objects.get(pk=handed.pk).state == S.ENDORSING


def test_captions_and_photos_are_part_of_what_is_signed(desk, theirs, author, handed):
    page = opened(desk, handed)
    seen = opened(theirs, handed, "dossier")
    theirs.post(address(handed, "endorse"), seen | {"move": "take_back"})
    first, second = SubmissionPhoto.objects.order_by("sort_order")
    entries = [
        intake.PhotoEntry(pk=first.pk, caption="别人的照片说明"),
        intake.PhotoEntry(pk=second.pk, removed=True),
    ]
    type_in(stored(), by=author, photos=entries)
    response = desk.post(address(handed, "endorse"), page | {"move": "send", "opinion": OPINION})
    assert response.status_code == 409
    said = [(change.before, change.after) for change in response.context["changes"]]
    assert ("班前会现场（1）", "别人的照片说明") in said
    assert ("班前会现场（2）", "（没有这张照片）") in said


def test_an_error_on_the_page_hides_no_change(desk, theirs, author, handed):
    """Else the page that asks for the opinion would bring the mark of a text never told of."""
    page = opened(desk, handed)
    take_back_and_change(theirs, author, handed, title="没有说过的改动")
    response = desk.post(address(handed, "endorse"), page | {"move": "send", "opinion": ""})
    assert response.status_code == 409
    assert CHANGED in text(response)


def test_what_the_office_renames_meanwhile_is_read_anew(desk, handed):
    page = opened(desk, handed)
    direction = as_typed().direction
    direction.label = "改了名的方向"
    direction.save()
    response = desk.post(address(handed, "endorse"), page | {"move": "send", "opinion": OPINION})
    assert response.status_code == 409
    assert [str(change.label) for change in response.context["changes"]] == ["案例方向"]


@pytest.mark.parametrize("move", [None, "", "sign", "save"])
def test_a_signature_says_what_it_is_for(desk, handed, move):
    post = opened(desk, handed) | {"opinion": "写好的意见"} | ({"move": move} if move else {})
    response = desk.post(address(handed, "endorse"), post)
    assert response.status_code == 400
    assert "没有执行任何操作，请按下方的按钮。" in text(response)
    assert "写好的意见</textarea>" in text(response)
    assert stored().state == S.ENDORSING
    assert SubmissionDraft.objects.get().values["opinion"] == "写好的意见"


def test_handing_back_is_about_what_was_read(desk, theirs, author, handed):
    page = opened(desk, handed)
    take_back_and_change(theirs, author, handed, title="又改了一遍")
    intake.hand_over(as_typed(), seen=intake.shown_now(as_typed()), by=author)
    post = page | {"move": "hand_back", "opinion": "写到一半", "reason": "题目不好"}
    response = desk.post(address(handed, "endorse"), post)
    assert response.status_code == 409
    assert "题目不好</textarea>" in text(response)
    assert "写到一半</textarea>" in text(response)
    assert stored().state == S.ENDORSING


def test_taking_back_is_about_what_was_read(theirs, author, handed):
    seen = opened(theirs, handed, "dossier")
    intake.take_back(stored(), seen=intake.shown_now(handed), by=author)
    type_in(stored(), by=author, values={"title": "同事改过"})
    intake.hand_over(as_typed(), seen=intake.shown_now(as_typed()), by=author)
    response = theirs.post(address(handed, "endorse"), seen | {"move": "take_back"})
    assert response.status_code == 409
    assert "同事改过</ins>" in text(response)
    assert stored().state == S.ENDORSING


def test_withdrawing_is_about_what_was_read(desk, author, handed):
    seen = opened(desk, handed, "withdraw")
    intake.take_back(stored(), seen=intake.shown_now(handed), by=author)
    type_in(stored(), by=author, values={"title": "同事改过"})
    post = seen | {"move": "withdraw", "reason": "不报了"}
    response = desk.post(address(handed, "withdraw"), post)
    assert response.status_code == 409
    assert "不报了</textarea>" in text(response)
    assert stored().state == S.DRAFT
    post["mark"] = marked(response)
    assert desk.post(address(handed, "withdraw"), post).status_code == 302
    assert stored().state == S.WITHDRAWN


def test_withdrawing_asks_for_its_button(desk, handed):
    response = desk.post(address(handed, "withdraw"), opened(desk, handed, "withdraw"))
    assert response.status_code == 400
    assert stored().state == S.ENDORSING


def test_an_opinion_typed_meanwhile_changes_nothing_that_was_read(desk, approver, handed):
    page = opened(desk, handed)
    intake.keep_opinion(stored(), by=approver, opinion="在另一个窗口里写的")
    response = desk.post(address(handed, "endorse"), page | {"move": "send", "opinion": OPINION})
    assert response.url == address(handed, "receipt")
    assert stored().opinion == OPINION
