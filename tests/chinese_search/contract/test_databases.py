"""The backend of each database: how it is chosen, and what only one of them has."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import NotSupportedError, connection, transaction
from modelsearch.backends import (
    InvalidSearchBackendError,
    get_search_backend,
    get_search_backends,
)
from modelsearch.query import Fuzzy, PlainText

from casestudies import chinese_search
from tests.library.models import Work, Writer

from .told import told

BACKEND = "casestudies.chinese_search"
#: What reads as an operator in ``tsquery``, in FTS5 or in SQL is a mark like any other.
OPERATORS = [
    "L'amour piqué par une abeille",
    "'starting quote",
    "ending quote'",
    "double quo''te",
    "triple quo'''te",
    "backslash\\",
    "Something:B",
    "Something:*",
    "Something:A*BCD",
    "first & second",
    "first | second",
    "first & !second",
    "first <-> second",
    'first "second',
    "NEAR(first second, 2)",
    "title : first",
    "{title body} : first",
    "^first -second",
    "first + second",
    "50% off; DROP TABLE library_work --",
]


@pytest.mark.parametrize("find", ["search", "autocomplete"])
@pytest.mark.parametrize("question", OPERATORS)
def test_operators_of_databases_are_marks(backend, find, question):
    results = getattr(backend, find)(question, Work)
    assert told(results) == []
    assert results.count() == 0
    assert told(getattr(backend, find)(PlainText(question), Work)) == []


def test_what_looks_like_an_operator_is_found_as_words(backend):
    backend.add(Work.objects.create(title="first <-> second:*", pages=1, published="2020-01-01"))
    assert told(backend.search("first & second", Work)) == ["first <-> second:*"]
    assert told(backend.search("FIRST", Work)) == ["first <-> second:*"]


# --- how it is chosen ------------------------------------------------------------------------


def test_each_database_has_its_own():
    names = {"sqlite": "ChineseSQLiteBackend", "postgresql": "ChinesePostgresBackend"}
    assert [type(each).__name__ for each in get_search_backends()] == [names[connection.vendor]]


@pytest.mark.parametrize("name", [BACKEND, f"{BACKEND}.SearchBackend"])
def test_by_path(settings, name):
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": name}}
    assert type(get_search_backend()) is type(chinese_search.SearchBackend({}))
    assert type(get_search_backend(BACKEND)) is type(chinese_search.SearchBackend({}))


def test_several_aliases_have_one_index(settings):
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": {"BACKEND": BACKEND},
        "other": {"BACKEND": BACKEND, "AUTO_UPDATE": False},
    }
    assert len(list(get_search_backends())) == 2
    assert len(list(get_search_backends(with_auto_update=True))) == 1
    assert told(Work.objects.search("纺织", backend="other")) == ["纺织姑娘"]


def test_an_unknown_alias_is_refused():
    with pytest.raises(InvalidSearchBackendError):
        get_search_backend("unknown")


def test_another_database_is_refused(monkeypatch):
    monkeypatch.setattr(connection, "vendor", "oracle")
    with pytest.raises(ImproperlyConfigured, match="this database is oracle"):
        chinese_search.SearchBackend({})


def test_atomic_rebuild_can_be_switched_off():
    atomic, plain = (
        chinese_search.SearchBackend({"ATOMIC_REBUILD": on}).rebuilder_class for on in (True, False)
    )
    assert issubclass(atomic, plain)
    assert atomic is not plain


# --- similar words ---------------------------------------------------------------------------


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite has none")
@pytest.mark.parametrize("find", ["search", "autocomplete"])
def test_fuzzy_is_refused_on_sqlite(backend, find):
    with pytest.raises(NotImplementedError, match="`Fuzzy` is not supported"):
        list(getattr(backend, find)(Fuzzy("焊接"), Work))


@pytest.mark.postgres
@pytest.mark.parametrize("find", ["search", "autocomplete"])
def test_fuzzy_names_the_extension_it_misses(backend, find):
    for ask in (list, len, lambda results: results.count()):
        with (
            transaction.atomic(),
            pytest.raises(NotSupportedError, match="enable_trigram"),
            transaction.atomic(),
        ):
            ask(getattr(backend, find)(Fuzzy("焊接"), Work))


@pytest.fixture
def trigrams():
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")


@pytest.mark.postgres
def test_fuzzy_with_its_extension(backend, trigrams):
    Writer.objects.create(name="Anderson")
    assert told(backend.search(Fuzzy("Andersen"), Writer)) == ["Anderson"]
    assert backend.search(Fuzzy("Andersen"), Writer).count() == 1
    assert told(backend.search(Fuzzy("Andersen"), Writer)[:1]) == ["Anderson"]
    assert told(backend.autocomplete(Fuzzy("Anders"), Writer)) == ["Anderson"]
    assert told(backend.search(Fuzzy("Xyzzy"), Writer)) == []


@pytest.mark.postgres
def test_fuzzy_inside_a_tree_is_refused(backend, trigrams):
    with pytest.raises(NotImplementedError, match="`Fuzzy` is not supported"):
        list(backend.search(Fuzzy("焊接") & PlainText("技术"), Work))
