"""Numbers beside the choices that filter results."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from casestudies.domain.reading.search import search_pages
from tests.factories import CallPageFactory, CasePageFactory

pytestmark = pytest.mark.django_db

SHANGHAI = ZoneInfo("Asia/Shanghai")
#: Still the year before in UTC.
NEW_YEAR = {year: datetime(year, 1, 1, 0, 30, tzinfo=SHANGHAI) for year in (2023, 2024, 2025)}


@pytest.fixture
def smiths():
    """Four cases and a call: two topics, three years."""
    for topics, year in (
        (["劳模"], 2024),
        (["劳模", "产改"], 2024),
        (["劳模"], 2025),
        ([], 2025),
    ):
        CasePageFactory(public=True, title="锻工", topics=topics, first_published_at=NEW_YEAR[year])
    CallPageFactory(title="锻工征集", opens_at=NEW_YEAR[2023], closes_at=NEW_YEAR[2024])


def shown(results):
    facets = results.facets
    return {each.name: {value.label: value.number for value in each.values} for each in facets}


def chosen(results):
    return {facet.name: facet.chosen.label for facet in results.facets if facet.chosen}


@pytest.mark.usefixtures("smiths")
def test_everything_found_is_counted():
    results = search_pages("锻工")
    assert results.total == 5
    assert shown(results) == {
        "kind": {"案例": 4, "征集活动": 1},
        "topic": {"劳模": 3, "产改": 1},
        "year": {"2025年": 2, "2024年": 2, "2023年": 1},
    }
    assert [facet.label for facet in results.facets] == ["类型", "标签", "年份"]
    assert chosen(results) == {}


@pytest.mark.usefixtures("smiths")
@pytest.mark.parametrize(
    ("filters", "total", "facets"),
    [
        (
            {"year": 2025},
            2,
            {
                "kind": {"案例": 2},
                "topic": {"劳模": 1},
                "year": {"2025年": 2, "2024年": 2, "2023年": 1},
            },
        ),
        (
            {"topic": "劳模"},
            3,
            {
                "kind": {"案例": 3},
                "topic": {"劳模": 3, "产改": 1},
                "year": {"2025年": 1, "2024年": 2},
            },
        ),
        (
            {"kind": "call"},
            1,
            {"kind": {"案例": 4, "征集活动": 1}, "year": {"2023年": 1}},
        ),
        (
            {"kind": "case", "topic": "劳模", "year": 2024},
            2,
            {
                "kind": {"案例": 2},
                "topic": {"劳模": 2, "产改": 1},
                "year": {"2025年": 1, "2024年": 2},
            },
        ),
    ],
)
def test_each_number_is_what_its_link_leaves(filters, total, facets):
    results = search_pages("锻工", **filters)
    assert results.total == total
    counted = shown(results)
    for name, numbers in facets.items():
        if len(numbers) > 1 or name in filters:
            assert counted[name] == numbers


@pytest.mark.usefixtures("smiths")
@pytest.mark.parametrize("filters", [{}, {"kind": "case"}, {"year": 2024}, {"topic": "劳模"}])
def test_the_links_keep_their_word(filters):
    facets = search_pages("锻工", **filters).facets
    assert [facet for facet in facets if facet.values]
    for facet in facets:
        for value in facet.values:
            key = int(value.key) if facet.name == "year" else value.key
            assert search_pages("锻工", **filters | {facet.name: key}).total == value.number


@pytest.mark.usefixtures("smiths")
def test_the_chosen_values_are_named():
    results = search_pages("锻工", kind="case", topic="劳模", year=2025)
    assert chosen(results) == {"kind": "案例", "topic": "劳模", "year": "2025年"}


@pytest.mark.usefixtures("smiths")
def test_a_choice_that_leaves_nothing_can_be_taken_away():
    results = search_pages("锻工", topic="女职工", year=1999)
    assert results.total == 0
    assert chosen(results) == {"topic": "女职工", "year": "1999年"}
    assert shown(results)["topic"] == {"女职工": 0}


@pytest.mark.usefixtures("smiths")
@pytest.mark.parametrize("filters", [{"kind": "dossier"}, {"kind": ""}, {"topic": ""}])
def test_what_cannot_be_chosen_counts_as_not_chosen(filters):
    assert search_pages("锻工", **filters).total == 5


def test_a_facet_with_one_value_offers_no_choice():
    CasePageFactory(public=True, title="锻工", topics=["劳模"])
    assert search_pages("锻工").facets == []


def test_many_values_are_folded_and_the_chosen_one_is_not():
    topics = [f"标签{number:02}" for number in range(14)]
    CasePageFactory(public=True, title="锻工", topics=topics)
    facet = search_pages("锻工", topic="标签13").facets[0]
    assert [value.label for value in facet.first] == [*topics[:10], "标签13"]
    assert [value.label for value in facet.rest] == topics[10:13]
