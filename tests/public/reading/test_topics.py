"""A topic's page, and all topics by group."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from casestudies.models import Topic
from tests.factories.cases import CasePageFactory
from tests.factories.images import ImageFactory

TOPIC = "/casestudies/topics/劳模/"


def words(response):
    return BeautifulSoup(response.content, "html.parser").main.get_text(" ", strip=True)


def titles(response):
    soup = BeautifulSoup(response.content, "html.parser")
    return [each.get_text(strip=True) for each in soup.select("main .cs-card h3")]


@pytest.fixture
def topic(library):
    return Topic.objects.create(
        name="劳模",
        slug="劳模",
        group="弘扬三种精神",
        synonyms="劳动模范\n模范",
        narrower="\n".join(["大工匠=工匠", *(f"精神{n}" for n in range(12))]),
        broader="先进典型",
        description="学劳模、做工匠的办法。",
    )


def test_topic_shows_group_description_terms_and_its_own_cases(client, topic):
    CasePageFactory(public=True, title="老严的毛病本", topics=["劳模", "产改"])
    CasePageFactory(public=True, title="别的", topics=["产改"])
    response = client.get(TOPIC)
    assert titles(response) == ["老严的毛病本"]
    for text in ("弘扬三种精神", "学劳模、做工匠的办法。", "也叫：劳动模范、模范", "共1个"):
        assert text in words(response).replace(" ", "")
    included = "、".join(["大工匠", *(f"精神{n}" for n in range(11))])
    assert f"包括：{included}等" in words(response)
    assert "先进典型" not in words(response)


def test_drafts_and_private_cases_stay_out(client, topic):
    CasePageFactory(title="草稿", topics=["劳模"])
    hidden = CasePageFactory(public=True, title="内部", topics=["劳模"])
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    response = client.get(TOPIC)
    assert titles(response) == []
    assert "这个标签下还没有案例。" in words(response)


@pytest.mark.parametrize("slug", ["没有", "劳模x", "%00", "..%2F", "%F0%9F%98%80"])
def test_unknown_topics_are_not_found(client, topic, slug):
    response = client.get(f"/casestudies/topics/{slug}/")
    assert response.status_code == 404
    assert "没有找到这个页面" in words(response)


def test_pages_of_a_topic(client, topic):
    for _each in range(21):
        CasePageFactory(public=True, topics=["劳模"])
    assert len(titles(client.get(TOPIC))) == 20
    assert len(titles(client.get(f"{TOPIC}?page=99"))) == 1


def test_queries_are_the_same_for_1_3_and_30_cases(topic, queries_of):
    counts = []
    for number in (1, 2, 27):
        for _each in range(number):
            CasePageFactory(public=True, topics=["劳模", "产改"], cover=ImageFactory())
        counts.append(len(queries_of(TOPIC)))
    assert len(set(counts)) == 1
    assert counts[0] <= 10


def test_all_topics_stand_by_group_with_numbers(client, topic):
    Topic.objects.create(name="产改", slug="产改", group="建功立业", sort_order=1)
    CasePageFactory(public=True, topics=["劳模"])
    response = client.get("/casestudies/topics/")
    soup = BeautifulSoup(response.content, "html.parser")
    assert [each.get_text() for each in soup.select("main h2")] == ["弘扬三种精神", "建功立业"]
    names = [each.get_text(" ", strip=True) for each in soup.select("main h3")]
    assert names == ["劳模 共1个", "产改 共0个"]
    assert "也叫：劳动模范、模范" in words(response)
    assert "包括：大工匠、精神0、精神1、精神2、精神3等" in words(response)


def test_all_topics_cost_the_same_however_many(library, queries_of):
    Topic.objects.create(name="一", slug="一")
    before = len(queries_of("/casestudies/topics/"))
    Topic.objects.bulk_create(Topic(name=f"标签{n}", slug=f"标签{n}") for n in range(30))
    assert len(queries_of("/casestudies/topics/")) == before <= 10


def test_no_topics_yet(client, library):
    assert "还没有标签。" in words(client.get("/casestudies/topics/"))
