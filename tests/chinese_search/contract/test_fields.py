"""``fields=``: only what stands in these fields counts."""

import pytest
from modelsearch.backends.base import FieldError, SearchFieldError
from modelsearch.query import Phrase, PlainText

from tests.library.models import Handbook, Novel, Work, Writer

from .told import told

NIGHTS = {"夜班的灯", "夜班的风", "夜班的雪"}


def test_one_field(backend):
    assert set(told(backend.search("夜班", Work, fields=["title"]))) == NIGHTS
    assert told(backend.search("江海船厂", Work, fields=["title"])) == []
    assert told(backend.search("顾雨晴", Work, fields=["title"])) == []


def test_words_of_several_fields_are_not_added_up(backend):
    found = backend.search("江海 纺织", Work, fields=["title"], operator="or")
    assert told(found) == ["纺织姑娘"]
    assert found.count() == 1
    assert told(backend.search("江海 夜班", Novel, fields=["title"], operator="and")) == []


def test_a_field_of_the_child(backend):
    assert set(told(backend.search("江海", Novel, fields=["setting"]))) == NIGHTS
    assert told(backend.search("夜班", Novel, fields=["setting"])) == []


def test_several_fields(backend):
    assert set(told(backend.search("江海 夜班", Novel, fields=["title", "setting"]))) == NIGHTS
    found = backend.search("江海 纺织", Novel, fields=["title", "setting"], operator="or")
    assert set(told(found)) == {*NIGHTS, "纺织姑娘"}


def test_a_field_that_is_called(backend):
    found = backend.search("维修电工", Handbook, fields=["get_trade_display"])
    assert set(told(found)) == {"电气图解", "维修电工手册", "PLC Step by Step"}
    assert told(backend.search("电气", Handbook, fields=["get_trade_display"])) == []


def test_fields_of_a_queryset():
    assert set(told(Work.objects.search("夜班", fields=["title"]))) == NIGHTS
    assert told(Work.objects.filter(pages=310).search("夜班", fields=["title"])) == ["夜班的灯"]


def test_trees_with_fields(backend):
    night, lamp = PlainText("夜班"), PlainText("灯")
    assert told(backend.search(night & lamp, Novel, fields=["title"])) == ["夜班的灯"]
    found = told(backend.search(night & ~lamp, Novel, fields=["title"]))
    assert set(found) == {"夜班的风", "夜班的雪"}
    assert set(told(backend.search(~night, Novel, fields=["title"]))) == {"纺织姑娘"}
    assert told(backend.search(~PlainText("江海"), Novel, fields=["setting"])) == ["纺织姑娘"]
    assert set(told(backend.search(Phrase("江海船厂"), Novel, fields=["setting"]))) == NIGHTS
    assert told(backend.search(Phrase("夜班的灯"), Novel, fields=["setting"])) == []


def test_what_another_field_has_does_not_exclude(backend):
    query = PlainText("夜班") & ~PlainText("江海")
    assert set(told(backend.search(query, Novel, fields=["title"]))) == NIGHTS


def test_order_slices_and_count_with_fields(backend):
    found = backend.search("江海", Novel, fields=["setting"])
    assert found.count() == 3
    assert told(found[:2]) + told(found[2:]) == told(found)
    by_pages = Novel.objects.search("江海", fields=["setting"], order_by="-pages")
    assert told(by_pages) == ["夜班的雪", "夜班的风", "夜班的灯"]


def test_no_fields_find_nothing(backend):
    found = backend.search("夜班", Work, fields=[])
    assert told(found) == []
    assert found.count() == 0


@pytest.mark.parametrize("field", ["unknown", "pages", "setting", "shelf_mark"])
def test_a_field_that_is_not_searched_is_refused(backend, field):
    with pytest.raises(
        SearchFieldError, match=f'index.SearchField\\("{field}"\\) to Work'
    ) as told_by:
        list(backend.search("夜班", Work, fields=["title", field]))
    assert isinstance(told_by.value, FieldError)
    assert told_by.value.field_name == field


def test_autocomplete_with_fields(backend):
    assert told(backend.autocomplete("顾", Writer, fields=["name"])) == ["顾雨晴"]
    assert set(told(backend.autocomplete("夜", Work, fields=["title"]))) == NIGHTS
