"""What must match for a question, level by level, and what a tree of query classes means."""

from itertools import pairwise

import pytest
from modelsearch.query import MATCH_ALL, MATCH_NONE, And, Boost, Fuzzy, Or, Phrase, PlainText

from casestudies.chinese_search.analysis import canonical
from casestudies.chinese_search.expressions import EVERYTHING, NOTHING, Leaf
from casestudies.chinese_search.queries import WEAK_WEIGHT, correction, from_tree, planned
from casestudies.chinese_search.vocabulary import Entry, Vocabulary

WORDS = Vocabulary(
    [
        Entry(("产改", "产业工人队伍建设改革"), narrower=(("能级工资",),), broader=("建功立业",)),
        Entry(("劳模", "劳动模范")),
    ]
)


def admits(expression, text):
    return expression.matches(f" {canonical(text)} ")


def first_level(question, text):
    """The place of the strictest level that finds a text, from the end; 0 if none does."""
    levels = planned(question, WORDS).levels
    for place, level in enumerate(levels):
        if admits(level, text):
            return len(levels) - place
    return 0


# --- typed questions -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "text"),
    [
        pytest.param("产改", "推进产改", id="typed"),
        pytest.param("产改", "产业工人队伍建设改革", id="synonym"),
        pytest.param("产改", "试行能级工资", id="narrower"),
        pytest.param("產改", "“产”改", id="folded"),
        pytest.param("职工书屋", "职工的书屋", id="parts of an unknown compound"),
        pytest.param("焊接工作", "焊接", id="without a weak word"),
        pytest.param("如何焊接", "焊接", id="without a word of asking"),
        pytest.param("焊", "电焊", id="one character"),
        pytest.param("产改 焊接", "焊接班的产业工人队伍建设改革", id="synonym and another word"),
    ],
)
def test_strict_level_finds(question, text):
    assert admits(planned(question, WORDS).strict, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        pytest.param("产改", "立足岗位建功立业", id="broader"),
        pytest.param("能级工资", "推进产改", id="the topic of a narrower word"),
        pytest.param("产改 焊接", "推进产改", id="one word of two"),
        pytest.param("职工书屋", "职工", id="a part of a compound"),
        pytest.param("plc", "plcs", id="a longer word of letters"),
    ],
)
def test_strict_level_leaves_to_the_others(question, text):
    found = planned(question, WORDS)
    assert not admits(found.strict, text)


def test_levels_grow():
    question = "产改 焊接 夜校"
    places = [
        first_level(question, text)
        for text in (
            "产改 焊接 夜校",
            "建功立业 焊接 夜校",
            "焊接 夜校",
            "夜校",
            "食堂",
        )
    ]
    assert places == sorted(places, reverse=True)
    assert len(set(places)) == len(places)
    assert places[-1] == 0


def test_levels_of_words_find_what_the_level_before_finds():
    texts = [
        "产改",
        "建功立业",
        "焊接",
        "夜校",
        "产改 焊接",
        "建功立业 焊接",
        "焊接 夜校",
        "产改 焊接 夜校",
    ]
    for question in ("产改", "产改 焊接", "产改 焊接 夜校", "焊接 夜校工作"):
        found = planned(question, WORDS)
        levels = [found.strict, *found.looser[0]]
        for before, after in pairwise(levels):
            assert not [each for each in texts if admits(before, each) and not admits(after, each)]


def test_nothing_searchable_finds_nothing():
    for question in ("", "  ", "“”！"):
        found = planned(question, WORDS)
        assert found.levels == (NOTHING,)
        assert not found.plan
        assert found.terms == ()


def test_while_typing_there_is_the_strict_level_alone():
    found = planned("产改 焊", WORDS, prefix=True)
    assert found.levels == (found.strict,)
    assert admits(found.strict, "产改 焊接")
    assert admits(planned("PL", WORDS, prefix=True).strict, "学PLC")
    assert not admits(planned("PL", WORDS).strict, "学PLC")


def test_terms_are_the_words_with_their_forms():
    reform, weld, work = planned("产改 焊接工作", WORDS).terms
    assert [(leaf.text, weight) for leaf, weight in reform.forms] == [
        ("产改", 1.0),
        ("产业工人队伍建设改革", 0.8),
    ]
    assert [leaf.text for leaf, _weight in reform.related] == ["能级工资", "建功立业"]
    assert (reform.weight, weld.weight, work.weight) == (1.0, 1.0, WEAK_WEIGHT)
    assert [leaf.text for leaf in planned("职工书屋", WORDS).terms[0].parts] == ["职工", "书屋"]


def test_many_narrower_words_do_not_make_the_strict_level_long():
    many = tuple((f"{letter}类工种",) for letter in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳")
    found = planned("产改", Vocabulary([Entry(("产改",), narrower=many)]))
    assert len(list(found.strict.leaves())) < len(many)
    assert any(admits(level, "巳类工种") for level in found.levels)


def test_what_sounds_like_the_question_is_correction():
    assert admits(correction("laomo", WORDS).strict, "劳模")
    assert correction("焊接", WORDS) is None


# --- trees ---------------------------------------------------------------------------------


def tree_admits(query, text, **more):
    return admits(from_tree(query, WORDS, **more).strict, text)


def test_a_tree_is_one_level_without_a_plan():
    found = from_tree(PlainText("产改 焊接"), WORDS)
    assert found.levels == (found.strict,)
    assert found.plan is None


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        (PlainText("产改 焊接"), "产改 焊接", True),
        (PlainText("产改 焊接"), "产改", False),
        (PlainText("产改 焊接", operator="or"), "产改", True),
        (PlainText("产改 焊接", operator="or"), "夜校", False),
        (PlainText("产改"), "产业工人队伍建设改革", True),
        (PlainText("焊接工作"), "焊接", False),
        (PlainText("！"), "产改", False),
        (Phrase("产改"), "产业工人队伍建设改革", False),
        (Phrase("产改"), "推进產改", True),
        (Phrase("职工书屋"), "职工的书屋", False),
        (Phrase("的"), "职工的书屋", True),
        (Phrase("step by step"), "go step by step", True),
        (Phrase("step by step"), "step step by", False),
        (Phrase("，"), "产改", False),
        (PlainText("产改") & PlainText("焊接"), "产改 焊接", True),
        (PlainText("产改") & PlainText("焊接"), "产改", False),
        (PlainText("产改") | PlainText("焊接"), "焊接", True),
        (PlainText("产改") | PlainText("焊接"), "夜校", False),
        (~PlainText("产改"), "焊接", True),
        (~PlainText("产改"), "产业工人队伍建设改革", False),
        (~~PlainText("产改"), "产改", True),
        (PlainText("产改") & ~Phrase("焊接"), "产改", True),
        (PlainText("产改") & ~Phrase("焊接"), "产改 焊接", False),
        (~(PlainText("产改") | PlainText("焊接")), "夜校", True),
        (~(PlainText("产改") | PlainText("焊接")), "焊接", False),
        (Boost(PlainText("产改"), 3.0), "产改", True),
        (Boost(Phrase("产改"), 3.0), "焊接", False),
        (MATCH_ALL, "任何", True),
        (MATCH_NONE, "任何", False),
        (PlainText("产改") | MATCH_ALL, "焊接", True),
        (PlainText("产改") & MATCH_NONE, "产改", False),
        (And([]), "任何", True),
        (Or([]), "任何", False),
    ],
)
def test_tree(query, text, found):
    assert tree_admits(query, text) is found


def test_match_all_is_everything():
    assert from_tree(MATCH_ALL, WORDS).strict == EVERYTHING


def test_the_last_word_of_plain_text_may_be_unfinished():
    assert tree_admits(PlainText("学 PL"), "学 PLC", prefix=True)
    assert not tree_admits(PlainText("学 PL"), "学 PLC")
    assert not tree_admits(Phrase("学 PL"), "学 PLC", prefix=True)


def weights(query):
    return {term.forms[0][0].text: term.weight for term in from_tree(query, WORDS).terms}


def test_boosts_multiply():
    query = Boost(PlainText("产改", boost=2.0) | Boost(Phrase("焊接"), 0.5), 3.0)
    assert weights(query) == {"产改": 6.0, "焊接": 1.5}


def test_what_is_excluded_does_not_rank():
    assert weights(PlainText("产改") & ~PlainText("焊接")) == {"产改": 1.0}


def test_a_phrase_is_one_exact_leaf():
    (term,) = from_tree(Phrase("“六型”班组，创新"), WORDS).terms
    assert term.forms == ((Leaf("六型班组 创新", exact=True), 1.0),)


@pytest.mark.parametrize(
    "query", [Fuzzy("产改"), PlainText("焊接") & Fuzzy("产改"), ~Fuzzy("产改")]
)
def test_other_query_classes_are_refused(query):
    with pytest.raises(NotImplementedError, match="`Fuzzy` is not supported"):
        from_tree(query, WORDS)
