"""The quick look before a passage is cut: it may be wrong only when it says yes."""

import pytest

from casestudies.chinese_search.passages import marked, mentions
from casestudies.chinese_search.planner import plan
from casestudies.chinese_search.vocabulary import Entry, Vocabulary

WORDS = Vocabulary([Entry(("产改", "产业工人队伍建设改革"), narrower=(("MES 系统",),))])


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("五一劳动奖", "获“五一”勞動獎状"),
        ("产改", "产业工人队\n伍建设改革"),
        ("产改", "上了ＭＥＳ系统"),
        ("扬州江都", "从江都到扬州"),
        ("2024年", "２０２４年"),
    ],
)
def test_it_says_yes_to_whatever_would_be_marked(question, text):
    wanted = plan(question, WORDS)
    assert any(fragment.kind for fragment in marked(text, wanted))
    assert mentions(text, wanted)


def test_it_says_no_where_nothing_stands():
    assert not mentions("班组的一天从点名开始。", plan("产改", WORDS))
    assert not mentions("", plan("产改", WORDS))
