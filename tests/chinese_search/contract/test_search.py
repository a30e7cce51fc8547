"""``search``: from the backend, from a queryset, and what it never finds."""

import pytest
from modelsearch.query import MATCH_ALL

from tests.factories.library import NOVELS, TITLES
from tests.library.models import Figure, Flyer, Handbook, Lesson, Novel, Work, Writer

from .told import told

NIGHTS = {"夜班的灯", "夜班的风", "夜班的雪"}
WELDING = {"焊接技术：入门", "焊接技术：权威指南"}


def test_from_the_backend(backend):
    results = backend.search("夜班", Work)
    assert set(told(results)) == NIGHTS
    assert len(results) == 3
    assert results.model is Work


def test_from_a_queryset(backend):
    assert set(told(Work.objects.search("夜班"))) == NIGHTS
    assert set(told(backend.search("夜班", Work.objects.all()))) == NIGHTS
    assert set(told(Work.objects.search("夜班", backend="default"))) == NIGHTS


def test_from_a_filtered_queryset():
    assert told(Work.objects.filter(pages__gt=400).search("夜班")) == ["夜班的雪"]
    assert told(Work.objects.exclude(pages__gt=400).search("雪")) == []


def test_of_an_empty_queryset(backend):
    assert told(backend.search("夜班", Work.objects.none())) == []
    assert backend.search("夜班", Work.objects.none()).count() == 0
    assert told(backend.search(MATCH_ALL, Work.objects.none())) == []


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("plc", "PLC Step by Step"),
        ("ＰＬＣ", "PLC Step by Step"),
        ("電氣", "电气图解"),
        ("“电气”图解", "电气图解"),
    ],
)
def test_the_way_of_writing_does_not_matter(backend, question, title):
    assert told(backend.search(question, Work)) == [title]


@pytest.mark.parametrize("blank", ["", " ", "\u3000", "\n", "“”", "！？"])
def test_a_blank_question_finds_nothing(backend, blank):
    results = backend.search(blank, Work)
    assert told(results) == []
    assert results.count() == 0
    assert told(results[:5]) == []
    assert told(backend.autocomplete(blank, Work)) == []


def test_match_all(backend):
    results = backend.search(MATCH_ALL, Work)
    assert set(results) == set(Work.objects.all())
    assert results.count() == Work.objects.count()


def test_none_is_match_all_and_deprecated(backend):
    with pytest.warns(DeprecationWarning, match="Querying `None` is deprecated"):
        results = backend.search(None, Work)
    assert set(results) == set(Work.objects.all())


def test_another_model_with_the_same_words_is_not_found(backend):
    assert told(backend.search("夜班", Writer)) == []
    assert told(backend.search("顾雨晴", Writer)) == ["顾雨晴"]


def test_another_model_with_the_same_key_is_not_found(backend):
    """The index holds all models in one table, told apart by content type alone."""
    Work.objects.all().delete()
    key = Writer.objects.get(name="顾雨晴").pk
    Work.objects.create(pk=key, title="别的书", pages=1, published="2020-01-01")
    assert told(backend.search("顾雨晴", Work)) == []


# --- models in several tables ----------------------------------------------------------------


def test_a_child_finds_children_only(backend):
    results = backend.search(MATCH_ALL, Novel)
    assert set(told(results)) == NOVELS
    assert {type(result) for result in results} == {Novel}
    assert told(backend.search("焊接", Novel)) == []


def test_the_parent_finds_what_stands_in_a_field_of_the_child(backend):
    results = backend.search("江海船厂", Work)
    assert set(told(results)) == NIGHTS
    assert {type(result) for result in results} == {Work}


def test_a_child_finds_what_stands_in_a_field_of_the_parent(backend):
    assert told(backend.search("纺织", Novel)) == ["纺织姑娘"]


def test_a_sibling_is_not_found(backend):
    assert told(backend.search("夜班", Handbook)) == []
    assert set(told(backend.search("焊接", Handbook))) == WELDING


def test_a_model_without_search_fields_is_not_searched(backend):
    backend.add_bulk(Flyer, Flyer.objects.all())
    backend.refresh_indexes()
    for query in ("焊接", MATCH_ALL):
        results = backend.search(query, Flyer)
        assert told(results) == told(results[:5]) == []
        assert results.count() == len(results) == results[:5].count() == 0
    assert set(told(backend.search("焊接", Work))) == WELDING


def test_all_works_are_there(backend):
    assert {*told(backend.search(MATCH_ALL, Work))} == TITLES | {"焊接告示"}


# --- fields ----------------------------------------------------------------------------------


def test_a_field_that_is_called(backend):
    """«维修电工» stands in one title, and in how a trade is shown."""
    assert set(told(backend.search("维修电工", Work))) == {
        "电气图解",
        "维修电工手册",
        "PLC Step by Step",
    }


@pytest.mark.parametrize("model", [Work, Novel])
def test_related_fields_many_to_many(backend, model):
    assert set(told(backend.search("顾雨晴", model))) == NIGHTS


def test_related_fields_foreign_key_backwards(backend):
    assert set(told(backend.search("小周", Novel))) == {"夜班的灯", "夜班的风"}


def test_related_fields_one_to_one(backend):
    assert told(backend.search("阿秀", Novel)) == ["纺织姑娘"]


def test_related_fields_one_to_one_backwards(backend):
    found = list(backend.search("纺织", Figure))
    assert told(found) == ["阿秀"]
    assert found[0].leads.title == "纺织姑娘"


def test_related_fields_of_related_fields(backend):
    assert told(backend.search("顾雨晴", Lesson)) == ["班前会"]


def test_a_key_that_is_no_number(backend):
    (lesson,) = backend.search("早间", Lesson)
    assert lesson == Lesson.objects.get(name="早间瑜伽")
    assert set(told(Lesson.objects.search("瑜伽"))) == {"早间瑜伽", "晚间瑜伽"}
    assert told(Lesson.objects.filter(name="晚间瑜伽").search("瑜伽")) == ["晚间瑜伽"]
    assert told(Lesson.objects.search("瑜伽")[1:]) == told(Lesson.objects.search("瑜伽"))[1:]
    assert Lesson.objects.search("瑜伽").count() == 2
