"""5,000 generated questions: no error, and work that is bounded by counts, not by luck."""

import time
from contextlib import contextmanager

import pytest
from django.db import connection
from modelsearch.query import MATCH_NONE
from wagtail.search.utils import parse_query_string

from casestudies.chinese_search import vocabulary
from casestudies.chinese_search.expressions import Except, signed
from casestudies.chinese_search.planner import MAX_QUERY, MAX_WORDS
from casestudies.chinese_search.queries import from_tree, planned
from tests.factories.cases import CasePageFactory
from tests.factories.home import HomePageFactory
from tests.factories.hostile import hostile_questions
from tests.factories.library import stock_library
from tests.factories.places import CaseIndexPageFactory
from tests.library.models import Work

MANY = 5_000
#: Every so many-th question also goes through the public page: 200 of them.
PUBLIC = 25
MOST_STATEMENTS = 10
MOST_LEAVES = 1_000
MOST_SQL = 100_000
MOST_SECONDS = 5
QUESTIONS = list(hostile_questions(MANY))


class _Statements:
    """Counts the statements of one question, and how long the longest is."""

    def __init__(self):
        self.count = self.longest = 0

    def __call__(self, execute, sql, params, many, context):
        self.count += 1
        self.longest = max(self.longest, len(sql) + sum(len(str(param)) for param in params or ()))
        return execute(sql, params, many, context)


@contextmanager
def bounded(question, statements=MOST_STATEMENTS):
    counted, began = _Statements(), time.perf_counter()
    with connection.execute_wrapper(counted):
        yield
    told = ascii(question)[:200]
    assert counted.count <= statements, told
    assert counted.longest <= MOST_SQL, told
    assert time.perf_counter() - began < MOST_SECONDS, told


@pytest.fixture
def library(db):
    stock_library()
    for title in (
        "产改、劳模和工匠精神",
        "如何（2024年）用QQ群",
        "abc: NOT NULL",
        "SELECT body FROM title",
    ):
        Work.objects.create(title=title, pages=1, published="2024-05-01")


def test_the_questions_are_what_they_should_be():
    assert len(QUESTIONS) == MANY
    assert len(set(QUESTIONS)) > MANY * 0.9
    assert list(hostile_questions(100)) == QUESTIONS[:100]
    assert max(map(len, QUESTIONS)) >= 10_000
    whole = "".join(QUESTIONS)
    for part in ("\x00", "\ud800", "NEAR(", "<->", ":*", "DROP TABLE", '"', "'", "\u202e", "产改"):
        assert part in whole
    assert any("\U0001f44d" in question for question in QUESTIONS)


def test_typed(library):
    answered = 0
    for question in QUESTIONS:
        results = Work.objects.search(question).with_related()
        with bounded(question):
            found = list(results)
            assert all(isinstance(each, Work) for each in found)
            assert results.count() == len(found), ascii(question)[:200]
        answered += bool(found)
    assert answered > MANY / 4


def test_counted_before_they_are_listed(library):
    """A fresh count agrees with a fresh list, whatever was kept."""
    for question in QUESTIONS[::20]:
        with bounded(question):
            count = Work.objects.search(question).with_related().count()
        anew = Work.objects.search(question).with_related()
        assert count == len(list(anew)), ascii(question)[:200]
        assert len(Work.objects.search(question).with_related().pks()) == count


def test_completed(library):
    for question in QUESTIONS[::2]:
        results = Work.objects.autocomplete(question)
        with bounded(question):
            found = list(results[:20])
            assert results.count() >= len(found)


def test_parsed(library):
    """As the admin asks, and as a site that parses what was typed."""
    for question in QUESTIONS[1::8]:
        for operator in ("and", "or"):
            _filters, query = parse_query_string(question, operator, zero_terms=MATCH_NONE)
            with bounded(question):
                found = list(Work.objects.search(query))
            assert Work.objects.search(query).count() == len(found), ascii(question)[:200]
            with bounded(question):
                list(Work.objects.autocomplete(query)[:20])


def test_other_ways_to_ask(library):
    ways = [
        {"operator": "or"},
        {"operator": "and"},
        {"fields": ["title"]},
        {"order_by": "-pages"},
    ]
    for number, question in enumerate(QUESTIONS[3::9]):
        ask = ways[number % len(ways)]
        with bounded(question, statements=2 * MOST_STATEMENTS):
            results = Work.objects.search(question, **ask)
            assert results.count() == len(list(results)), ascii(question)[:200]


def test_plans_are_bounded(library):
    words = vocabulary.current()
    for question in QUESTIONS:
        query = planned(question, words)
        assert len(query.plan.words) <= MAX_WORDS
        assert len(query.plan.typed) <= 20 * MAX_QUERY
        assert sum(map(size, query.levels)) <= MOST_LEAVES, ascii(question)[:200]
        assert size(planned(question, words, prefix=True).strict) <= MOST_LEAVES


def test_trees_are_bounded(library):
    words = vocabulary.current()
    for question in QUESTIONS[::5]:
        _filters, query = parse_query_string(question, "and", zero_terms=MATCH_NONE)
        assert size(from_tree(query, words).strict) <= MOST_LEAVES


def size(expression):
    """How many leaves a database is asked for."""
    expression, _negated = signed(expression)
    if isinstance(expression, Except):
        return size(expression.keep) + size(expression.drop)
    return sum(1 for _leaf in expression.leaves())


@pytest.mark.django_db
def test_the_public_page(client):
    HomePageFactory()
    CaseIndexPageFactory(slug="cases")
    CasePageFactory(public=True, title="焊接班的夜校")
    asked = QUESTIONS[::PUBLIC]
    assert len(asked) == 200
    for question in asked:
        typed = question.encode("utf-8", "surrogatepass")
        began = time.perf_counter()
        response = client.get("/casestudies/search/", {"q": typed})
        assert response.status_code == 200, ascii(question)[:200]
        assert response["Content-Type"].startswith("text/html")
        assert time.perf_counter() - began < MOST_SECONDS, ascii(question)[:200]
