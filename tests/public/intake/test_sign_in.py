"""Signing in and out."""

import pytest
from django.urls import reverse

from casestudies.domain.installation import CHECKERS
from tests.factories import MemberFactory, StaffFactory
from tests.factories.people import PASSWORD

from .pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

SIGN_IN = "/casestudies/sign-in/"


def sign_in(client, user, **more):
    return client.post(SIGN_IN, {"username": user.username, "password": PASSWORD, **more})


def test_members_go_to_their_desk(client, author):
    assert "单位登录" in text(client.get(SIGN_IN))
    assert sign_in(client, author).url == "/casestudies/desk/"
    assert client.get(SIGN_IN).url == "/casestudies/desk/"


def test_staff_go_to_the_admin(client):
    assert sign_in(client, StaffFactory(groups=[CHECKERS])).url == reverse("wagtailadmin_home")


@pytest.mark.parametrize(
    ("wish", "goal"),
    [
        ("/cases/", "/cases/"),
        ("https://evil.example/", "/casestudies/desk/"),
        ("//evil.example/", "/casestudies/desk/"),
        ("javascript:alert(1)", "/casestudies/desk/"),
        (SIGN_IN, "/casestudies/desk/"),
    ],
)
def test_next_is_followed_only_within_the_site(client, author, wish, goal):
    assert sign_in(client, author, next=wish).url == goal
    assert client.get(SIGN_IN, {"next": wish}).url == goal


def test_a_wrong_password_is_explained(client, author):
    response = client.post(SIGN_IN, {"username": author.username, "password": "wrong"})
    page = text(response)
    assert (
        "用户名或密码不正确，请重新输入，注意区分大小写。忘记密码的，请致电市总工会编辑部。" in page
    )
    assert f'value="{author.username}"' in page
    assert "wrong" not in page


def test_signing_out_needs_a_post(client, author):
    client.force_login(author)
    assert client.get("/casestudies/sign-out/").status_code == 405
    assert client.post("/casestudies/sign-out/").url == "/"
    assert "_auth_user_id" not in client.session


def test_members_of_an_inactive_union_read_why(client):
    member = MemberFactory(union__is_active=False)
    client.force_login(member.user)
    assert "所属单位已经停用" in text(client.get("/casestudies/desk/"))


def test_staff_without_union_are_led_to_the_admin(client):
    client.force_login(StaffFactory(groups=[CHECKERS]))
    page = text(client.get("/casestudies/desk/"))
    assert "此账号不属于任何推荐单位" in page
    assert f'href="{reverse("wagtailadmin_home")}"' in page
    client.force_login(StaffFactory())
    page = text(client.get("/casestudies/desk/"))
    assert "此账号不属于任何推荐单位" in page
    assert "进入管理后台" not in page
