"""The form handed over: what is missing, the limits of the text, what comes next."""

import pytest

from casestudies.chinese import count_characters
from casestudies.enums import SubmissionState
from casestudies.models import Submission
from tests.factories import as_typed, long_text, uploaded_jpeg

from .pages import address, errors, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

S = SubmissionState


def test_handing_over_shows_everything_that_is_missing_at_once(client, author, form_page, typed):
    client.force_login(author)
    response = client.post(
        form_page.get_url(),
        typed(
            move="hand_over",
            title="",
            employees="很多",
            contact=" ",
            topics=None,
            background="",
            practice=long_text(100),
        )
        | {"photo-0-file": uploaded_jpeg()},
    )
    assert response.status_code == 200
    assert errors(response) == [
        "“案例名称”没有填写，请补充。",
        "“职工人数”请填写数字，如 326。",
        "“联系人及职务”没有填写，请补充。",
        "请至少选择一个标签。",
        "案例简介现有 600 字，比要求的 800 字少 200 字，请补充。",
        "“实施背景”没有填写，请补充。",
        "现有 1 张照片。照片可以不交；要交请交 2 至 3 张。",
        "第 1 张照片没有文字说明，请写明照片内容。",
    ]
    assert Submission.objects.get().state == S.DRAFT


@pytest.mark.parametrize(
    ("characters", "sentence"),
    [
        (799, "案例简介现有 799 字，比要求的 800 字少 1 字，请补充。"),
        (800, None),
        (1500, None),
        (1501, "案例简介现有 1501 字，比允许的 1500 字多 1 字，请删减。"),
    ],
)
def test_the_limits_of_the_text_are_exact(client, author, form_page, typed, characters, sentence):
    client.force_login(author)
    parts = {"background": "字", "process": "字", "practice": "字"}
    response = client.post(
        form_page.get_url(), typed(move="hand_over", effect=long_text(characters - 3), **parts)
    )
    submission = as_typed()
    assert count_characters(*submission.texts) == characters
    if sentence:
        assert errors(response) == [sentence]
        assert submission.state == S.DRAFT
    else:
        assert response.status_code == 302
        assert submission.state == S.ENDORSING


def test_author_hands_over_and_reads_what_comes_next(client, author, form_page, typed):
    client.force_login(author)
    response = client.post(form_page.get_url(), typed(move="hand_over"), follow=True)
    page = text(response)
    assert "《班前十分钟点亮一整天》已交负责人审签，由负责人填写推荐意见并报送。" in page
    assert "等待负责人审签，于" in page
    assert '<form class="cs-form' not in page


def test_approver_goes_on_to_the_opinion(client, approver, form_page, typed):
    client.force_login(approver)
    response = client.post(form_page.get_url(), typed(move="endorse"))
    submission = as_typed()
    assert response.url == address(submission, "endorse")
    assert submission.state == S.DRAFT


def test_approver_does_not_go_on_with_gaps(client, approver, form_page, typed):
    client.force_login(approver)
    response = client.post(form_page.get_url(), typed(move="endorse", effect=""))
    assert "“工作效果”没有填写，请补充。" in errors(response)
