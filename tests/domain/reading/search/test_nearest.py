"""Topics offered where nothing was found."""

import pytest

from casestudies.domain.reading.search.nearest import closeness, offer
from casestudies.models import Topic
from tests.factories import CasePageFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("question", "nearer", "farther"),
    [("劳动竞技", "技能竞赛", "女职工"), ("骑手们", "新就业形态", "技能竞赛")],
)
def test_shared_characters_make_a_topic_near(question, nearer, farther):
    topics = {
        "技能竞赛": Topic(name="技能竞赛", synonyms="劳动竞赛"),
        "新就业形态": Topic(name="新就业形态", narrower="外卖骑手＝骑手"),
        "女职工": Topic(name="女职工"),
    }
    assert closeness(question, topics[nearer]) > closeness(question, topics[farther])


@pytest.mark.parametrize(
    ("question", "name", "near"),
    [
        ("劳", "劳模", True),
        ("火星移民", "农民工", False),
        ("火星", "劳模", False),
        ("", "劳模", False),
    ],
)
def test_chance_is_not_nearness(question, name, near):
    assert bool(closeness(question, Topic(name=name))) is near


def test_only_topics_with_cases_are_offered(django_assert_num_queries):
    CasePageFactory(public=True, topics=["技能竞赛"])
    CasePageFactory(public=True, topics=["技能竞赛", "劳模"])
    Topic.objects.create(name="技能培训", slug="技能培训")
    with django_assert_num_queries(1):
        offered = offer("技能比武")
    assert [topic.name for topic in offered.nearest] == ["技能竞赛"]
    assert [(topic.name, topic.number) for topic in offered.popular] == [
        ("技能竞赛", 2),
        ("劳模", 1),
    ]
