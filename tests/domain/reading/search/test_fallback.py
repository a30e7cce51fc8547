"""Topics to go on with where nothing was found."""

import pytest

from casestudies.domain.reading.search.fallback import closeness, fallback
from casestudies.models import Topic
from tests.factories import CasePageFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "nearer", "farther"),
    [("劳动竞技", "技能竞赛", "女职工"), ("骑手们", "新就业形态", "技能竞赛")],
)
def test_shared_characters_make_a_topic_near(query, nearer, farther):
    topics = {
        "技能竞赛": Topic(name="技能竞赛", synonyms="劳动竞赛"),
        "新就业形态": Topic(name="新就业形态", narrower="外卖骑手＝骑手"),
        "女职工": Topic(name="女职工"),
    }
    assert closeness(query, topics[nearer]) > closeness(query, topics[farther])


@pytest.mark.parametrize(
    ("query", "name", "near"),
    [
        ("劳", "劳模", True),
        ("火星移民", "农民工", False),
        ("火星", "劳模", False),
        ("", "劳模", False),
    ],
)
def test_chance_is_not_nearness(query, name, near):
    assert bool(closeness(query, Topic(name=name))) is near


def test_only_topics_with_cases_are_offered(django_assert_num_queries):
    CasePageFactory(public=True, topics=["技能竞赛"])
    CasePageFactory(public=True, topics=["技能竞赛", "劳模"])
    Topic.objects.create(name="技能培训", slug="技能培训")
    with django_assert_num_queries(2):
        found = fallback("技能比武")
    assert [topic.name for topic in found.nearest] == ["技能竞赛"]
    assert [(topic.name, topic.number) for topic in found.popular] == [
        ("技能竞赛", 2),
        ("劳模", 1),
    ]
