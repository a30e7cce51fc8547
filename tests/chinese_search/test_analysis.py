"""Folding and cutting: what may differ between a query and a text, and what may not."""

import random

import pytest

from casestudies.chinese_search.analysis import (
    canonical,
    fold,
    folded_with_places,
    is_han,
    phrase_tokens,
    tokens,
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        pytest.param("ＡＢ岗", "ab 岗", id="full width"),
        pytest.param("１９９８年", "1998 年", id="full-width digits"),
        pytest.param("ﾃｽﾄ", "テスト", id="half-width kana"),
        pytest.param("PLC", "plc", id="case"),
        pytest.param("Straße", "strasse", id="case that grows"),
        pytest.param("勞動競賽", "劳动竞赛", id="traditional"),
        pytest.param("產改", "产改", id="traditional in one character"),
        pytest.param("“六型”班组", "六型班组", id="curved quotes"),
        pytest.param("《劳动法》", "劳动法", id="titles"),
        pytest.param("「五一」勞動獎", "五一劳动奖", id="corner quotes"),
        pytest.param("'五小'\"活动\"", "五小活动", id="straight quotes"),
        pytest.param("café", "cafe", id="accent in one character"),
        pytest.param("cafe\u0301", "cafe", id="accent on its own"),
        pytest.param("Łódź", "łodz", id="a stroke is no accent"),
        pytest.param("劳\u200b模\ufeff工\u200d匠", "劳模工匠", id="zero width"),
        pytest.param("有力方\n式", "有力方式", id="line break inside a word"),
        pytest.param("有力方\r\n 　式", "有力方式", id="line break and indent"),
        pytest.param("产 改", "产改", id="blank between characters"),
        pytest.param("QQ 群", "qq 群", id="blank where the script changes"),
        pytest.param("2024年", "2024 年", id="number and its unit"),
        pytest.param("2024 年", "2024 年", id="number, blank, unit"),
        pytest.param("61.56万", "61 56 万", id="decimal point"),
        pytest.param("产改，劳模", "产改 劳模", id="comma"),
        pytest.param("劳动美·中国梦", "劳动美 中国梦", id="dot"),
        pytest.param("互联网+", "互联网 plus", id="plus"),
        pytest.param("①②", "12", id="circled numbers"),
        pytest.param("㈱", "株", id="compatibility form in brackets"),
        pytest.param("劳模👍🏽工匠", "劳模 工匠", id="emoji"),
        pytest.param("劳模\x00工匠", "劳模 工匠", id="null byte"),
        pytest.param("劳模\ud800工匠", "劳模 工匠", id="lone surrogate"),
        pytest.param("a_b", "a b", id="underscore"),
        pytest.param("  \t\n ", "", id="blank"),
        pytest.param("。，！“”", "", id="marks only"),
        pytest.param("", "", id="nothing"),
        pytest.param("𠮷野家", "𠮷野家", id="beyond the basic plane"),
        pytest.param("مرحبا", "مرحبا", id="right to left"),
    ],
)
def test_canonical(written, folded):
    assert canonical(written) == folded


@pytest.mark.parametrize("mark", list("\"'`´“”‘’„‚«»‹›「」『』《》〈〉"))
def test_each_quotation_mark_vanishes(mark):
    assert canonical(f"{mark}六型{mark}班组") == "六型班组"


@pytest.mark.parametrize("mark", list("，。、；：？！,.;:?!()[]{}<>|&^~*=/\\@#$%-—…·（）【】"))
def test_other_marks_part_words(mark):
    assert canonical(f"劳模{mark}工匠") == "劳模 工匠"


def test_fold_keeps_each_blank():
    assert fold("产 改\n") == "产 改 "


def test_han_is_what_is_cut_into_bigrams():
    assert all(map(is_han, "产〇々あカ한𠮷"))
    assert not any(map(is_han, ["a", "1", "é", " ", "，", ""]))


ALPHABET = (
    "产改劳模工匠勞產改ＡＢ１２ab1 \t\n\r　“”‘’「」《》，。！？+-*\"'()éßİﬁ①㈱㍿½👍🏽한あｶﾞ𠮷々〇"
    "\x00\x1f\x85\u200b\u200d\ufeff\u0301\u2028\ud800\udfffłŁمر"
)


def random_texts(seed, many):
    dice = random.Random(seed)
    for _each in range(many):
        yield "".join(dice.choices(ALPHABET, k=dice.randrange(30)))
        yield "".join(chr(dice.randrange(0x30000)) for _character in range(dice.randrange(12)))


def test_places_belong_to_the_canonical_text():
    for text in random_texts(1, 4_000):
        folded, places = folded_with_places(text)
        assert folded == canonical(text), ascii(text)
        assert len(places) == len(folded), ascii(text)
        assert places == sorted(places), ascii(text)
        assert all(0 <= place < len(text) for place in places), ascii(text)


def test_each_place_is_where_the_character_came_from():
    for text in random_texts(2, 4_000):
        folded, places = folded_with_places(text)
        for character, place in zip(folded, places, strict=True):
            assert character == " " or character in fold(text[place]), ascii(text)


def test_folding_what_is_folded_changes_nothing():
    for text in random_texts(3, 4_000):
        assert fold(fold(text)) == fold(text), ascii(text)
        assert canonical(fold(text)) == canonical(text), ascii(text)


def test_canonical_has_only_letters_and_digits():
    for text in random_texts(4, 4_000):
        assert canonical(text).replace(" ", "").isalnum() or not canonical(text), ascii(text)


def test_tokens_hold_nothing_that_a_database_would_read():
    for text in random_texts(5, 4_000):
        for token in tokens(canonical(text)):
            assert token.isalnum(), ascii(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("产", ["产"]),
        ("产改", ["产改", "改"]),
        ("劳模工匠", ["劳模", "模工", "工匠", "匠"]),
        ("plc", ["plc"]),
        ("plc 编程", ["plc", "plc编", "编程", "程"]),
        ("2024 年", ["2024", "2024年", "年"]),
        ("step by step", ["step", "by", "step"]),
        ("产改 劳模", ["产改", "改", "劳模", "模"]),
        ("qq 群 qq", ["qq", "qq群", "群", "qq"]),
    ],
)
def test_tokens(text, found):
    assert tokens(text) == found


@pytest.mark.parametrize(
    ("text", "found", "prefix"),
    [
        ("", [], False),
        ("产", ["产"], True),
        ("产改", ["产改"], False),
        ("劳模工匠", ["劳模", "模工", "工匠"], False),
        ("plc", ["plc"], False),
        ("plc 编程", ["plc", "plc编", "编程"], False),
        ("2024 年", ["2024", "2024年"], False),
        ("产改 劳", ["产改", "改", "劳"], True),
    ],
)
def test_a_phrase_needs_no_lone_character_that_is_told_already(text, found, prefix):
    assert phrase_tokens(text) == (found, prefix)


def test_every_part_of_a_text_is_found_by_its_tokens():
    """What a part needs stands in the tokens of the whole, one after the other."""
    dice = random.Random(6)
    for text in random_texts(6, 2_000):
        whole = canonical(text)
        runs = whole.split()
        if not runs:
            continue
        run = dice.choice(runs)
        start = dice.randrange(len(run)) if is_han(run) else 0
        part = run[start : dice.randrange(start + 1, len(run) + 1)] if is_han(run) else run
        needed, prefix = phrase_tokens(part)
        among = f" {' '.join(tokens(whole))} "
        assert f" {' '.join(needed)}" + ("" if prefix else " ") in among, ascii((text, part))
