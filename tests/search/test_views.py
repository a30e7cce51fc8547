"""The search page of the host site."""

import pytest
from bs4 import BeautifulSoup

from casestudies.models import Topic
from tests.factories.cases import CaseIndexPageFactory, CasePageFactory
from tests.factories.home import HomePageFactory

SEARCH = "/search/"


@pytest.fixture(autouse=True)
def library(db):
    HomePageFactory()
    return CaseIndexPageFactory(slug="cases")


def ask(client, question, **more):
    response = client.get(SEARCH, {"q": question, **more})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").main


def found(main):
    return [each.get_text(strip=True) for each in main.select(".cs-card h3")]


@pytest.mark.parametrize(
    "question", ["毛病", "保全一班", "住院四十天", "锦澜", "海门", "MES系统", "mes"]
)
def test_words_of_headline_subtitle_introduction_and_units_are_found(client, question):
    CasePageFactory(
        public=True,
        title="老严的毛病本",
        subtitle="保全一班的MES系统",
        introduction="劳模住院四十天。",
        byline="锦澜纺织",
        recommended_by="海门区总工会",
    )
    CasePageFactory(public=True, title="别的", introduction="")
    assert found(ask(client, question)) == ["老严的毛病本——保全一班的MES系统"]


def test_a_synonym_finds_the_cases_of_its_topic(client):
    Topic.objects.create(name="新就业形态", slug="新就业形态", synonyms="外卖骑手\n网约车司机")
    CasePageFactory(public=True, title="门口两公里", topics=["新就业形态"])
    CasePageFactory(title="草稿", topics=["新就业形态"])
    main = ask(client, "骑手")
    assert found(main) == ["门口两公里"]
    assert main.select_one(".cs-hits .cs-tag").get_text(strip=True) == "新就业形态"


def test_several_words_must_all_be_found(client):
    CasePageFactory(public=True, title="焊接班的夜校")
    CasePageFactory(public=True, title="焊接班的食堂")
    assert found(ask(client, "  焊接  夜校 ")) == ["焊接班的夜校"]


def test_without_words_the_topics_are_offered(client):
    CasePageFactory(public=True, topics=["劳模"])
    main = ask(client, "   ")
    assert main.select_one(".cs-groups .cs-tag").get_text(" ", strip=True) == "劳模 1"
    assert main.select(".cs-card") == []


def test_nothing_found_is_said_and_topics_are_offered(client):
    CasePageFactory(public=True, topics=["劳模"])
    main = ask(client, "火星")
    assert "没有找到相关的案例。换一个短一些的词，或者从下面的标签里找找看。" in main.get_text()
    assert main.select_one(".cs-groups .cs-tag")


@pytest.mark.parametrize(
    "question",
    ['"', "'", "%", "_", "\\", "a\x00b", "(", "劳" * 500, "<script>", "𠮷", "1 2 3 4 5 6"],
)
def test_odd_questions_are_answered(client, question):
    CasePageFactory(public=True)
    assert found(ask(client, question)) == []


def test_the_question_is_kept_in_its_field_and_in_the_pages(client):
    for _each in range(21):
        CasePageFactory(public=True, title="焊接班")
    main = ask(client, "焊接")
    assert main.find(id="q")["value"] == "焊接"
    assert main.select_one('a[rel="next"]')["href"] == "?q=%E7%84%8A%E6%8E%A5&page=2"
    assert len(found(ask(client, "焊接", page=2))) == 1


def test_search_engines_are_asked_to_leave_it(client):
    page = BeautifulSoup(client.get(SEARCH).content, "html.parser")
    assert page.find("meta", {"name": "robots"})["content"] == "noindex"


def test_queries_are_the_same_for_1_and_20_cases(client, django_assert_max_num_queries):
    CasePageFactory(public=True, title="焊接", topics=["劳模"])
    with django_assert_max_num_queries(10) as first:
        ask(client, "焊接")
    for _each in range(19):
        CasePageFactory(public=True, title="焊接", topics=["劳模", "产改"])
    with django_assert_max_num_queries(10) as second:
        ask(client, "焊接")
    assert len(second.captured_queries) <= len(first.captured_queries)
