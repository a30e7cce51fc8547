"""The page of results."""

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Page

from casestudies.models import Topic
from tests.factories import CallPageFactory
from tests.factories.cases import CasePageFactory
from tests.factories.home import HomePageFactory
from tests.factories.places import CaseIndexPageFactory

SEARCH = "/casestudies/search/"


@pytest.fixture(autouse=True)
def library(db):
    HomePageFactory()
    return CaseIndexPageFactory(slug="cases")


def page_of(client, query, **more):
    response = client.get(SEARCH, {"q": query, **more})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def ask(client, query, **more):
    return page_of(client, query, **more).main


def words(element):
    return " ".join(element.get_text(" ", strip=True).split())


def found(main):
    return [each.get_text(strip=True) for each in main.select(".cs-result__title a")]


def links(main, selector=".cs-facets a.cs-tag"):
    return {words(link): parse_qs(urlsplit(link["href"]).query) for link in main.select(selector)}


@pytest.mark.parametrize(
    "query",
    ["毛病", "保全一班", "住院四十天", "锦澜", "海门", "MES系统", "mes", "ＭＥＳ", "勞模"],
)
def test_words_of_all_the_text_are_found(client, query):
    CasePageFactory(
        public=True,
        title="老严的毛病本",
        subtitle="保全一班的MES系统",
        introduction="劳模住院四十天。",
        byline="锦澜纺织",
        recommended_by="海门区总工会",
    )
    CasePageFactory(public=True, title="别的", introduction="", byline="", body=[])
    assert found(ask(client, query)) == ["老严的毛病本——保全一班的MES系统"]


def test_a_result_tells_what_it_is(client):
    case = CasePageFactory(
        public=True, title="焊接班的夜校", introduction="焊接班办夜校。", topics=["劳模"]
    )
    result = ask(client, "焊接").select_one(".cs-results li")
    assert result.select_one(".cs-result__title a")["href"] == case.url
    assert words(result.select_one(".cs-badge")) == "案例"
    assert words(result.select_one(".cs-result__snippet")) == "焊接 班办夜校。"
    assert words(result.select_one(".cs-result__topics")) == "劳模"
    assert "江海重工有限公司焊接二班" in result.get_text()
    assert result.time["datetime"] == f"{localdate(case.published_on):%Y-%m-%d}"


def test_the_heading_says_how_many_and_the_title_what(client):
    for _each in range(2):
        CasePageFactory(public=True, title="焊接班")
    page = page_of(client, "焊接")
    assert words(page.select_one("[aria-live] h2#results")) == "“焊接”的搜索结果 2 条"
    assert page.title.get_text(strip=True).startswith("搜索：焊接 ·")
    assert page.select_one('.cs-skip a[href="#results"]').get_text() == "跳到搜索结果"
    assert page.find("meta", {"name": "robots"})["content"] == "noindex"


def test_synonyms_are_named_and_marked_otherwise_than_typed_words(client):
    Topic.objects.create(name="新就业形态", slug="新就业形态", synonyms="骑手\n外卖小哥")
    CasePageFactory(public=True, title="骑手驿站", introduction="新就业形态的家。")
    main = ask(client, "骑手")
    assert words(main.select_one(".cs-legend p")) == "同时搜索了： 新就业形态 、 外卖小哥"
    assert main.select_one(".cs-result__title mark")["class"] == ["cs-mark"]
    snippet = main.select_one(".cs-result__snippet mark")
    assert snippet.get_text() == "新就业形态"
    assert snippet["class"] == ["cs-mark", "cs-mark--synonym"]


def test_without_other_forms_there_is_no_legend(client):
    CasePageFactory(public=True, title="焊接班")
    assert ask(client, "焊接").select(".cs-legend") == []


def test_original_text_is_escaped(client):
    CasePageFactory(public=True, title="<b>焊接</b>", introduction="焊接<script>alert(1)</script>")
    main = ask(client, "焊接")
    assert found(main) == ["<b>焊接</b>"]
    assert main.select(".cs-results b, .cs-results script") == []
    assert "<script>alert(1)</script>" in main.select_one(".cs-result__snippet").get_text()


def test_related_results_stand_under_their_own_heading(client):
    CasePageFactory(public=True, title="焊接班的夜校", introduction="", body=[])
    CasePageFactory(public=True, title="焊接班的食堂", introduction="", body=[])
    main = ask(client, "焊接 夜校")
    assert words(main.select_one("h2#results")) == "“焊接 夜校”的搜索结果 1 条"
    assert words(main.select_one("h2#related")) == "相关结果"
    assert found(main.select_one(".cs-related")) == ["焊接班的食堂"]
    assert [each["start"] for each in main.select("ol.cs-results")] == ["1", "2"]


def test_without_a_strict_result_that_is_said(client):
    CasePageFactory(public=True, title="焊接班的食堂")
    main = ask(client, "焊接 火星")
    assert words(main.select_one("h2#results")) == "没有找到完全符合“焊接 火星”的内容"
    assert found(main) == ["焊接班的食堂"]


def test_facets_keep_the_query_and_each_other(client):
    CasePageFactory(public=True, title="焊接班", topics=["劳模"])
    CasePageFactory(public=True, title="焊接班", topics=["产改"])
    CallPageFactory(title="焊接征集")
    main = ask(client, "焊接", kind="case", page=1)
    shown = links(main)
    assert shown["案例 2 （取消） ×"] == {"q": ["焊接"]}
    assert shown["征集活动 1"] == {"q": ["焊接"], "kind": ["call"]}
    assert shown["劳模 1"] == {"q": ["焊接"], "kind": ["case"], "topic": ["劳模"]}
    assert links(main, ".cs-filters a.cs-tag") == {"案例 （取消） ×": {"q": ["焊接"]}}
    assert main.select_one(".cs-facets details:not([open]) > summary") is not None


def test_a_filter_that_leaves_nothing_can_be_taken_away(client):
    CasePageFactory(public=True, title="焊接班", topics=["劳模"])
    main = ask(client, "焊接", topic="女职工")
    assert words(main.select_one("h2#results")) == "在所选范围内，没有找到与“焊接”有关的内容"
    assert links(main, ".cs-filters a.cs-tag") == {"女职工 （取消） ×": {"q": ["焊接"]}}


def test_promoted_pages_are_named_as_such(client):
    for number in range(2):
        CasePageFactory(public=True, title=f"焊接班{number}")
    chosen = CasePageFactory(public=True, title="值得一读")
    SearchPromotion.objects.create(query=Query.get("焊接"), page=chosen, description="先看这一篇。")
    first, second = ask(client, "焊接").select(".cs-results li")[:2]
    assert found(first) == ["值得一读"]
    assert words(first.select_one(".cs-badge--promoted")) == "推荐"
    assert words(first.select_one(".cs-result__note")) == "先看这一篇。"
    assert second.select(".cs-badge--promoted") == []


def test_without_words_topics_are_the_fallback(client):
    CasePageFactory(public=True, topics=["劳模"])
    main = ask(client, "   ")
    assert words(main.select_one("#popular")) == "热门标签"
    assert words(main.select_one(".cs-groups .cs-tag")) == "劳模 1"
    assert main.select("#results, .cs-result") == []


def test_nothing_found_is_said_with_ways_on(client):
    CasePageFactory(public=True, topics=["劳模"])
    page = page_of(client, "火星")
    main = page.main
    assert words(main.select_one("h2#results")) == "没有找到与“火星”有关的内容"
    advice = [words(each) for each in main.select(".cs-advice li")]
    assert advice[0] == "看看有没有打错字；"
    assert main.select_one(".cs-advice a")["href"] == "/casestudies/library/"
    assert main.select_one(".cs-groups .cs-tag")
    assert page.select(".cs-skip") == []


def test_the_nearest_topics_are_offered_where_nothing_was_found(client):
    CasePageFactory(public=True, title="别的", introduction="", body=[], topics=["新就业形态"])
    CasePageFactory(title="草稿", topics=["女职工"])
    Topic.objects.update(narrower="外卖骑手")
    main = ask(client, "骑手摩托")
    assert words(main.select_one("#nearest + .cs-tags")) == "新就业形态 1"


def test_a_very_long_query_is_cut_and_that_is_said(client):
    main = ask(client, "焊" * 300)
    assert main.find(id="cs-q")["value"] == "焊" * 100
    assert "搜索词太长，只搜索了前 100 个字。" in main.get_text()


@pytest.mark.parametrize(
    "query",
    ['"', "'", "%", "_", "\\", "a\x00b", "(", "劳" * 500, "<script>", "𠮷", "1 2 3 4 5 6", "🙂"],
)
def test_odd_queries_are_answered(client, query):
    CasePageFactory(public=True, title="焊接班")
    main = ask(client, query, kind=query, topic=query, year=query, page=query)
    assert main.select("script:not([src])") == []


def test_the_query_is_kept_in_its_field_and_in_the_pages(client):
    for _each in range(21):
        CasePageFactory(public=True, title="焊接班", topics=["劳模"])
    main = ask(client, "焊接", topic="劳模")
    assert main.find(id="cs-q")["value"] == "焊接"
    asked = parse_qs(urlsplit(main.select_one('a[rel="next"]')["href"]).query)
    assert asked == {"q": ["焊接"], "topic": ["劳模"], "page": ["2"]}
    last = ask(client, "焊接", page=999)
    assert len(found(last)) == 1
    assert last.select_one("ol.cs-results")["start"] == "21"


@pytest.mark.parametrize("number", [1, 3, 30])
@pytest.mark.parametrize(("filters", "own"), [({}, 5), ({"kind": "case"}, 4)])
def test_own_queries_are_few_whatever_the_number(client, number, filters, own):
    for place in range(number):
        CasePageFactory(public=True, title="焊接", topics=["劳模", "产改"][: place % 3])
    CallPageFactory(title="焊接征集")
    ask(client, "焊接", **filters)
    with CaptureQueriesContext(connection) as captured:
        ask(client, "焊接", **filters)
    assert len([query for query in captured if not is_of_the_engine(query["sql"])]) <= own
    if number == 30:
        assert len(captured) <= 10


def is_of_the_engine(sql):
    words = "wagtailsearch_indexentry", "json_each", "unnest", '"casestudies_topic"."narrower"'
    return any(word in sql for word in words) and "casestudies_casetopic" not in sql


def test_a_correction_is_offered(client):
    Topic.objects.create(name="劳模", slug="劳模")
    CasePageFactory(public=True, title="劳模工作室")
    link = ask(client, "laomo", kind="case").select_one(".cs-correction a")
    assert (link.get_text(), link["href"]) == ("劳模", "?q=%E5%8A%B3%E6%A8%A1")


def test_a_recommended_address_outside_stands_above_even_an_empty_result(client):
    promotion = SearchPromotion.objects.create(
        query=Query.get("火星"),
        external_link_url="https://example.org/mars",
        external_link_text="火星上的工会",
        description="外站文章",
    )
    for query in ("火星", "“火星”"):
        page = page_of(client, query)
        (link,) = page.select(".cs-badge--promoted + a")
        assert (link["href"], words(link)) == (promotion.external_link_url, "火星上的工会")
        assert "外站文章" in words(page)
    assert not page_of(client, "月亮").select(".cs-badge--promoted + a")


def test_a_search_view_of_the_hosts_own_gets_strict_results_alone(client):
    CasePageFactory(public=True, title="焊接班", introduction="", body=[])
    assert found(ask(client, "焊接 火星")) == ["焊接班"]
    assert list(Page.objects.live().search("焊接 火星")) == []
    assert [page.title for page in Page.objects.live().search("焊接")] == ["焊接班"]
