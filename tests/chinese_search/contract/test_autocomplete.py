"""``autocomplete``: the last word may be unfinished, and only some fields count."""

import pytest
from modelsearch.query import Phrase, PlainText
from wagtail.search.utils import parse_query_string

from tests.library.models import Lesson, Novel, Work, Writer

from .told import told

NIGHTS = {"夜班的灯", "夜班的风", "夜班的雪"}
WELDING = {"焊接技术：入门", "焊接技术：权威指南"}


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("夜", NIGHTS),
        ("夜班", NIGHTS),
        ("夜班的", NIGHTS),
        ("夜班的灯", {"夜班的灯"}),
        ("焊接技", WELDING),
        ("焊接技术：权", {"焊接技术：权威指南"}),
        ("接技", WELDING),
        ("PL", {"PLC Step by Step"}),
        ("plc s", {"PLC Step by Step"}),
        ("ＰＬ", {"PLC Step by Step"}),
        ("電", {"电气图解", "维修电工手册"}),
        ("LC", set()),
        ("班的夜", set()),
    ],
)
def test_beginnings(backend, typed, titles):
    results = backend.autocomplete(typed, Work)
    assert set(told(results)) == titles
    assert results.count() == len(titles)


def test_only_the_last_word_may_be_unfinished(backend):
    assert told(backend.autocomplete("PLC St", Work)) == ["PLC Step by Step"]
    assert told(backend.autocomplete("PL Step", Work)) == []


def test_from_a_queryset():
    assert set(told(Work.objects.autocomplete("夜"))) == NIGHTS
    assert told(Work.objects.filter(pages__gt=400).autocomplete("夜")) == ["夜班的雪"]
    up = Work.objects.autocomplete("焊接", order_by="pages")
    down = Work.objects.autocomplete("焊接", order_by="-pages")
    assert told(up) == told(down)[::-1] == ["焊接技术：入门", "焊接技术：权威指南"]


def test_only_autocomplete_fields_count(backend):
    """Trade, setting and writers are search fields only."""
    assert told(backend.autocomplete("江海", Novel)) == []
    assert told(backend.autocomplete("顾雨", Work)) == []
    assert told(backend.autocomplete("维修", Work)) == ["维修电工手册"]
    assert told(backend.autocomplete("顾雨", Writer)) == ["顾雨晴"]


def test_a_key_that_is_no_number(backend):
    assert set(told(backend.autocomplete("早间瑜", Lesson))) == {"早间瑜伽"}


def test_a_part_with_a_hyphen(backend):
    backend.add(Work.objects.create(title="Poseidon-1234ABC", pages=1, published="1961-11-10"))
    for typed in ("poseidon-1234", "poseidon-", "poseidon-1234abc", "Poseidon 12"):
        assert told(backend.autocomplete(typed, Work)) == ["Poseidon-1234ABC"], typed


def test_words_are_not_stemmed(backend):
    backend.add(Work.objects.create(title="Learning welding", pages=1, published="1961-11-10"))
    assert told(backend.autocomplete("Learni", Work)) == ["Learning welding"]


def test_trees(backend):
    assert set(told(backend.autocomplete(PlainText("夜"), Work))) == NIGHTS
    assert set(told(backend.autocomplete(PlainText("夜") & ~PlainText("灯"), Novel))) == {
        "夜班的风",
        "夜班的雪",
    }
    assert set(told(backend.autocomplete(Phrase("夜班"), Work))) == NIGHTS
    assert told(backend.autocomplete(Phrase("班的夜"), Work)) == []


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("夜", NIGHTS),
        ('"夜班"', NIGHTS),
        ('"夜', NIGHTS),
        ("焊接 权", {"焊接技术：权威指南"}),
        ('"焊接" 权', {"焊接技术：权威指南"}),
    ],
)
def test_parsed_query_strings_as_the_admin_sends_them(backend, typed, titles):
    _filters, query = parse_query_string(typed, operator="and")
    assert set(told(backend.autocomplete(query, Work))) == titles


def test_operator_or(backend):
    found = told(backend.autocomplete("灯 权", Work, operator="or"))
    assert set(found) == {"夜班的灯", "焊接技术：权威指南"}
