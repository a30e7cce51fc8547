"""Matches marked in the text as it was written."""

import random
import time

import pytest

from casestudies.chinese_search import snippets
from casestudies.chinese_search.planner import Plan, plan
from casestudies.chinese_search.snippets import marked, snippet
from casestudies.chinese_search.vocabulary import Entry, Vocabulary

WORDS = Vocabulary(
    [
        Entry(("产改", "产业工人队伍建设改革"), narrower=(("能级工资",),), broader=("建功立业",)),
        Entry(("骑手", "外卖骑手")),
    ]
)


def shown(fragments):
    """Fragments in one line: [typed], {synonym}."""
    signs = {"": "%s", "typed": "[%s]", "synonym": "{%s}"}
    return "".join(signs[fragment.kind] % fragment.text for fragment in fragments)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        pytest.param("产改", "推进[产改]，再谈[产改]。", id="each time"),
        pytest.param("产改", "{产业工人队伍建设改革}即[产改]", id="synonym and typed"),
        pytest.param("产改", "试行{能级工资}，{建功立业}", id="narrower and broader"),
        pytest.param("產改", "[产改]", id="query in traditional characters"),
        pytest.param("产改", "[產改]", id="text in traditional characters"),
        pytest.param("AB岗", "[ＡＢ岗]、[ab崗]", id="width and case"),
        pytest.param("六型班组", "“[六型”班组]", id="quotes inside"),
        pytest.param("“六型”班组", "[六型班组]", id="quotes in the query"),
        pytest.param("有力", "[有\n力]方式", id="line break inside"),
        pytest.param("劳模", "[劳\u200b模]", id="zero width inside"),
        pytest.param("cafe", "[café]", id="accent in one character"),
        pytest.param("plc", "[PLC]，plcs，xplc", id="whole words of letters"),
        pytest.param("2024年", "[2024 年]，2024", id="number with its unit"),
        pytest.param("职工书屋", "[职工]的[书屋]和[职工书屋]", id="parts of a compound"),
        pytest.param("外卖骑手", "[外卖骑手]，{骑手}", id="the longer form first"),
        pytest.param("骑手", "外卖[骑手]", id="typed inside a synonym"),
        pytest.param("焊", "[焊][焊]", id="side by side"),
        pytest.param("焊接", "安全", id="not there"),
        pytest.param("焊接", "", id="no text"),
        pytest.param("！", "安全！", id="no query"),
    ],
)
def test_marked(query, text):
    plain = text.translate(str.maketrans("", "", "[]{}"))
    assert shown(marked(plain, plan(query, WORDS))) == text


def test_an_unfinished_word_is_marked_where_it_begins():
    unfinished = plan("pl", WORDS, prefix=True)
    assert shown(marked("PLC，xPLC", unfinished)) == "[PL]C，xPLC"


def test_tags_are_text_like_any_other():
    fragments = marked("<b>产改</b>&amp;<script>", plan("产改", WORDS))
    assert shown(fragments) == "<b>[产改]</b>&amp;<script>"


PIECES = [
    "产改",
    "產改",
    "产业工人队伍建设改革",
    "能级工资",
    "“产”改",
    "产\n改",
    "产 改",
    "外卖骑手",
    "骑手",
    "ＡＢ",
    "ab",
    "，",
    "。",
    " ",
    "\n",
    "的",
    "焊接",
    "<b>",
    "&",
    "👍🏽",
    "\x00",
    "\ud800",
    "\u200b",
    "é",
    "ß",
    "½",
]
QUERIES = ["产改", "骑手 ab", "产 改", "焊接，AB", "ß", "12", "b", "产改骑手焊接班", ""]


def test_the_fragments_of_a_whole_text_are_the_text():
    dice = random.Random(1)
    for _each in range(3_000):
        text = "".join(dice.choices(PIECES, k=dice.randrange(15)))
        found = marked(text, plan(dice.choice(QUERIES), WORDS))
        assert "".join(fragment.text for fragment in found) == text
        assert all(fragment.text for fragment in found)


def test_a_passage_is_a_piece_of_the_text():
    dice = random.Random(2)
    for _each in range(2_000):
        text = "".join(dice.choices(PIECES, k=dice.randrange(60)))
        length = dice.randrange(10, 60)
        found = snippet(text, plan(dice.choice(QUERIES), WORDS), length)
        middle = "".join(each.text for each in found if each.text != "…" or each.kind)
        one_line = " ".join(text.split())
        assert middle in one_line
        assert len(middle) <= 2 * length
        begins, ends = one_line.startswith(middle), one_line.endswith(middle)
        assert begins or found[0].text == "…"
        assert ends or found[-1].text == "…"


LONG = "班前会只开十分钟。" * 40


def test_a_short_text_is_whole():
    assert shown(snippet("焊接班\n办夜校。", plan("夜校", WORDS))) == "焊接班 办[夜校]。"


def test_a_long_text_is_cut_where_the_words_are():
    found = shown(snippet(f"{LONG}焊接班办起了夜校，人人都来。{LONG}", plan("焊接 夜校", WORDS)))
    assert "[焊接]班办起了[夜校]，人人都来。" in found
    assert found.startswith("…")
    assert found.endswith("…")


def test_a_passage_begins_and_ends_at_a_pause():
    fragments = snippet(f"{LONG}焊接班办起了夜校，人人都来。{LONG}", plan("夜校", WORDS))
    text = "".join(fragment.text for fragment in fragments[1:-1])
    assert text.startswith(("焊接班", "班前会"))
    assert text.endswith("。")


def test_most_different_words_together_win():
    text = f"夜校，夜校，夜校。{LONG}焊接班办夜校。{LONG}焊接，焊接。"
    assert "[焊接]班办[夜校]" in shown(snippet(text, plan("焊接 夜校", WORDS)))


def test_typed_words_win_over_synonyms():
    text = f"产业工人队伍建设改革。{LONG}说产改。{LONG}能级工资。"
    assert "[产改]" in shown(snippet(text, plan("产改", WORDS)))


def test_without_a_match_it_is_the_beginning():
    found = snippet(LONG, plan("焊接", WORDS))
    assert found[0].text.startswith("班前会只开十分钟。")
    assert found[-1].text == "…"
    assert snippet("", plan("焊接", WORDS)) == []
    assert shown(snippet("安全", Plan())) == "安全"


@pytest.mark.parametrize("length", [20, 90, 200])
def test_length_is_about_what_was_asked(length):
    text = "".join(f.text for f in snippet(LONG + "夜校。" + LONG, plan("夜校", WORDS), length))
    assert length * 0.6 <= len(text) <= length + 2


def test_a_match_is_never_cut():
    text = f"{'前' * 88}产业工人队伍建设改革{'后' * 100}"
    found = snippet(text, plan("产改", WORDS))
    assert "{产业工人队伍建设改革}" in shown(found)


def test_only_the_beginning_of_a_very_long_text_is_read():
    text = "班" * snippets.MAX_CHARACTERS + "产改"
    assert all(not each.kind for each in marked(text, plan("产改", WORDS)))
    assert "".join(each.text for each in marked(text, plan("产改", WORDS))) == text


def test_a_text_of_matches_alone_is_marked_in_bounded_time():
    began = time.perf_counter()
    snippet("产改" * 50_000, plan("产改 产 改 工 人 队 伍 建", WORDS))
    assert time.perf_counter() - began < 5
