"""Who may open and post the form, and when."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from casestudies.enums import SubmissionState
from casestudies.models import Submission
from tests.factories import (
    CallPageFactory,
    MemberFactory,
    StaffFactory,
    SubmissionFactory,
    SubmissionFormPageFactory,
    UserFactory,
    as_typed,
)
from tests.factories.people import PASSWORD

from .pages import address, mark, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]


@pytest.fixture
def closed_form():
    return SubmissionFormPageFactory(call=CallPageFactory(closed=True))


def test_who_is_not_signed_in_is_sent_to_sign_in_and_back(client, form_page, author):
    response = client.get(form_page.get_url())
    assert response.status_code == 302
    assert response.url == f"/casestudies/sign-in/?next={form_page.get_url()}"
    response = client.post(response.url, {"username": author.username, "password": PASSWORD})
    assert response.status_code == 302


def test_who_belongs_to_no_union_reads_why(client, form_page, typed):
    client.force_login(UserFactory())
    response = client.get(form_page.get_url())
    assert response.status_code == 200
    assert "此账号不属于任何推荐单位" in text(response)
    client.post(form_page.get_url(), typed(union=None))
    assert not Submission.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ["dossier", "endorse", "receipt", "withdraw"])
def test_strangers_and_other_unions_do_not_find_the_dossier(client, foreign, name, method):
    submission = SubmissionFactory(walk="sent")
    inactive = MemberFactory(union__is_active=False).user
    for user in (foreign, UserFactory(), inactive, StaffFactory(groups=["形式审查员"])):
        client.force_login(user)
        response = getattr(client, method)(address(submission, name))
        assert response.status_code == 404
    assert Submission.objects.get().state == SubmissionState.SUBMITTED


def test_a_closed_call_says_so(client, author, closed_form):
    client.force_login(author)
    closed = timezone.localtime(closed_form.call.closes_at)
    page = text(client.get(closed_form.get_url()))
    assert (
        f"本次征集已于 {closed.year}年{closed.month}月{closed.day}日 {closed:%H:%M} 截止，"
        "不能再报送。" in page
    )
    assert '<form class="cs-form' not in page


def test_a_call_not_yet_open_says_when(client, author):
    form_page = SubmissionFormPageFactory(call=CallPageFactory(future=True))
    client.force_login(author)
    assert "开始，请届时再来。" in text(client.get(form_page.get_url()))


def test_a_call_taken_off_the_site_is_not_found(client, author, form_page, call, typed):
    call.live = False
    call.save()
    client.force_login(author)
    assert client.get(form_page.get_url()).status_code == 404
    assert client.post(form_page.get_url(), typed()).status_code == 404
    assert not Submission.objects.exists()


@pytest.fixture
def closed_meanwhile(union):
    """A draft begun in time."""
    call = CallPageFactory(closed=True)
    SubmissionFormPageFactory(call=call)
    return SubmissionFactory(call=call, union=union)


@pytest.mark.parametrize("move", ["save", "hand_over"])
def test_a_form_posted_after_the_deadline_is_kept_but_not_sent(
    client, author, closed_meanwhile, typed, move
):
    client.force_login(author)
    direction = closed_meanwhile.call.directions.first().pk
    posted = typed(move=move, direction=direction, mark=mark(closed_meanwhile))
    response = client.post(address(closed_meanwhile), posted, follow=True)
    assert response.status_code == 200
    submission = as_typed()
    assert submission.title == "班前十分钟点亮一整天"
    assert submission.state == SubmissionState.DRAFT
    page = text(response)
    assert page.count("截止，不能再报送。确需延期的，请致电编辑部。") == 1
    assert "已保存 " in page
    assert "交负责人审签</button>" not in page
    assert "保存草稿</button>" in page


def test_approver_is_refused_after_the_deadline_too(client, approver, closed_meanwhile, typed):
    client.force_login(approver)
    direction = closed_meanwhile.call.directions.first().pk
    posted = typed(move="endorse", direction=direction, mark=mark(closed_meanwhile))
    response = client.post(address(closed_meanwhile), posted, follow=True)
    assert "不能再报送。" in text(response)
    assert Submission.objects.get().state == SubmissionState.DRAFT


def test_dossiers_of_a_closed_call_stay_readable(client, author, union):
    submission = SubmissionFactory(union=union, walk="sent")
    call = submission.call
    call.closes_at = timezone.now() - timedelta(hours=1)
    call.save()
    client.force_login(author)
    assert submission.title in text(client.get(address(submission)))


def test_a_session_lost_half_way_loses_nothing(client, form_page, typed, author):
    values = typed(title="写了一下午", background="第一段\r\n第二段 <b>")
    response = client.post(form_page.get_url(), values)
    page = response.content.decode()
    assert response.status_code == 200
    assert "登录已过期，您填写的内容还在本页，尚未保存，请登录后再次保存。" in page
    assert not Submission.objects.exists()
    carried = dict(response.context["carried"])
    assert carried["title"] == ["写了一下午"]
    assert carried["background"] == ["第一段\r\n第二段 <b>"]
    assert '<textarea name="background" hidden>\n第一段\r\n第二段 &lt;b&gt;</textarea>' in page

    response = client.post(form_page.get_url(), carried | {"username": "x", "password": "y"})
    assert "用户名或密码不正确" in text(response)
    assert response.context["carried"]

    credentials = {"username": author.username, "password": PASSWORD}
    response = client.post(form_page.get_url(), carried | credentials)
    assert response.status_code == 302
    stored = as_typed()
    assert (stored.title, stored.created_by) == ("写了一下午", author)
    assert stored.background == "第一段\r\n第二段 <b>"


def test_photos_of_a_lost_session_are_to_be_chosen_again(client, form_page, typed):
    from tests.factories import uploaded_jpeg

    response = client.post(form_page.get_url(), typed() | {"photo-0-file": uploaded_jpeg()})
    assert "您选择的照片和文件无法保留，请登录后重新选择。" in text(response)


@pytest.mark.parametrize("signed_in", [True, False])
def test_a_form_never_lands_in_another_union(client, form_page, typed, foreign, signed_in):
    """The form was opened by a member of one union; then one of another signed in."""
    credentials = {"username": foreign.username, "password": PASSWORD}
    if signed_in:
        client.force_login(foreign)
    response = client.post(form_page.get_url(), typed(title="别家的题目") | credentials)
    page = text(response)
    assert "这个账号不属于打开此表的推荐单位，请用原来的账号登录。" in page
    assert "别家的题目" in page
    assert not Submission.objects.exists()
    assert ("_auth_user_id" in client.session) == signed_in


def test_who_left_the_union_half_way_is_told_the_truth(client, form_page, typed, union, foreign):
    """Signed in still, so nobody says that the session ended; what was typed is there to copy."""
    values = typed(title="写到一半")
    client.force_login(foreign)
    page = text(client.post(form_page.get_url(), values))
    assert f"您现在登录的账号是“{foreign.username}”，不属于打开此表的推荐单位" in page
    assert "登录已过期" not in page
    assert "写到一半" in page
    assert not Submission.objects.exists()


def test_an_outdated_token_loses_nothing(form_page, typed, author):
    client = Client(enforce_csrf_checks=True)
    client.force_login(author)
    response = client.post(form_page.get_url(), typed(title="令牌过期前写的"))
    assert response.status_code == 403
    page = text(response)
    assert "页面已过期，您填写的内容还在本页" in page
    assert "令牌过期前写的" in page
    assert 'name="password"' not in page
    assert not Submission.objects.exists()
    token = client.cookies["csrftoken"].value
    carried = dict(response.context["carried"])
    response = client.post(form_page.get_url(), carried | {"csrfmiddlewaretoken": token})
    assert response.status_code == 302
    assert as_typed().title == "令牌过期前写的"


def test_an_outdated_token_elsewhere_is_explained(author):
    client = Client(enforce_csrf_checks=True)
    client.force_login(author)
    response = client.post("/casestudies/sign-out/")
    assert response.status_code == 403
    assert "没有作任何改动。请返回上一页，刷新后再操作一次。" in text(response)


@pytest.mark.parametrize(
    "settings_changed",
    [{"DATA_UPLOAD_MAX_MEMORY_SIZE": 2000}, {"DATA_UPLOAD_MAX_NUMBER_FIELDS": 5}],
)
def test_a_request_too_large_is_answered_in_words(
    client, author, form_page, typed, settings, settings_changed
):
    client.force_login(author)
    for name, value in settings_changed.items():
        setattr(settings, name, value)
    response = client.post(form_page.get_url(), typed())
    assert response.status_code == 413
    assert "提交的内容太大" in text(response)
    assert "您填写的内容还在" in text(response)
    assert not Submission.objects.exists()


def test_a_request_cut_short_is_answered_in_words(client, author, form_page):
    client.force_login(author)
    response = client.post(
        form_page.get_url(), b"--x\r\n", content_type="multipart/form-data; boundary="
    )
    assert response.status_code == 400
    assert "提交的内容没有完整到达，或者不是 UTF-8 编码，因此没有保存。" in text(response)


@pytest.mark.parametrize("hide", ["unpublished", "private"])
def test_a_form_that_is_not_public_is_not_found(client, author, form_page, hide):
    address = form_page.get_url()
    if hide == "unpublished":
        form_page.unpublish()
    else:
        PageViewRestriction.objects.create(
            page=form_page, restriction_type=PageViewRestriction.LOGIN
        )
    client.force_login(author)
    assert client.get(address).status_code == 404


def test_the_place_in_the_page_tree_leads_to_the_form(client, author, form_page):
    client.force_login(author)
    response = client.get(f"{form_page.call.get_url()}{form_page.slug}/", follow=True)
    short, blank = [url for url, _status in response.redirect_chain]
    assert short == f"/casestudies/calls/{form_page.pk}/apply/"
    assert blank.startswith(f"{short}?key=")
    assert "保存草稿" in response.text
