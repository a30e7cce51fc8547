"""Order by relevance or as the queryset says, and scores."""

import pytest
from django.db.models import F
from modelsearch.backends.base import OrderByFieldError
from modelsearch.query import MATCH_ALL, PlainText

from tests.library.models import Lesson, Novel, Work, Writer

from .told import told

BY_PAGES = ["夜班的灯", "夜班的风", "夜班的雪"]
#: What finds the three of them: a planned question, a tree, one whose complement is meant.
QUERIES = ["夜班", PlainText("夜班"), ~PlainText("纺织")]


@pytest.fixture(params=QUERIES, ids=["typed", "tree", "not"])
def query(request):
    return request.param


def test_order_by(query):
    assert told(Novel.objects.search(query, order_by="pages")) == BY_PAGES
    assert told(Novel.objects.search(query, order_by="-pages")) == BY_PAGES[::-1]


def test_order_of_the_queryset(backend, query):
    for order, expected in (("pages", BY_PAGES), ("-pages", BY_PAGES[::-1])):
        ordered = Novel.objects.order_by(order)
        found = backend.search(query, ordered, order_by_relevance=False)
        assert told(found) == expected
        assert told(found[:1]) == expected[:1]
        assert told(found[1:]) == expected[1:]


def test_order_by_expression(backend, query):
    ordered = Novel.objects.order_by(F("pages").desc(nulls_last=True))
    assert told(backend.search(query, ordered, order_by_relevance=False)) == BY_PAGES[::-1]


def test_without_any_order_the_newest_key_comes_first(backend, query):
    found = backend.search(query, Novel.objects.order_by(), order_by_relevance=False)
    assert told(found) == [
        str(novel) for novel in Novel.objects.filter(title__startswith="夜").order_by("-pk")
    ]


def test_match_all_in_order(backend):
    found = backend.search(MATCH_ALL, Novel.objects.order_by("pages"), order_by_relevance=False)
    assert told(found) == ["纺织姑娘", *BY_PAGES]
    assert found[0].title == "纺织姑娘"
    assert found[1].title == "夜班的灯"
    assert told(found[:3]) == ["纺织姑娘", "夜班的灯", "夜班的风"]
    assert told(found[3:]) == ["夜班的雪"]
    assert told(found[1:3]) == ["夜班的灯", "夜班的风"]


def test_the_order_of_the_queryset_does_not_matter_to_relevance(backend):
    by_relevance = told(backend.search("夜班 灯", Work))
    for order in ("pages", "-pages", "title"):
        assert told(backend.search("夜班 灯", Work.objects.order_by(order))) == by_relevance
    assert by_relevance[0] == "夜班的灯"


def test_times(backend):
    ordered = Lesson.objects.order_by("-begins")
    found = backend.search("瑜伽", ordered, order_by_relevance=False)
    assert told(found) == ["晚间瑜伽", "早间瑜伽"]


def test_autocomplete_in_order(backend):
    ordered = Novel.objects.order_by("-pages")
    assert told(backend.autocomplete("夜", ordered, order_by_relevance=False)) == BY_PAGES[::-1]


@pytest.mark.parametrize("find", ["search", "autocomplete"])
def test_a_field_that_is_no_filter_field(backend, find):
    for query in (MATCH_ALL, "沈建工"):
        with pytest.raises(OrderByFieldError, match=r'index.FilterField\("name"\) to Writer'):
            getattr(backend, find)(query, Writer.objects.order_by("name"), order_by_relevance=False)


def test_a_looser_level_in_order_when_nothing_has_all_words():
    """A question in another order than relevance is one set: the first level that finds."""
    found = Work.objects.search("入门 夜班", order_by="-pages").with_related()
    assert told(found) == [*BY_PAGES[::-1], "焊接技术：入门"]
    assert found.count() == 4
    found = Work.objects.search("焊接 权威", order_by="pages").with_related()
    assert told(found) == ["焊接技术：权威指南"]


def test_keys_that_are_no_numbers_go_on_behind_the_window(backend, monkeypatch):
    monkeypatch.setattr("casestudies.chinese_search.retrieval.WINDOW", 1)
    monkeypatch.setattr("casestudies.chinese_search.ranking.CANDIDATES", 1)
    assert set(told(backend.search("瑜伽", Lesson))) == {"早间瑜伽", "晚间瑜伽"}


# --- relevance -------------------------------------------------------------------------------


def test_more_words_come_first(backend):
    assert told(backend.search("焊接 权威", Work, operator="or"))[0] == "焊接技术：权威指南"
    assert told(backend.search("焊接 入门", Work, operator="or"))[0] == "焊接技术：入门"


def test_a_title_comes_before_a_body(backend):
    """«维修电工» is the trade of three handbooks and the title of one."""
    assert told(backend.search("维修电工", Work))[0] == "维修电工手册"


def test_equal_results_are_told_once_across_pages(backend):
    works = {
        Work.objects.create(title=f"第{n}本", pages=1, published="2017-10-18") for n in range(25)
    }
    for query in ("本", PlainText("本"), "第"):
        found = backend.search(query, Work.objects.filter(pages=1, published="2017-10-18"))
        assert {found[place : place + 1][0] for place in range(25)} == works
        assert {*found[:10], *found[10:20], *found[20:30]} == works


# --- scores ----------------------------------------------------------------------------------


def test_scores_fall(backend):
    found = list(backend.search("焊接 权威", Work).with_related().annotate_score("relevance"))
    scores = [result.relevance for result in found]
    assert all(type(score) is float for score in scores)
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 2


def test_scores_of_slices(backend):
    whole = [each.relevance for each in backend.search("夜班", Work).annotate_score("relevance")]
    found = backend.search("夜班", Work).annotate_score("relevance")
    assert [each.relevance for each in found[:2]] + [found[2].relevance] == whole
    found = backend.search("夜班", Work)[1:].annotate_score("relevance")
    assert [each.relevance for each in found] == whole[1:]


def test_scores_of_trees(backend, query):
    for result in backend.search(query, Novel).annotate_score("relevance"):
        assert isinstance(result.relevance, float)


def test_scores_without_relevance(backend):
    ordered = Novel.objects.order_by("pages")
    found = backend.search("夜班", ordered, order_by_relevance=False).annotate_score("relevance")
    assert told(found) == BY_PAGES
    assert all(isinstance(result.relevance, float) for result in found)


def test_without_asking_there_is_no_score(backend):
    assert not hasattr(backend.search("夜班", Work)[0], "relevance")
