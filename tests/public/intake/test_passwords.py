"""Forgetting and changing a password, over HTTP."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Site

from casestudies.models import DoorCount, Letter
from tests.factories import MemberFactory, UserFactory
from tests.factories.people import PASSWORD

from .pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

SIGN_IN = "/casestudies/sign-in/"
FORGOTTEN = "/casestudies/password/forgotten/"
WRITTEN = "/casestudies/password/letter/"
CHANGE = "/casestudies/password/change/"
NEW = "a-quite-new-1"


def ask(client, name, **meta):
    return client.post(FORGOTTEN, {"name": name}, **meta)


def links():
    """The links of the letters in the outbox."""
    found = [re.findall(r"https?://\S+", letter.body) for letter in Letter.objects.order_by("pk")]
    return [link for each in found for link in each]


def work(asked):
    """What the database was asked for; beginning and end of transactions are its own affair."""
    kinds = [query["sql"].split()[0] for query in asked.captured_queries]
    return tuple(kind for kind in kinds if kind not in {"SAVEPOINT", "RELEASE", "ROLLBACK"})


def path_of(link):
    return "/" + link.split("/", 3)[3]


def set_password(client, link, new=NEW, again=NEW):
    page = client.get(path_of(link), follow=True)
    posted = {"new_password1": new, "new_password2": again}
    return client.post(page.redirect_chain[-1][0], posted)


def test_a_forgotten_password_is_set_anew_by_letter(client, author):
    assert f'href="{FORGOTTEN}"' in text(client.get(SIGN_IN))
    assert ask(client, author.username).url == WRITTEN
    letter = Letter.objects.get()
    assert (letter.address, letter.subject) == (author.email, "设置新密码")
    assert (letter.is_secret, letter.staff_reads) == (True, False)
    assert mail.outbox == []
    (link,) = links()
    response = set_password(client, link)
    assert response.url == SIGN_IN
    assert "新密码已设置，请用新密码登录。" in text(client.get(SIGN_IN))
    author.refresh_from_db()
    assert author.check_password(NEW)
    assert Letter.objects.get(name="password_changed").address == author.email


def test_a_link_opens_once(client, author):
    ask(client, author.username)
    (link,) = links()
    set_password(client, link)
    page = text(Client().get(path_of(link)))
    assert "该链接已经用过，或者已经过期" in page
    assert FORGOTTEN in page


def test_a_link_expires(client, author, settings):
    ask(client, author.username)
    (link,) = links()
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "链接已失效" in text(client.get(path_of(link)))


@pytest.mark.parametrize("uid", ["MA", "x", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk", "-", "_w"])
def test_an_invented_link_opens_nothing(client, uid):
    response = client.get(f"/casestudies/password/new/{uid}/abc-def/")
    assert "链接已失效" in text(response)


def test_the_link_is_the_sites_own_whatever_host_is_asked_for(client, author):
    Site.objects.update(hostname="cases.example.org", port=443)
    ask(client, author.username, HTTP_HOST="evil.example")
    (link,) = links()
    assert link.startswith("https://cases.example.org/casestudies/password/new/")


def test_everybody_gets_the_same_answer_in_the_same_time(client, author):
    no_address = MemberFactory(user__email="").user
    inactive = MemberFactory(user__is_active=False).user
    of_inactive_union = MemberFactory(union__is_active=False).user
    elsewhere = MemberFactory().user
    elsewhere.set_unusable_password()
    elsewhere.save()
    others = [no_address, inactive, of_inactive_union, elsewhere, UserFactory()]
    ask(client, "to make the tables known", REMOTE_ADDR="198.51.100.1")
    answers = set()
    for name in [author.username, author.email, "nobody", *[user.username for user in others]]:
        DoorCount.objects.all().delete()
        with CaptureQueriesContext(connection) as asked:
            response = ask(client, name)
        answers.add((response.status_code, response.url, response.content, work(asked)))
    assert len(answers) == 1
    assert {letter.address for letter in Letter.objects.all()} == {author.email}
    assert Letter.objects.count() == 2


def test_one_mailbox_of_several_accounts_gets_one_letter(client, author, approver):
    approver.email = author.email
    approver.save()
    ask(client, author.email.upper())
    assert Letter.objects.count() == 1
    assert len(links()) == 2


def test_who_asks_too_often_waits(client, author):
    for _time in range(3):
        assert ask(client, author.username).status_code == 302
    refused = ask(client, author.username)
    assert refused.status_code == 429
    assert "尝试次数过多，请等 60 分钟后再试。" in text(refused)
    for number in range(57):
        ask(client, f"nobody{number}")
    assert ask(client, "one more").status_code == 429
    assert Letter.objects.count() == 3
    # The sign-in counts by itself.
    assert (
        client.post(SIGN_IN, {"username": author.username, "password": PASSWORD}).status_code == 302
    )


def test_a_new_password_opens_a_door_that_was_tried_too_often(client, author):
    for _time in range(10):
        client.post(SIGN_IN, {"username": author.username, "password": "wrong"})
    ask(client, author.username)
    set_password(client, links()[0])
    posted = {"username": author.username, "password": NEW}
    assert client.post(SIGN_IN, posted).status_code == 302


def test_a_poor_password_is_refused_with_the_reason(client, author):
    ask(client, author.username)
    assert "密码太短，至少 8 个字符。" in text(set_password(client, links()[0], "short", "short"))
    author.refresh_from_db()
    assert author.check_password(PASSWORD)


@pytest.mark.parametrize(
    "off",
    [{"WAGTAIL_PASSWORD_RESET_ENABLED": False}, {"WAGTAIL_PASSWORD_MANAGEMENT_ENABLED": False}],
)
def test_where_a_site_keeps_passwords_elsewhere_there_is_no_page(client, author, settings, off):
    for name, value in off.items():
        setattr(settings, name, value)
    assert FORGOTTEN not in text(client.get(SIGN_IN))
    for url in (FORGOTTEN, WRITTEN, "/casestudies/password/new/MQ/abc-def/"):
        assert client.get(url).status_code == 404


def change(client, old=PASSWORD, new=NEW):
    posted = {"old_password": old, "new_password1": new, "new_password2": new}
    return client.post(CHANGE, posted)


def test_a_password_is_changed_and_told(client, author):
    client.force_login(author)
    other = Client()
    other.force_login(author)
    assert f'href="{CHANGE}"' in text(client.get("/casestudies/desk/"))
    assert "no-store" in client.get(CHANGE)["Cache-Control"]
    assert change(client).url == "/casestudies/desk/"
    assert "密码已修改。" in text(client.get("/casestudies/desk/"))
    assert other.get("/casestudies/desk/").status_code == 302
    letter = Letter.objects.get()
    assert (letter.subject, letter.address) == ("您的密码已修改", author.email)
    assert author.username in letter.body


def test_the_old_password_is_guessed_ten_times(client, author):
    client.force_login(author)
    for _time in range(10):
        assert change(client, "wrong").status_code == 200
    refused = change(client)
    assert refused.status_code == 429
    assert "请等 1 分钟后再试" in text(refused)
    author.refresh_from_db()
    assert author.check_password(PASSWORD)


def test_changing_is_for_who_is_signed_in_with_a_password(client, author):
    assert client.get(CHANGE).url == f"{SIGN_IN}?next={CHANGE}"
    assert change(client).url == f"{SIGN_IN}?next={CHANGE}"
    author.set_unusable_password()
    author.save()
    client.force_login(author)
    assert client.get(CHANGE).status_code == 404
    assert CHANGE not in text(client.get("/casestudies/desk/"))


def test_the_admins_reset_goes_through_the_outbox_and_tells_nothing(client, checker, monkeypatch):
    hashed = []
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: hashed.append(args))
    url = reverse("wagtailadmin_password_reset")
    answers = set()
    for email in [checker.email, "nobody@example.org"]:
        with CaptureQueriesContext(connection) as asked:
            response = client.post(url, {"email": email})
        answers.add((response.status_code, response.url, work(asked)))
    assert len(answers) == 1
    assert hashed == []
    assert mail.outbox == []
    letter = Letter.objects.get()
    assert (letter.address, letter.is_secret) == (checker.email, True)
    assert reverse("wagtailadmin_home") + "password_reset/confirm/" in links()[0]
    for _time in range(5):
        assert client.post(url, {"email": checker.email}).status_code == 302
    assert Letter.objects.count() == 3
