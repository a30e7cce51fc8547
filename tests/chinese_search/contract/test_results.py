"""Results behave as a queryset does: lazy, cached, sliced, counted, and part by facets."""

from collections import OrderedDict

import pytest
from django.core.paginator import Paginator
from django.db import connection
from django.test.utils import CaptureQueriesContext
from modelsearch.backends.base import FilterFieldError
from modelsearch.query import MATCH_ALL, PlainText
from taggit.models import Tag

from tests.factories.library import NOVELS, index_library
from tests.library.models import Handbook, Novel, Work

from .told import told

QUERIES = ["夜班", PlainText("夜班"), ~PlainText("纺织"), MATCH_ALL]


@pytest.fixture(params=QUERIES, ids=["typed", "tree", "not", "all"])
def results(request, backend):
    found = backend.search(request.param, Novel)
    found.expected = 4 if request.param is MATCH_ALL else 3
    return found


def queries(work):
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


# --- slices and counts -----------------------------------------------------------------------


def test_slices(results):
    whole = told(results)
    fresh = results._clone
    assert told(fresh()[:2]) == whole[:2]
    assert told(fresh()[1:]) == whole[1:]
    assert told(fresh()[1:2]) == whole[1:2]
    assert told(fresh()[2:9]) == whole[2:9]
    assert told(fresh()[9:]) == told(fresh()[9:12]) == []
    assert told(fresh()[:0]) == []
    assert str(fresh()[0]) == whole[0]
    assert str(fresh()[2]) == whole[2]
    with pytest.raises(IndexError):
        fresh()[9]


def test_slices_of_slices(results):
    whole = told(results)
    fresh = results._clone
    assert told(fresh()[:2][:9]) == whole[:2]
    assert told(fresh()[1:][1:]) == whole[2:]
    assert told(fresh()[1:3][1:]) == whole[2:3]
    assert told(fresh()[1:][0:1]) == whole[1:2]


def test_counts(results):
    expected = results.expected
    fresh = results._clone
    assert fresh().count() == len(fresh()) == expected
    assert fresh()[:2].count() == 2
    assert fresh()[1:].count() == expected - 1
    assert fresh()[1:3].count() == 2
    assert fresh()[9:].count() == fresh()[9:12].count() == 0
    assert fresh()[:100].count() == expected


def test_pages(results):
    pages = Paginator(results, 2)
    assert pages.count == results.expected
    assert told(pages.page(1)) + told(pages.page(2)) == told(results)


def test_nothing_is_asked_before_it_is_needed(backend):
    assert queries(lambda: backend.search("夜班", Work)[:2].annotate_score("x")) == 0


def test_the_count_is_kept(results):
    results.count()
    assert queries(results.count) == 0


def test_the_results_are_kept(results):
    list(results)
    assert queries(lambda: (list(results), results.count(), results[1], list(results[:2]))) == 0


def test_a_page_and_its_count_share_their_work(backend):
    """Wagtail's paginator counts first; what was found for it is not asked for again."""
    results = backend.search("夜班", Work)
    assert queries(results.count) > 0
    assert queries(lambda: list(results[:2])) == 1


@pytest.mark.parametrize("question", ["夜班", "焊接 权威", "无影无踪"])
def test_the_number_of_queries_does_not_grow(backend, question):
    few = queries(lambda: list(backend.search(question, Work)[:20]))
    for number in range(30):
        Work.objects.create(title=f"夜班焊接{number}", pages=1, published="2020-01-01")
    many = queries(lambda: list(backend.search(question, Work)[:20]))
    assert many <= few <= 10


def test_repr(backend):
    assert repr(backend.search("纺织", Work)) == "<SearchResults [<Work: 纺织姑娘>]>"
    assert repr(backend.search("", Work)) == "<SearchResults []>"


def test_related_objects_are_fetched_with_the_queryset(backend):
    found = backend.search("夜班", Novel.objects.select_related("hero").prefetch_related("writers"))

    def walk():
        for novel in found:
            assert told(novel.writers.all()) == ["顾雨晴"]
            assert novel.hero is None or novel.hero.name

    walk()
    assert queries(walk) == 0


def test_deferred_fields_stay_deferred(backend):
    (found,) = backend.search("纺织", Work.objects.only("title"))
    assert found.get_deferred_fields() >= {"pages", "published"}


# --- what the plan tells ---------------------------------------------------------------------


def test_keys(results):
    assert results.pks() == [result.pk for result in results]


def test_a_typed_question_has_a_plan_and_a_tree_has_none(backend):
    assert backend.search("夜班", Work).plan.typed == "夜班"
    assert backend.search(PlainText("夜班"), Work).plan is None
    assert backend.search("夜班", Work, operator="and").plan is None


def test_where_related_results_begin(backend):
    def begin(query):
        return backend.search(query, Work).with_related().related_from()

    assert begin("夜班") is None
    assert begin("焊接 权威") == 1
    assert backend.search("焊接 权威", Work).with_related()[:1].related_from() == 1
    assert begin("焊接 夜班") == 0
    assert begin(PlainText("焊接")) is None


def test_nobody_is_given_related_results_unasked(backend):
    results = backend.search("焊接 权威", Work)
    assert results.related_from() is None
    assert (results.count(), told(results)) == (1, ["焊接技术：权威指南"])
    more = results.with_related()
    assert (more.count(), results.count()) == (2, 1)
    assert told(backend.search("焊接 夜班", Work)) == []


# --- facets ----------------------------------------------------------------------------------


def test_facets(backend):
    expected = {"welder": 2, "electrician": 3}
    for query in (MATCH_ALL, PlainText("焊接") | PlainText("电工"), ~PlainText("夜班")):
        assert dict(backend.search(query, Handbook).facet("trade")) == expected
    found = backend.search("焊接", Handbook).facet("trade")
    assert found == OrderedDict([("welder", 2)])


def test_facets_come_with_the_most_first(backend):
    found = backend.search(MATCH_ALL, Handbook).facet("trade")
    assert list(found.items()) == [("electrician", 3), ("welder", 2)]


def test_facets_count_all_results_not_the_page(backend):
    results = backend.search("夜班", Novel)
    assert sum(results[:1].facet("pages").values()) == 3


def test_facets_count_related_results_too(backend):
    results = backend.search("焊接 权威", Work).with_related()
    assert sum(results.facet("pages").values()) == results.count() == 2


def test_facets_of_tags(backend):
    for title in NOVELS:
        Novel.objects.get(title=title).tags.add("小说")
    Handbook.objects.get(pages=1160).tags.add("工具书")
    index_library()
    novel, handbook = Tag.objects.get(name="小说"), Tag.objects.get(name="工具书")
    results = backend.search(MATCH_ALL, Work.objects.exclude(pages=1))
    assert results.facet("tags") == OrderedDict([(None, 6), (novel.pk, 4), (handbook.pk, 1)])
    assert backend.search("夜班", Work).facet("tags") == OrderedDict([(novel.pk, 3)])


@pytest.mark.parametrize("query", QUERIES, ids=["typed", "tree", "not", "all"])
@pytest.mark.parametrize("field", ["unknown", "setting", "shelf_mark"])
def test_facets_of_what_is_no_filter_field(backend, query, field):
    with pytest.raises(FilterFieldError, match=f'facet search results with field "{field}"'):
        backend.search(query, Novel).facet(field)


def test_facets_of_nothing(backend):
    assert backend.search("无影无踪", Handbook).facet("trade") == OrderedDict()
    assert backend.search(PlainText("！"), Handbook).facet("trade") == OrderedDict()
