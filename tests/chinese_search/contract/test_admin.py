"""Search boxes of the admin: pages, generic lists, images, documents, and what chooses them."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Page

from casestudies.models import Topic
from tests.factories.cases import CasePageFactory
from tests.factories.home import HomePageFactory
from tests.factories.images import ImageFactory
from tests.factories.people import UserFactory
from tests.factories.places import CaseIndexPageFactory

#: How editors ask for «焊接» and for what stands beside it; a quotation mark broke stock search.
QUERIES = ["焊接", "焊", '"焊接"', '焊接"', "“焊接”", "焊\u3000接"]
NOTHING = ['5"焊接', "无影无踪", "焊接 无影"]
ODD = ["'", '"', '""', "“", " ", "a:b", "NEAR(", "焊接\x00", "\U0001f44d"]


@pytest.fixture(autouse=True)
def admin(client):
    client.force_login(UserFactory(is_superuser=True))


@pytest.fixture
def pages():
    HomePageFactory()
    CaseIndexPageFactory(slug="cases")
    CasePageFactory(public=True, title="焊接班的夜校")
    CasePageFactory(title="纺织班的食堂")
    return Page.objects.get(depth=1)


@pytest.fixture
def ask(client):
    """Ask a search box; the text of its main part, or of a chooser's answer."""

    def get(name, query, *args, **more):
        response = client.get(reverse(name, args=args), {"q": query, **more})
        assert response.status_code == 200
        content = response.content.decode()
        if response["Content-Type"].startswith("application/json"):
            content = response.json()["html"]
        page = BeautifulSoup(content, "html.parser")
        return " ".join((page.main or page).get_text(" ").split())

    return get


@pytest.mark.parametrize("query", [*QUERIES, *NOTHING])
def test_page_search(pages, ask, query):
    found = ask("wagtailadmin_pages:search", query)
    assert ("焊接班的夜校" in found) is (query in QUERIES)
    assert "纺织班的食堂" not in found


@pytest.mark.parametrize("ordering", ["title", "-title", "-latest_revision_created_at"])
def test_page_search_in_order(pages, ask, ordering):
    found = ask("wagtailadmin_pages:search", "班的", ordering=ordering)
    assert "焊接班的夜校" in found
    assert "纺织班的食堂" in found


@pytest.mark.parametrize("query", [*QUERIES, *NOTHING])
def test_page_explorer(pages, ask, query):
    found = ask("wagtailadmin_explore", query, pages.pk)
    assert ("焊接班的夜校" in found) is (query in QUERIES)
    assert "纺织班的食堂" not in found


def test_page_explorer_keeps_to_its_branch(pages, ask):
    elsewhere = HomePageFactory(slug="elsewhere", title="另一站")
    assert "焊接班的夜校" not in ask("wagtailadmin_explore", "焊接", elsewhere.pk)
    assert "焊接班的夜校" in ask("wagtailadmin_explore_results", "焊接", pages.pk)


@pytest.mark.parametrize("query", [*QUERIES, *NOTHING])
def test_page_chooser(pages, ask, query):
    found = ask("wagtailadmin_choose_page_search", query)
    assert ("焊接班的夜校" in found) is (query in QUERIES)


@pytest.mark.parametrize("query", ["顾", "顧雨", '"顾雨晴"', "顾雨晴", '顾"'])
def test_generic_lists(ask, query):
    found = ask("library_writers:index", query)
    assert "顾雨晴" in found
    assert "陆明远" not in found


def test_generic_lists_of_a_key_that_is_no_number(ask):
    found = ask("library_lessons:index", "瑜")
    assert "早间瑜伽" in found
    assert "班前会" not in found


def test_generic_lists_in_order(ask):
    down = ask("library_lessons:index", "瑜", ordering="-name")
    up = ask("library_lessons:index", "瑜", ordering="name")
    assert up.index("早间瑜伽") < up.index("晚间瑜伽")
    assert down.index("晚间瑜伽") < down.index("早间瑜伽")


@pytest.mark.parametrize(("query", "found"), [("劳", True), ('"', False), ("焊'接", False)])
def test_lists_of_what_is_not_indexed(ask, query, found):
    Topic.objects.create(name="劳模精神", slug="劳模精神")
    assert ("劳模精神" in ask("casestudies_topic:index", query)) is found


@pytest.mark.parametrize(
    "name",
    [
        "wagtailadmin_pages:search",
        "wagtailadmin_explore_root",
        "wagtailadmin_choose_page_search",
        "library_writers:index",
        "wagtailimages:index",
        "wagtailimages_chooser:choose_results",
        "wagtaildocs:index",
        "wagtaildocs_chooser:choose_results",
    ],
)
def test_odd_queries_are_answered(pages, ask, name):
    for query in ODD:
        assert ask(name, query), ascii(query)


@pytest.mark.parametrize("query", [*QUERIES, *NOTHING])
@pytest.mark.parametrize("name", ["wagtailimages:index", "wagtailimages_chooser:choose_results"])
def test_images(ask, query, name):
    ImageFactory(title="焊接现场")
    ImageFactory(title="食堂一角")
    found = ask(name, query)
    assert ("焊接现场" in found) is (query in QUERIES)
    assert "食堂一角" not in found


@pytest.mark.parametrize("query", [*QUERIES, *NOTHING])
@pytest.mark.parametrize("name", ["wagtaildocs:index", "wagtaildocs_chooser:choose_results"])
def test_documents(ask, query, name):
    for title in ("焊接规程", "食堂制度"):
        get_document_model().objects.create(title=title, file=ContentFile(b"1", name="a.txt"))
    found = ask(name, query)
    assert ("焊接规程" in found) is (query in QUERIES)
    assert "食堂制度" not in found


def test_images_by_their_tags(ask):
    image = ImageFactory(title="现场")
    image.tags.add("焊接")
    image.save()
    assert "现场" in ask("wagtailimages:index", "焊")
