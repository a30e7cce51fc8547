"""Doors over HTTP: who tries too often waits, and nobody learns which accounts exist."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.urls import reverse

from casestudies.doors import client_address
from casestudies.models import DoorCount
from tests.factories import MemberFactory, SubmissionFactory, UserFactory
from tests.factories.people import PASSWORD

from .pages import address, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

SIGN_IN = "/casestudies/sign-in/"
WRONG_PASSWORD = "not-this-one"
OFFICE, STRANGER = "203.0.113.7", "198.51.100.9"
WAIT = "尝试次数过多，请等 1 分钟后再试。"
WRONG = "用户名或密码不正确"


def sign_in(client, username, password=WRONG_PASSWORD, *, url=SIGN_IN, ip=STRANGER, **more):
    posted = {"username": username, "password": password, **more}
    return client.post(url, posted, REMOTE_ADDR=ip)


@pytest.fixture
def hashings(monkeypatch):
    """How often a password was hashed, which is what costs time."""
    done = []
    encode = MD5PasswordHasher.encode

    def counted(hasher, password, salt):
        done.append(password)
        return encode(hasher, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return done


def test_an_account_is_tried_ten_times(client, author, hashings):
    for _time in range(10):
        assert WRONG in text(sign_in(client, author.username))
    refused = sign_in(client, author.username, PASSWORD)
    assert refused.status_code == 429
    assert refused["Retry-After"] == "60"
    assert "no-store" in refused["Cache-Control"]
    assert WAIT in text(refused)
    assert PASSWORD not in text(refused)
    assert len(hashings) == 10


def test_known_and_unknown_accounts_answer_alike(client, author, hashings):
    inactive = UserFactory(is_active=False).username
    no_password = UserFactory()
    no_password.set_unusable_password()
    no_password.save()
    hashings.clear()
    answers = set()
    for name in (author.username, "nobody-at-all", inactive, no_password.username):
        pages = [sign_in(client, name, ip=f"{name}@") for _time in range(11)]
        assert len(hashings) == 10
        hashings.clear()
        said = [text(page).replace(name, "…") for page in pages]
        answers.add((*(page.status_code for page in pages), WRONG in said[9], WAIT in said[10]))
    assert answers == {(*[200] * 10, 429, True, True)}


def test_the_other_doors_of_the_programme_count_with_it(client, author, union):
    url = address(SubmissionFactory(union=union))
    posted = {"move": "save", "union": union.pk, "title": "夜班食堂"}
    for _time in range(5):
        sign_in(client, author.username)
        assert WRONG in text(sign_in(client, author.username, url=url, **posted))
    refused = sign_in(client, author.username, PASSWORD, url=url, **posted)
    assert refused.status_code == 429
    assert refused["Retry-After"] == "60"
    assert WAIT in text(refused)
    assert "夜班食堂" in text(refused)


def test_the_admins_door_counts_with_it(client, checker):
    admin = reverse("wagtailadmin_login")
    for _time in range(5):
        sign_in(client, checker.username)
        sign_in(client, checker.username, url=admin)
    assert WAIT in text(sign_in(client, checker.username, PASSWORD, url=admin))
    DoorCount.objects.all().delete()
    assert sign_in(client, checker.username, PASSWORD, url=admin).status_code == 302


def test_fifty_clerks_behind_one_address_come_in(client):
    for number in range(50):
        user = MemberFactory(user__username=f"clerk{number}").user
        for _time in range(3):
            assert sign_in(client, user.username, ip=OFFICE).status_code == 200
        assert sign_in(client, user.username, PASSWORD, ip=OFFICE).status_code == 302
        client.logout()


def test_one_address_tries_many_accounts_for_a_while_only(client, author):
    for number in range(200):
        assert sign_in(client, f"account{number}").status_code == 200
    assert sign_in(client, author.username, PASSWORD).status_code == 429
    assert sign_in(client, author.username, PASSWORD, ip=OFFICE).status_code == 302


def test_strangers_shut_nobody_out_of_the_own_office(client, author):
    assert sign_in(client, author.username, PASSWORD, ip=OFFICE).status_code == 302
    client.logout()
    for _time in range(11):
        last = sign_in(client, author.username)
    assert last.status_code == 429
    assert sign_in(client, author.username, PASSWORD, ip=OFFICE).status_code == 302


def test_a_blank_password_is_no_try(client, author):
    for _time in range(12):
        assert sign_in(client, author.username, "").status_code == 200
    assert not DoorCount.objects.exists()


@pytest.mark.parametrize(
    ("said", "meta", "known"),
    [
        ("REMOTE_ADDR", {"REMOTE_ADDR": OFFICE, "HTTP_X_FORWARDED_FOR": STRANGER}, OFFICE),
        ("HTTP_X_REAL_IP", {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_REAL_IP": OFFICE}, OFFICE),
        ("HTTP_X_FORWARDED_FOR", {"HTTP_X_FORWARDED_FOR": f"{STRANGER}, {OFFICE}"}, OFFICE),
        ("HTTP_X_REAL_IP", {"REMOTE_ADDR": OFFICE}, OFFICE),
        ("REMOTE_ADDR", {"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"}, "2001:db8:1:2::/64"),
        ("REMOTE_ADDR", {"REMOTE_ADDR": f"::ffff:{OFFICE}"}, OFFICE),
        ("REMOTE_ADDR", {"REMOTE_ADDR": ""}, ""),
        ("REMOTE_ADDR", {"REMOTE_ADDR": "unix:"}, ""),
    ],
)
def test_the_setting_says_which_address_counts(rf, settings, said, meta, known):
    settings.CASESTUDIES = settings.CASESTUDIES | {"CLIENT_ADDRESS": said}
    assert client_address(rf.get("/", **meta)) == known
