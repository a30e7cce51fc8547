"""How a query becomes words."""

import random

import pytest

from casestudies.chinese_search.analysis import canonical
from casestudies.chinese_search.common_words import STOP, WEAK, WHOLE
from casestudies.chinese_search.planner import MAX_QUERY, MAX_WORDS, Plan, cuts, plan
from casestudies.chinese_search.vocabulary import Entry, FormKind, Vocabulary

WORDS = Vocabulary(
    [
        Entry(("产改", "产业工人队伍建设改革")),
        Entry(("户外劳动者", "户外工作者"), narrower=(("外卖骑手", "骑手"),)),
        Entry(("劳动竞赛",)),
        Entry(("劳动",)),
        Entry(("六型班组",)),
    ]
)


def typed(query, **more):
    """The words of a query; in brackets those that need not match."""
    words = plan(query, WORDS, **more).words
    return " ".join(f"{word.typed}" if word.required else f"({word.typed})" for word in words)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        pytest.param("产改", "产改", id="a known word"),
        pytest.param("焊接", "焊接", id="an unknown word"),
        pytest.param("户外劳动者驿站", "户外劳动者 驿站", id="a known word and what is left"),
        pytest.param("新型户外劳动者", "新型 户外劳动者", id="what is left before a known word"),
        pytest.param("劳动竞赛", "劳动竞赛", id="the longest known word"),
        pytest.param("劳动竞赛劳动", "劳动竞赛 劳动", id="two known words"),
        pytest.param("產改", "产改", id="traditional"),
        pytest.param("“六型”班组", "六型班组", id="quotes inside a known word"),
        pytest.param("六型 班组", "六型 班组", id="a blank was typed on purpose"),
        pytest.param("焊接，安全", "焊接 安全", id="a comma parts words"),
        pytest.param("焊接 焊接", "焊接", id="each word once"),
        pytest.param("焊接怎么做好", "焊接 (做好)", id="asking is dropped, office language kept"),
        pytest.param("如何开展产改工作", "(开展) 产改 (工作)", id="both around a known word"),
        pytest.param("劳模的工匠", "劳模 工匠", id="a particle"),
        pytest.param("劳模和工匠", "劳模 工匠", id="a joining character"),
        pytest.param("班组与会人员", "班组与会人员", id="no joining character inside a word"),
        pytest.param("和谐企业", "和谐企业", id="no joining character at the beginning of a word"),
        pytest.param("的", "的", id="a stop word alone"),
        pytest.param("如何 什么", "如何 什么", id="stop words alone"),
        pytest.param("工作 活动", "(工作) (活动)", id="weak words alone"),
        pytest.param("what is MES", "mes", id="English words of asking"),
        pytest.param("Theory of PLC", "theory plc", id="no stop word inside a word of letters"),
        pytest.param("2024年工作要点", "2024 年 (工作) 要点", id="a year"),
        pytest.param("1998", "1998", id="a number"),
        pytest.param("61.56万", "61 56 万", id="a number with its decimals"),
        pytest.param("AB岗", "ab 岗", id="letters and a character"),
        pytest.param("ＭＥＳ系统", "mes 系统", id="full-width letters"),
        pytest.param("互联网+", "互联网 plus", id="a sign that is read"),
        pytest.param("  ", "", id="blanks"),
        pytest.param("", "", id="nothing"),
        pytest.param("“”！？", "", id="marks"),
    ],
)
def test_words(query, words):
    assert typed(query) == words


def test_a_plan_without_words_is_false():
    assert not plan("！", WORDS)
    assert not Plan()
    assert plan("产", WORDS)


def test_required_words_are_all_when_none_is():
    found = plan("工作 活动", WORDS)
    assert found.required == found.words != ()
    found = plan("焊接工作", WORDS)
    assert [word.typed for word in found.required] == ["焊接"]


def test_a_plan_tells_what_was_typed():
    assert plan("如何建ＡＢ崗", WORDS).typed == "如何建 ab 岗"
    assert plan("“六型”班组，產改", WORDS).typed == "六型班组 产改"


def test_each_word_has_its_forms():
    (word,) = plan("產改", WORDS).words
    assert [(form.text, form.kind) for form in word.forms] == [
        ("产改", FormKind.TYPED),
        ("产业工人队伍建设改革", FormKind.SYNONYM),
    ]


def test_a_known_word_is_not_cut():
    assert plan("户外劳动者", WORDS).words[0].cuts == ()


def test_an_unknown_compound_may_be_made_of_shorter_words():
    assert plan("扬州江都", WORDS).words[0].cuts == (("扬州", "江都"),)


def test_without_a_vocabulary_nothing_is_known():
    assert [word.typed for word in plan("户外劳动者驿站", Vocabulary()).words] == ["户外劳动者驿站"]


# --- cuts ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("劳模", ()),
        ("三年级", ()),
        ("职工书屋", (("职工", "书屋"),)),
        ("职工读书月", (("职工", "读书月"), ("职工读", "书月"))),
        ("abcd", ()),
        ("qq 群", (("qq", "群"),)),
        ("mes 系统", (("mes", "系统"),)),
        ("1998 年", ()),
        ("2024 年度", (("2024", "年度"),)),
        ("甲乙丙丁戊己庚辛壬癸", (("甲乙", "丙丁", "戊己", "庚辛", "壬癸"),)),
        ("甲乙丙丁戊己庚辛壬癸子", (("甲乙", "丙丁", "戊己", "庚辛", "壬癸", "癸子"),)),
    ],
)
def test_cuts(text, found):
    assert cuts(text) == found


@pytest.mark.parametrize("size", range(4, 10))
def test_cuts_are_all_ways_of_twos_and_threes(size):
    text = "甲乙丙丁戊己庚辛壬"[:size]
    found = cuts(text)
    assert len(set(found)) == len(found)
    assert all("".join(cut) == text for cut in found)
    assert {len(part) for cut in found for part in cut} <= {2, 3}
    ways = {0: 1, 1: 0}
    for length in range(2, size + 1):
        ways[length] = ways[length - 2] + ways.get(length - 3, 0)
    assert len(found) == ways[size]


# --- unfinished words ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("PL", ["pl*"]),
        ("劳模 AB", ["劳模", "ab*"]),
        ("产改焊接", ["产改", "焊接*"]),
        ("产改工", ["产改工*"]),
        ("如何开展", ["如何开展*"]),
        ("the", ["the*"]),
        ("工作", ["工作*"]),
    ],
)
def test_while_typing_the_last_word_may_go_on_and_none_is_dropped(query, words):
    found = plan(query, WORDS, prefix=True).words
    assert [word.typed + "*" * word.prefix for word in found] == words
    assert all(word.required for word in found)


# --- limits --------------------------------------------------------------------------------


def test_at_most_so_many_words():
    words = plan(" ".join(f"w{number}" for number in range(50)), WORDS).words
    assert [word.typed for word in words] == [f"w{number}" for number in range(MAX_WORDS)]


def test_the_rest_of_a_long_query_is_not_read():
    assert typed("产" * MAX_QUERY + "改") == "产" * MAX_QUERY
    assert typed(" " * MAX_QUERY + "产改") == ""


def test_common_words_are_canonical_and_of_one_kind():
    assert {word for word in STOP | WEAK | WHOLE if canonical(word) != word} == set()
    assert set() == STOP & WEAK


def test_no_character_is_lost():
    dice = random.Random(7)
    pieces = [
        *[
            "产改",
            "户外",
            "劳动者",
            "竞赛",
            "焊接",
            "如何",
            "的",
            "和",
            "工作",
            "AB",
            "12",
            "，",
            "站",
        ],
        " ",
    ]
    for _each in range(2_000):
        query = "".join(dice.choices(pieces, k=dice.randrange(1, 7)))
        found = plan(query, WORDS, prefix=True)
        if len(found.words) == MAX_WORDS:
            continue
        kept = "".join(word.typed for word in found.words).replace(" ", "")
        asked = found.typed.replace(" ", "")
        assert set(kept) == set(asked), query
        asking_dropped = [word.typed.replace(" ", "") for word in plan(query, WORDS).words]
        assert all(word in asked for word in asking_dropped), query
