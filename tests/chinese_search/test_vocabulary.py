"""Words that mean the same: which forms of a word are searched, in which order."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casestudies.chinese_search import vocabulary
from casestudies.chinese_search.vocabulary import MAX_FORMS, WEIGHTS, Entry, FormKind, Vocabulary
from casestudies.models import Topic

REFORM = Entry(
    names=("产改", "产业工人队伍建设改革"),
    narrower=(("能级工资", "技能工资"), ("新型学徒制",)),
    broader=("建功立业",),
)


def forms(words, text):
    """The forms of a text but for the typed one, as «kind text»."""
    typed, *others = words.forms(text)
    assert (typed.text, typed.kind, typed.weight) == (text, FormKind.TYPED, 1.0)
    return [f"{form.kind} {form.text}" for form in others]


def test_an_unknown_word_has_itself_alone():
    assert forms(Vocabulary([REFORM]), "焊接") == []
    assert "焊接" not in Vocabulary([REFORM])


def test_a_topic_has_synonyms_then_narrower_then_broader_forms():
    assert forms(Vocabulary([REFORM]), "产改") == [
        "synonym 产业工人队伍建设改革",
        "narrower 能级工资",
        "narrower 新型学徒制",
        "narrower 技能工资",
        "broader 建功立业",
    ]


def test_any_name_finds_all_the_others():
    words = Vocabulary([Entry(("劳动争议", "劳资纠纷", "劳动纠纷"))])
    for name, others in [
        ("劳动争议", ["劳资纠纷", "劳动纠纷"]),
        ("劳资纠纷", ["劳动争议", "劳动纠纷"]),
        ("劳动纠纷", ["劳动争议", "劳资纠纷"]),
    ]:
        assert forms(words, name) == [f"synonym {other}" for other in others]


def test_names_of_one_narrower_thing_are_equal_and_the_topic_is_broader():
    assert forms(Vocabulary([REFORM]), "技能工资") == [
        "synonym 能级工资",
        "broader 产改",
        "broader 产业工人队伍建设改革",
    ]


def test_narrower_things_are_not_forms_of_each_other():
    found = forms(Vocabulary([REFORM]), "新型学徒制")
    assert found == ["broader 产改", "broader 产业工人队伍建设改革"]


def test_what_is_broader_finds_the_topic():
    assert forms(Vocabulary([REFORM]), "建功立业") == [
        "narrower 产改",
        "narrower 产业工人队伍建设改革",
    ]


def test_relations_reach_one_step():
    words = Vocabulary([Entry(("甲类",), narrower=(("乙类",),)), Entry(("乙类",), (("丙类",),))])
    assert forms(words, "甲类") == ["narrower 乙类"]
    assert forms(words, "乙类") == ["narrower 丙类", "broader 甲类"]
    assert forms(words, "丙类") == ["broader 乙类"]


def test_entries_that_share_a_name_add_up():
    words = Vocabulary([Entry(("工匠", "巧手")), Entry(("工匠", "技能大师"))])
    assert forms(words, "工匠") == ["synonym 巧手", "synonym 技能大师"]
    assert forms(words, "技能大师") == ["synonym 工匠"]


def test_the_stronger_relation_wins_whatever_the_order():
    weak, strong = Entry(("产改",), narrower=(("学徒",),)), Entry(("产改", "学徒"))
    for entries in ([weak, strong], [strong, weak]):
        assert forms(Vocabulary(entries), "产改") == ["synonym 学徒"]
        assert forms(Vocabulary(entries), "学徒") == ["synonym 产改"]


def test_names_are_compared_folded_and_shown_as_written():
    words = Vocabulary([Entry(("“六型”班组", "ＡＢ崗"))])
    assert "六型班组" in words
    typed, other = words.forms("六型班组")
    assert (typed.name, other.text, other.name) == ("“六型”班组", "ab 岗", "ＡＢ崗")


def test_what_folds_alike_is_one_name():
    assert forms(Vocabulary([Entry(("劳模", "勞模", "“劳模”"))]), "劳模") == []


@pytest.mark.parametrize("empty", ["", "  ", "“”", "——"])
def test_empty_names_are_no_words(empty):
    words = Vocabulary([Entry((empty, "劳模"), narrower=((empty,),), broader=(empty,))])
    assert forms(words, "劳模") == []
    assert "" not in words


def test_a_form_that_contains_another_as_strong_is_left_out():
    words = Vocabulary([Entry(("骑手", "外卖骑手", "送餐员"))])
    assert forms(words, "骑手") == ["synonym 送餐员"]


def test_a_form_is_not_covered_by_a_weaker_one():
    words = Vocabulary([Entry(("网约工", "外卖骑手"), narrower=(("骑手",),))])
    assert forms(words, "网约工") == ["synonym 外卖骑手", "narrower 骑手"]


def test_more_forms_than_the_limit_are_left_out():
    names = tuple(f"{first}{second}" for first in "甲乙丙丁戊" for second in "子丑寅卯辰巳")
    words = Vocabulary([Entry(("产改", *names), narrower=tuple((f"{name}类",) for name in names))])
    kinds = [form.kind for form in words.forms("产改")]
    assert kinds.count(FormKind.SYNONYM) == MAX_FORMS < len(names)


def test_weights_fall_from_kind_to_kind():
    assert list(WEIGHTS) == list(FormKind)
    assert sorted(WEIGHTS.values(), reverse=True) == list(WEIGHTS.values())


def test_the_longest_name_is_known():
    assert Vocabulary([REFORM]).longest_name == len("产业工人队伍建设改革")
    assert Vocabulary().longest_name == 0


# --- the site's own ------------------------------------------------------------------------


@pytest.fixture
def reform(db):
    return Topic.objects.create(
        name="产改",
        slug="reform",
        synonyms="产业工人队伍建设改革",
        narrower="能级工资=技能工资\n新型学徒制",
        broader="建功立业",
    )


def test_topics_are_the_vocabulary(reform):
    assert forms(vocabulary.current(), "产改") == forms(Vocabulary([REFORM]), "产改")


def test_an_edit_works_at_once(reform):
    assert "产业改革" not in vocabulary.current()
    reform.synonyms += "\n产业改革"
    reform.save()
    assert "synonym 产改" in forms(vocabulary.current(), "产业改革")
    Topic.objects.update(synonyms="")
    assert "产业改革" not in vocabulary.current()
    reform.delete()
    assert "产改" not in vocabulary.current()


def test_reading_it_takes_one_query_and_parsing_happens_once(reform):
    before = vocabulary.current()
    for number in range(30):
        Topic.objects.create(name=f"专题{number}", slug=f"topic-{number}")
    with CaptureQueriesContext(connection) as queries:
        after = vocabulary.current()
    assert len(queries) == 1
    assert after is not before
    assert vocabulary.current() is after


def other_words():
    return [Entry(("新词", "新名"))]


def test_the_setting_names_who_tells_the_words(settings, reform):
    settings.CHINESE_SEARCH_VOCABULARY = f"{__name__}.other_words"
    assert forms(vocabulary.current(), "新词") == ["synonym 新名"]
    assert "产改" not in vocabulary.current()


def test_without_the_setting_there_are_no_words(settings, reform):
    del settings.CHINESE_SEARCH_VOCABULARY
    assert vocabulary.current().names == {}
