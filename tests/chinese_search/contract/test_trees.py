"""Operators, and trees of query classes: they mean what they say, without looser levels."""

import pytest
from modelsearch.query import MATCH_ALL, MATCH_NONE, And, Boost, Not, Or, Phrase, PlainText
from wagtail.search.utils import parse_query_string

from tests.factories.library import TITLES
from tests.library.models import Work

from .told import told

WELDING = {"焊接技术：入门", "焊接技术：权威指南"}
NIGHTS = {"夜班的灯", "夜班的风", "夜班的雪"}


@pytest.fixture
def found(backend):
    """The titles that a query finds; without the one work that is never searched."""

    def search(query, **more):
        results = backend.search(query, Work, **more)
        titles = set(told(results)) - {"焊接告示"}
        assert results.count() == len(results)
        return titles

    return search


# --- operator= -------------------------------------------------------------------------------


@pytest.mark.parametrize("operator", ["and", "AND", "aNd"])
def test_operator_and(found, operator):
    assert found("焊接 权威", operator=operator) == {"焊接技术：权威指南"}
    assert found("焊接 夜班", operator=operator) == set()


@pytest.mark.parametrize("operator", ["or", "OR"])
def test_operator_or(found, operator):
    assert found("入门 夜班", operator=operator) == {"焊接技术：入门"} | NIGHTS


def test_without_an_operator_all_words_come_first_and_looser_results_after(backend):
    results = backend.search("焊接 权威", Work).with_related()
    assert told(results) == ["焊接技术：权威指南", "焊接技术：入门"]
    assert results.related_from() == 1
    assert results.count() == 2


@pytest.mark.parametrize("operator", ["xor", "not", "&"])
def test_other_operators_are_refused(backend, operator):
    with pytest.raises(ValueError, match="operator"):
        backend.search("焊接", Work, operator=operator)
    with pytest.raises(ValueError, match="operator"):
        PlainText("焊接", operator=operator)


def test_operators_typed_as_words_are_words_of_joining(found):
    assert found("焊接 AND 权威", operator="and") == {"焊接技术：权威指南"}


# --- plain text and phrases ------------------------------------------------------------------


def test_plain_text(found):
    assert found(PlainText("焊接")) == WELDING
    assert found(PlainText("焊接 权威")) == {"焊接技术：权威指南"}
    assert found(PlainText("焊接 权威", operator="and")) == {"焊接技术：权威指南"}
    assert found(PlainText("入门 夜班", operator="or")) == {"焊接技术：入门"} | NIGHTS
    assert found(PlainText("PLC", operator="AND")) == {"PLC Step by Step"}


def test_an_unfinished_word_is_not_found(found):
    assert found(PlainText("PL")) == set()
    assert found(PlainText("St")) == set()


def test_phrase(found):
    assert found(Phrase("焊接技术")) == WELDING
    assert found(Phrase("技术焊接")) == set()
    assert found(Phrase("Step by")) == {"PLC Step by Step"}
    assert found(Phrase("by PLC")) == set()
    assert found(Phrase("班的")) == NIGHTS


def test_a_phrase_does_not_reach_from_field_to_field(found):
    assert found(Phrase("灯江海")) == set()


# --- everything and nothing ------------------------------------------------------------------


def test_match_all_and_none(found):
    assert found(MATCH_ALL) == TITLES
    assert found(MATCH_NONE) == set()
    assert found(Not(MATCH_ALL)) == set()
    assert found(Not(MATCH_NONE)) == TITLES
    assert found(Not(Not(MATCH_ALL))) == TITLES


def test_match_all_inside(found):
    assert found(PlainText("焊接") | MATCH_ALL) == TITLES
    assert found(PlainText("焊接") | MATCH_NONE) == WELDING
    assert found(PlainText("焊接") & MATCH_ALL) == WELDING
    assert found(PlainText("焊接") & MATCH_NONE) == set()
    assert found(MATCH_ALL & ~PlainText("焊接")) == TITLES - WELDING
    assert found(~(PlainText("焊接") | MATCH_NONE)) == TITLES - WELDING


# --- and, or, not ----------------------------------------------------------------------------


def test_and(found):
    for query in (
        And([PlainText("焊接"), PlainText("权威")]),
        PlainText("焊接") & PlainText("权威"),
        And([PlainText("焊接"), PlainText("权威"), PlainText("指南")]),
        And([PlainText("权威")]),
    ):
        assert found(query) == {"焊接技术：权威指南"}


def test_or(found):
    for query in (
        Or([PlainText("纺织"), PlainText("读本")]),
        PlainText("纺织") | PlainText("读本"),
        Or([PlainText("纺织"), Phrase("读本"), PlainText("读本")]),
    ):
        assert found(query) == {"纺织姑娘", "班组长读本"}


def test_not(found):
    assert found(Not(PlainText("焊接"))) == TITLES - WELDING
    assert found(~PlainText("焊接 技术")) == TITLES - WELDING
    assert found(~PlainText("焊接 权威")) == TITLES - {"焊接技术：权威指南"}
    assert found(~Phrase("焊接技术")) == TITLES - WELDING
    assert found(~~PlainText("焊接")) == WELDING
    assert found(~PlainText("从来没有的话")) == TITLES


def test_combinations(found):
    query = (
        (PlainText("焊接") & ~PlainText("权威")) | PlainText("纺织") | PlainText("PLC")
    ) | PlainText("读本")
    assert found(query) == {"焊接技术：入门", "纺织姑娘", "PLC Step by Step", "班组长读本"}


def test_negated_and(found):
    query = PlainText("夜班") & ~(PlainText("小周") & PlainText("灯"))
    assert found(query) == {"夜班的风", "夜班的雪"}


def test_negated_or(found):
    assert found(PlainText("夜班") & ~(PlainText("灯") | PlainText("风"))) == {"夜班的雪"}


def test_or_with_a_not_inside(found):
    assert found(PlainText("权威") | ~PlainText("焊接")) == TITLES - {"焊接技术：入门"}
    assert found(~PlainText("焊接") | ~PlainText("权威")) == TITLES - {"焊接技术：权威指南"}
    assert found(~PlainText("焊接") & ~PlainText("夜班")) == TITLES - WELDING - NIGHTS


def test_deep_trees(found):
    query = PlainText("焊接")
    for _each in range(40):
        query = ~(~query | PlainText("夜班"))
    assert found(query) == WELDING


def test_wide_trees(found):
    query = Or([PlainText(f"第{number}章") for number in range(200)] + [PlainText("焊接")])
    assert found(query) == WELDING


# --- boost -----------------------------------------------------------------------------------


def test_boost_orders(backend):
    def first(boost):
        query = PlainText("焊接 权威") | Boost(PlainText("纺织 姑娘"), boost)
        results = told(backend.search(query, Work))
        assert set(results) == {"焊接技术：权威指南", "纺织姑娘"}
        return results[0]

    assert first(5.0) == "纺织姑娘"
    assert first(0.1) == "焊接技术：权威指南"


def test_boost_of_plain_text_orders(backend):
    def first(boost):
        query = PlainText("权威") | PlainText("纺织", boost=boost)
        return told(backend.search(query, Work))[0]

    assert (first(5), first(0.1)) == ("纺织姑娘", "焊接技术：权威指南")


# --- as an editor types them -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("焊接", WELDING),
        ('"焊接技术"', WELDING),
        ('"技术焊接"', set()),
        ('焊接 "权威"', {"焊接技术：权威指南"}),
        ("焊接 权威", {"焊接技术：权威指南"}),
        ('"焊接', WELDING),
        ("'Step by' PLC", {"PLC Step by Step"}),
        ('"夜班" "小周"', {"夜班的灯", "夜班的风"}),
    ],
)
def test_parsed_query_strings(found, typed, titles):
    filters, query = parse_query_string(typed, operator="and", zero_terms=MATCH_NONE)
    assert dict(filters) == {}
    assert found(query) == titles


def test_parsed_filters_are_left_to_the_caller(found):
    filters, query = parse_query_string("焊接 kind:book", operator="and")
    assert filters.dict() == {"kind": "book"}
    assert found(query) == WELDING
    _filters, query = parse_query_string("kind:book", zero_terms=MATCH_ALL)
    assert found(query) == TITLES
