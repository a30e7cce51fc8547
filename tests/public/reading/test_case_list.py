"""The case library: newest first, by year, twenty a page."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from wagtail.models import PageViewRestriction

from casestudies.domain.reading import cases
from casestudies.models import CaseIndexPage, Topic
from tests.factories.cases import CasePageFactory
from tests.factories.images import ImageFactory
from tests.factories.places import CaseIndexPageFactory

LIST = "/cases/"
DAY = datetime(2026, 3, 1, 8, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def published(days=0, **kwargs):
    return CasePageFactory(public=True, first_published_at=DAY + timedelta(days=days), **kwargs)


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def titles(response):
    return [each.get_text(strip=True) for each in soup(response).select("main h3")]


def words(response):
    return soup(response).main.get_text(" ", strip=True)


def test_cases_stand_newest_first_with_subtitle_byline_date_and_topics(client, library):
    published(days=1, title="老经验", topics=["劳模"])
    published(days=2, title="新办法", subtitle="一个班组的尝试", topics=["产改"])
    response = client.get(LIST)
    assert titles(response) == ["新办法——一个班组的尝试", "老经验"]
    card = soup(response).select_one(".cs-card")
    assert "江海重工有限公司焊接二班" in card.get_text()
    assert card.time.get_text() == "2026年3月3日"
    assert (
        card.select_one(".cs-card__topics a")["href"] == "/casestudies/topics/%E4%BA%A7%E6%94%B9/"
    )


def test_drafts_and_private_cases_are_not_in_the_list(client, library):
    CasePageFactory(title="草稿")
    hidden = published(title="内部")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    published(title="公开")
    assert titles(client.get(LIST)) == ["公开"]


def test_twenty_a_page_with_the_kept_number(client, library):
    for day in range(21):
        published(days=day, title=f"第{day}天")
    first, second = client.get(LIST), client.get(f"{LIST}?page=2")
    assert len(titles(first)) == 20
    assert titles(second) == ["第0天"]
    assert "共21个" in words(first)
    links = [link["href"] for link in soup(first).select(".cs-pagination a")]
    assert links == ["?", "?page=2", "?page=2"]
    assert soup(second).select_one(".cs-pagination [aria-current]")["aria-label"] == "第2页"
    assert "第2页" in soup(second).title.get_text()


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("0", 1),
        ("-5", 1),
        ("abc", 1),
        ("", 1),
        ("3", 2),
        ("999999999999", 2),
        ("9" * 19, 1),
        ("2", 2),
    ],
)
def test_a_bad_page_number_gives_the_nearest_page(client, library, asked, shown):
    for day in range(21):
        published(days=day)
    response = client.get(LIST, {"page": asked})
    assert response.status_code == 200
    assert response.context["cases"].number == shown


def test_year_filter_keeps_to_its_year_over_pages(client, library):
    published(title="去年", days=-365)
    for day in range(21):
        published(days=day)
    response = client.get(f"{LIST}?year=2026")
    assert "2026年的案例" in words(response)
    assert "去年" not in titles(response)
    assert soup(response).select_one('.cs-pagination a[rel="next"]')["href"] == "?year=2026&page=2"
    assert titles(client.get(f"{LIST}?year=2025")) == ["去年"]
    current = soup(response).select_one(".cs-aside [aria-current]")
    assert current.get_text(" ", strip=True) == "2026年 21"


def test_a_year_without_cases_says_so(client, library):
    published()
    response = client.get(f"{LIST}?year=2019")
    assert "2019年没有案例。" in words(response)
    assert titles(response) == []


@pytest.mark.parametrize("junk", ["abcd", "20260", "二〇二六", "²⁰²⁶", "-1", "'"])
def test_a_year_that_is_none_is_left_out(client, library, junk):
    published(title="公开")
    assert titles(client.get(LIST, {"year": junk})) == ["公开"]


def test_an_empty_library_says_so(client, library):
    response = client.get(LIST)
    assert "案例库里还没有案例，案例发布以后会显示在这里。" in words(response)


def test_topics_beside_the_list_have_their_numbers_in_order(client, library):
    Topic.objects.create(name="劳模", slug="劳模", sort_order=2)
    Topic.objects.create(name="产改", slug="产改", sort_order=1)
    Topic.objects.create(name="没有案例", slug="没有案例")
    published(topics=["劳模", "产改"])
    published(topics=["劳模"])
    tags = [tag.get_text(" ", strip=True) for tag in soup(client.get(LIST)).select(".cs-aside a")]
    assert tags == ["全部年份 2", "2026年 2", "产改 1", "劳模 2", "全部标签"]


def test_a_card_without_photo_shows_its_topic_and_one_with_photo_keeps_its_place(client, library):
    published(title="无图", topics=["劳模"])
    published(title="有图", days=1, cover=ImageFactory(size=(900, 600)))
    page = soup(client.get(LIST))
    assert page.select_one(".cs-card__paper").get_text(strip=True) == "劳模"
    photo = page.select_one(".cs-card__photo")
    assert (photo["width"], photo["height"], photo["loading"], photo["alt"]) == (
        "900",
        "600",
        "lazy",
        "",
    )


def test_the_library_itself_made_private_lists_nothing_to_strangers(client, library):
    published()
    PageViewRestriction.objects.create(page=library, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(LIST).status_code == 302


def test_strangers_get_no_cookie_and_no_question_about_sessions_or_users(
    client, library, queries_of
):
    published(topics=["劳模"])
    asked = " ".join(queries_of(LIST))
    assert client.get(LIST).cookies == {}
    assert "django_session" not in asked
    assert "auth_user" not in asked


def test_queries_are_the_same_for_1_3_and_30_cases(library, queries_of):
    counts = []
    for number in (1, 2, 27):
        for _each in range(number):
            published(topics=["劳模", "产改", "班组建设"], cover=ImageFactory())
        counts.append(len(queries_of(LIST)))
    assert len(set(counts)) == 1
    assert counts[0] <= 10


def test_nothing_is_counted_at_reading(library, queries_of):
    published(topics=["劳模"])
    assert not [sql for sql in queries_of(LIST) if "COUNT(" in sql.upper()]


@pytest.mark.parametrize(
    ("ids", "index"),
    [
        (lambda: cases.newest_ids([1])[:20], "casestudies_case_newest"),
        (lambda: cases.newest_ids([1])[7980:8000], "casestudies_case_newest"),
        (lambda: cases.newest_ids([1], year=2026)[:20], "casestudies_case_year"),
        (lambda: cases.topic_ids(Topic(pk=1), [1])[:20], "casestudies_topic_newest"),
    ],
)
def test_ids_come_from_one_index_of_one_table(library, ids, index):
    published(topics=["劳模"])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A table of one row is cheapest to scan, which proves nothing.
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
    plan = ids().explain()
    assert index in plan
    assert "wagtailcore_page" not in str(ids().query)
    assert "TEMP B-TREE" not in plan


def test_the_short_address_leads_to_the_library_of_the_site(client, library):
    response = client.get("/casestudies/library/")
    assert (response.status_code, response["Location"]) == (302, "/cases/")
    CaseIndexPage.objects.get().delete()
    assert client.get("/casestudies/library/").status_code == 404


def test_a_second_library_works_too(client, library):
    CaseIndexPageFactory(slug="elsewhere", title="他山之石")
    assert client.get("/elsewhere/").status_code == 200
