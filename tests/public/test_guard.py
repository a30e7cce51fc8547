"""What stands before our views, and before nobody else's."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from casestudies.backoffice.urls import admin_urls
from casestudies.public.urls import urlpatterns
from tests.factories.home import HomePageFactory
from tests.factories.people import UserFactory

CSRF = "django.middleware.csrf.CsrfViewMiddleware"
KWARGS = {"uuid": uuid.UUID(int=1), "int": 1, "str": "x", "path": "x"}
#: A form of 1,200 bytes: more than the limit that the test sets.
BODY = b"a=" + b"b" * 1198


def address(namespace, pattern):
    kwargs = {
        name: KWARGS[type(each).__name__.removesuffix("Converter").lower().replace("string", "str")]
        for name, each in pattern.pattern.converters.items()
    }
    return reverse(f"{namespace}:{pattern.name}", kwargs=kwargs)


def _leaves(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from _leaves(pattern.url_patterns)


OURS = [("casestudies", pattern) for pattern in urlpatterns]
BACKOFFICE = [("casestudies_backoffice", pattern) for pattern in _leaves(admin_urls())]


@pytest.fixture
def strict(db):
    """Somebody who may do everything, whose browser checks tokens."""
    HomePageFactory()
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


@pytest.mark.parametrize("has_middleware", [True, False])
@pytest.mark.parametrize(("namespace", "pattern"), OURS, ids=lambda each: getattr(each, "name", ""))
def test_what_is_posted_without_a_token_is_refused(
    strict, settings, namespace, pattern, has_middleware
):
    if not has_middleware:
        settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if each != CSRF]
    response = strict.post(address(namespace, pattern), {"move": "save"})
    assert response.status_code == 403
    assert "没有作任何改动。请返回上一页，刷新后再操作一次。" in response.text


@pytest.mark.parametrize(
    ("namespace", "pattern"), BACKOFFICE, ids=lambda each: getattr(each, "name", "")
)
def test_so_it_is_in_the_back_office(strict, namespace, pattern):
    assert strict.post(address(namespace, pattern), {"move": "save"}).status_code == 403


def test_a_form_of_another_site_is_refused_even_with_a_token(strict):
    strict.get(reverse("casestudies:topics"))
    strict.get("/casestudies/desk/")
    token = strict.cookies["csrftoken"].value
    posted = {"csrfmiddlewaretoken": token}
    forged = strict.post("/casestudies/sign-out/", posted, headers={"origin": "https://evil.test"})
    assert forged.status_code == 403
    assert strict.post("/casestudies/sign-out/", posted).status_code == 302


def test_a_token_that_was_out_of_date_works_the_second_time_without_any_middleware(db, settings):
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if each != CSRF]
    client = Client(enforce_csrf_checks=True)
    posted = {"username": "x", "password": "y", "move": "save", "union": "1"}
    assert client.post("/casestudies/sign-in/", posted).status_code == 403
    posted["csrfmiddlewaretoken"] = client.cookies["csrftoken"].value
    assert client.post("/casestudies/sign-in/", posted).status_code == 200


# --- forms that cannot be read ------------------------------------------------------------

_FORM = "application/x-www-form-urlencoded"
_PARTS = "multipart/form-data; boundary=x"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (f"{_FORM}; charset=gbk", b"q=%B2%FA"),
        (f"{_FORM}; charset=utf-16", b"q=1"),
        (
            f"{_PARTS}; charset=utf-7",
            b'--x\r\nContent-Disposition: form-data; name="q"\r\n\r\n+2AA-',
        ),
        ("multipart/form-data", b"--x\r\n"),
    ],
)
def test_a_form_that_cannot_be_read_is_answered_in_words(strict, settings, kind, body):
    settings.DEBUG = True  # Django's page of the error would read the form again, and so on
    for namespace, pattern in OURS:
        response = strict.post(address(namespace, pattern), body, content_type=kind)
        assert response.status_code == 400, pattern
        assert "提交的内容没有完整到达，或者不是 UTF-8 编码" in response.text


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "gbk", "unicode_escape"])
def test_an_address_is_read_as_utf8_whatever_is_claimed(strict, charset):
    asked = strict.get(
        "/casestudies/search/?q=焊%5Cud800", content_type=f"text/plain; charset={charset}"
    )
    assert asked.status_code == 200
    assert 'value="焊\\ud800"' in asked.text


# --- a host's own views --------------------------------------------------------------------


@pytest.fixture
def host(db, settings):
    settings.ROOT_URLCONF = "tests.public.host_urls"
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    return Client(enforce_csrf_checks=True)


def test_a_host_reads_a_raw_body(host, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2000
    kind = "application/x-www-form-urlencoded"
    assert host.post("/raw/", BODY, content_type=kind).content == b"1200"


def test_a_host_reads_a_stream_larger_than_a_form(host):
    kind = "application/x-www-form-urlencoded"
    assert host.post("/stream/", BODY, content_type=kind).content == b"1200"


def test_a_host_sets_upload_handlers_of_its_own(host):
    assert host.post("/upload/", {"file": SimpleUploadedFile("a.txt", b"a")}).status_code == 403
    host.get("/some/where/sign-in/")
    posted = {
        "file": SimpleUploadedFile("a.txt", b"a"),
        "csrfmiddlewaretoken": host.cookies["csrftoken"].value,
    }
    assert host.post("/upload/", posted).content == b"a.txt"


def test_only_our_views_answer_in_words(host):
    kind = "application/x-www-form-urlencoded"
    assert host.post("/raw/", BODY, content_type=kind).status_code == 400
    ours = host.post("/some/where/sign-in/", BODY, content_type=kind)
    assert ours.status_code == 413
    assert "提交的内容太大" in ours.text


def test_nothing_of_ours_stands_before_the_hosts_views(settings):
    assert [each for each in settings.MIDDLEWARE if "casestudies" in each] == []
    assert get_resolver("tests.public.host_urls").resolve("/raw/").func.csrf_exempt
