"""Several sites and languages in one host: each shows its own, and no more."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page, Site

from casestudies.domain.publishing.keeping import nothing_kept
from casestudies.models import CaseIndexPage, Topic
from tests.factories import CallPageFactory, CaseIndexPageFactory, home_page
from tests.factories.cases import CasePageFactory

PLACES = ["/cases/", "/casestudies/topics/劳模/", "/casestudies/search/?q=夜校"]


def titles(client, address, **more):
    page = BeautifulSoup(client.get(address, **more).content, "html.parser")
    return [each.get_text(strip=True) for each in page.select("h3 a") if "夜校" in each.get_text()]


def suggested(client, address="/casestudies/suggestions/", **more):
    answer = client.get(address, {"q": "夜校"}, **more).json()["suggestions"]
    return [each["text"] for each in answer]


# --- two sites -----------------------------------------------------------------------------


@pytest.fixture
def other(library):
    """A second site, with a library of its own at the same address."""
    root = Page.objects.get(depth=1).add_child(instance=Page(title="别站", slug="other"))
    Site.objects.create(hostname="other.test", root_page=root)
    here = CasePageFactory(public=True, parent=library, title="本站的夜校", topics=["劳模"])
    there = root.add_child(instance=type(library)(title="别的案例库", slug="cases"))
    CasePageFactory(public=True, parent=there, title="别站的夜校", slug="x", topics=["劳模"])
    CasePageFactory(public=True, parent=there, title="别站的夜校二", topics=["劳模", "产改"])
    assert here.library == library.pk
    return {"headers": {"host": "other.test"}}


@pytest.mark.parametrize("address", PLACES)
def test_a_site_lists_its_own_cases(client, other, address):
    assert titles(client, address) == ["本站的夜校"]
    assert sorted(titles(client, address, **other)) == ["别站的夜校", "别站的夜校二"]


def test_a_site_suggests_its_own_and_leads_to_them(client, other):
    assert suggested(client) == ["本站的夜校"]
    assert suggested(client, **other) == ["别站的夜校二", "别站的夜校"]
    page = BeautifulSoup(client.get(PLACES[2], **other).content, "html.parser")
    assert [link["href"] for link in page.select(".cs-result__title a")][-1] == "/cases/x/"


def test_a_site_counts_its_own(client, other):
    def numbers(**more):
        page = BeautifulSoup(client.get("/casestudies/topics/", **more).content, "html.parser")
        names = [each.get_text(" ", strip=True) for each in page.select(".cs-topics__name")]
        return dict(name.split(" ", 1) for name in names)

    assert numbers() == {"劳模": "共1个", "产改": "共0个"}
    assert numbers(**other) == {"劳模": "共2个", "产改": "共1个"}
    assert "共2个" in client.get("/cases/", **other).text


def test_related_cases_are_of_the_same_site(client, other):
    assert titles(client, "/cases/x/", **other) == ["别站的夜校二"]


def test_short_addresses_lead_into_the_site(client, other):
    CallPageFactory(slug="call")
    assert client.get("/casestudies/library/", **other)["Location"] == "/cases/"
    assert client.get("/casestudies/calls/latest/")["Location"] == "/cases/call/"
    assert "还没有征集活动" in client.get("/casestudies/calls/latest/", **other).text


# --- a library that is itself the root of its site -------------------------------------------

ROOT_PLACES = ["/", "/casestudies/topics/劳模/", "/casestudies/search/?q=夜校"]


def make_root(library, **site):
    root = Page.objects.get(depth=1).add_child(instance=CaseIndexPage(title="案例站", slug="own"))
    if library is None:
        Site.objects.update(root_page=root)
        Site.clear_site_root_paths_cache()
    else:
        Site.objects.create(root_page=root, **site)
    CasePageFactory(public=True, parent=root, title="根下的夜校", topics=["劳模"])
    return root


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize("address", ROOT_PLACES)
def test_a_library_at_the_root_shows_its_cases(client, request, db, alone, address):
    make_root(None if alone else request.getfixturevalue("library"), hostname="own.test")
    asked = {} if alone else {"headers": {"host": "own.test"}}
    assert titles(client, address, **asked) == ["根下的夜校"]
    assert suggested(client, **asked) == ["根下的夜校"]
    assert client.get("/casestudies/library/", **asked)["Location"] == "/"


def test_the_front_page_is_no_result_of_its_own_search(client, db):
    root = make_root(None)
    assert root.title == "案例站"
    assert "案例站" not in [
        link.get_text()
        for link in BeautifulSoup(
            client.get("/casestudies/search/?q=案例站").content, "html.parser"
        ).select(".cs-result__title a")
    ]


# --- two languages -------------------------------------------------------------------------


@pytest.fixture
def languages(library, settings):
    """The site in Chinese and in English, a library in each."""
    settings.WAGTAIL_I18N_ENABLED = True
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", "中文"), ("en", "E")]
    settings.ROOT_URLCONF = "tests.public.reading.language_urls"
    english = Locale.objects.create(language_code="en")
    root = home_page().copy_for_translation(english)
    root.save_revision().publish()
    there = library.copy_for_translation(english)
    there.save_revision().publish()
    CasePageFactory(public=True, parent=library, title="本国的夜校", topics=["劳模"])
    CasePageFactory(public=True, parent=there, title="夜校English", slug="x", topics=["劳模"])
    Site.clear_site_root_paths_cache()
    return there


@pytest.mark.parametrize(
    ("language", "expected"), [("zh-hans", "本国的夜校"), ("en", "夜校English")]
)
def test_a_language_shows_its_own(client, languages, language, expected):
    led = client.get(f"/{language}/programme/library/")["Location"]
    assert led.startswith(f"/{language}/cases")
    assert titles(client, led) == [expected]
    assert titles(client, f"/{language}/programme/topics/劳模/") == [expected]
    assert titles(client, f"/{language}/programme/search/?q=夜校") == [expected]
    assert suggested(client, f"/{language}/programme/suggestions/") == [expected]


def test_a_language_without_a_library_leads_to_that_of_the_site(client, languages):
    with nothing_kept():
        languages.delete()
    assert client.get("/en/programme/library/")["Location"] == "/zh-hans/cases/"


@pytest.mark.parametrize("number", [1, 3, 30])
def test_queries_do_not_grow(client, languages, number):
    for _each in range(number):
        CasePageFactory(public=True, parent=languages, title="夜校 again", topics=["劳模"])
    address = "/en/programme/topics/劳模/"
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    assert len(captured) == 7


# --- aliases -------------------------------------------------------------------------------


def test_an_alias_is_a_draft_and_in_no_list(client, library, django_capture_on_commit_callbacks):
    case = CasePageFactory(public=True, title="夜校", topics=["劳模"])
    second = CaseIndexPageFactory(slug="second")
    with django_capture_on_commit_callbacks(execute=True):
        alias = case.create_alias(parent=second)
    assert not alias.live
    assert titles(client, "/second/") == []
    assert len(titles(client, PLACES[1])) == len(suggested(client)) == 1
    assert not Topic.objects.get().cases.filter(is_public=True, library=second.pk).exists()
