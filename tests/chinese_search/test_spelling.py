"""A wrong 字 put right, and pinyin typed by mistake read."""

import random
import subprocess
import sys
import time

import pytest

from casestudies.chinese_search import sounds, spelling
from casestudies.chinese_search.spelling import MAX_CORRECTIONS, corrections
from casestudies.domain.vocabulary import TOPICS


def names(topic):
    listed = (topic.other_names, topic.narrower, topic.broader)
    return [topic.name, *" ".join(listed).replace("=", " ").split()]


TERMS = [name for topic in TOPICS for name in names(topic)]


def first(query):
    return next(iter(corrections(query, TERMS)), None)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("劳膜", "劳模"),
        ("老膜", "劳模"),
        ("工将精神", "工匠精神"),
        ("职待会", "职代会"),
        ("職待會", "职代会"),
        ("农名工", "农民工"),
        ("和协劳动关系", "和谐劳动关系"),
        ("金秋住学怎么申请", "金秋助学怎么申请"),
        ("户外劳动着", "户外劳动者"),
        ("老膜精申", "劳模精神"),
    ],
)
def test_characters_that_sound_the_same(typed, meant):
    assert first(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("资工书屋", "职工书屋"), ("劳冻争议", "劳动争议"), ("职工输屋", "职工书屋")],
)
def test_characters_that_nearly_sound_the_same(typed, meant):
    assert first(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("爱心脱营", None), ("爱心扥管", "爱心托管"), ("劳模精伸", "劳模精神"), ("农仅工", "农民工")],
)
def test_one_character_may_be_any_other_in_a_long_term(typed, meant):
    assert first(typed) == meant


def test_a_blank_between_characters_was_typed_on_purpose():
    assert corrections("劳 膜", TERMS) == corrections("职 工书屋", TERMS) == []


@pytest.mark.parametrize("typed", ["男职工", "劳动力", "工匠", "产改", "五小活动", "老王", ""])
def test_other_words_and_known_terms_are_left_alone(typed):
    assert corrections(typed, TERMS) == []


def test_several_wrong_words_are_put_right_together_and_each():
    assert corrections("外买骑手 送温暖 金秋住学", TERMS)[:3] == [
        "外卖骑手 送温暖 金秋助学",
        "外卖骑手 送温暖 金秋住学",
        "外买骑手 送温暖 金秋助学",
    ]


def test_what_is_unsure_comes_after_what_is_sure():
    assert corrections("外买骑手 劳模精伸劲", ["外卖骑手", "劳模精神"])[0] == "外卖骑手 劳模精神劲"
    assert corrections("外买骑手 劳模精灵", ["外卖骑手", "劳模精神"]) == [
        "外卖骑手 劳模精灵",
        "外卖骑手 劳模精神",
        "外买骑手 劳模精神",
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("laomo", "劳模"),
        ("lao mo", "劳模"),
        ("LaoMo", "劳模"),
        ("lao'mo", "劳模"),
        ("ｌａｏｍｏ", "劳模"),
        ("gongjiangjingshen", "工匠精神"),
        ("gong jiang jing shen", "工匠精神"),
        ("gonjiangjinshen", "工匠精神"),
        ("nvzhigong", "女职工"),
        ("nüzhigong", "女职工"),
        ("nuzhigong", "女职工"),
        ("zigongsuwu", "职工书屋"),
        ("banzujianshelaomo", "班组建设 劳模"),
        ("劳mo", "劳模"),
        ("职待会", "职代会"),
        ("zhidaihui gongkai", "职代会 gongkai"),
        ("wifi laomo", "wifi 劳模"),
        ("lm", "劳模"),
        ("zdh", "职代会"),
        ("ai xin tuo guan", "爱心托管"),
        ("gonghui laomojingshen", "gonghui 劳模精神"),
        ("外买骑手 laomo", "外卖骑手 劳模"),
    ],
)
def test_pinyin_typed_by_mistake(typed, meant):
    assert first(typed) == meant


@pytest.mark.parametrize("typed", ["QQ", "wifi", "MES", "app", "5g", "12351", "hello", "l", "eap"])
def test_latin_words_of_their_own_are_left_alone(typed):
    assert corrections(typed, TERMS) == []


def test_initials_of_two_terms_are_of_none():
    assert corrections("lm", ["劳模", "路面"]) == []
    assert corrections("lm", ["劳模"]) == ["劳模"]


def test_of_equal_sounds_the_term_named_first_comes_first():
    assert corrections("gongshi", ["公示", "工时", "攻势"]) == ["公示", "工时", "攻势"]
    assert corrections("gongshi", ["工时", "公示"]) == ["工时", "公示"]


def test_every_reading_of_a_character_counts():
    assert corrections("hangyegonghui", ["行业工会"]) == ["行业工会"]
    assert corrections("chongqing", ["重庆"]) == ["重庆"]


def test_a_correction_is_written_as_the_term_is():
    assert corrections("laomo", ["勞模"]) == ["勞模"]


def test_new_terms_count_at_once():
    assert corrections("danshenjiaoyou", TERMS[:3]) == []
    assert corrections("danshenjiaoyou", [*TERMS[:3], "单身交友"]) == ["单身交友"]


def test_the_index_of_terms_is_built_once():
    spelling._indexed.cache_clear()
    corrections("劳膜", TERMS)
    corrections("laomo", list(TERMS))
    assert spelling._indexed.cache_info().misses == 1


def test_hostile_queries_end_soon():
    dice = random.Random(20)
    letters = "laomozhgndixu' \x00\ud800\"*-:()劳膜工将精神会𠮷😀\u0301１ＡÀ"
    queries = ["".join(dice.choices(letters, k=dice.randint(0, 80))) for _each in range(500)]
    queries += ["zhi" * 4000, "劳膜" * 5000, "a " * 5000, "nai" * 16, "嗯" * 10_000]
    corrections("劳膜", TERMS)
    begun = time.process_time()
    for query in queries:
        assert len(corrections(query, TERMS)) <= MAX_CORRECTIONS
    assert time.process_time() - begun < 5


def test_phrases_of_pypinyin_are_never_loaded():
    code = (
        "import sys, casestudies.chinese_search.spelling as spelling;"
        "assert spelling.corrections('laomo', ['劳模']) == ['劳模'];"
        "assert 'pypinyin' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("character", "read"),
    [("劳", ["lao"]), ("长", ["zhang", "chang"]), ("女", ["nu", "ru"]), ("a", [])],
)
def test_readings_bear_no_tones(character, read):
    assert list(sounds.readings(character)) == read
