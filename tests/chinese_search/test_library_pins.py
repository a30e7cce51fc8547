"""What our backend overrides or relies on in ``modelsearch``, pinned by its source.

A failure says that the library changed there. Read the change, look at the place of ours
it names, run the tests of ``chinese_search`` on both databases, then write the new digest
into ``tests/data/library_pins.json``.
"""

import ast
import hashlib
import importlib
import inspect
import json
import sys
import textwrap
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.db import connection
from modelsearch.backends.base import BaseSearchResults
from modelsearch.conf import get_app_config

from casestudies import chinese_search

#: By module of ``modelsearch``, then by the place of ours to look at: digests of sources.
PINS = json.loads((Path(__file__).parents[1] / "data" / "library_pins.json").read_text("utf-8"))


def digest(module, name):
    """The digest of a function or class; without importing it, as each database has its own."""
    path = find_spec(f"modelsearch.{module}").origin
    with open(path, encoding="utf-8") as file:
        source = file.read()
    node = _definition(ast.parse(source), name.split("."))
    segment = textwrap.dedent(ast.get_source_segment(source, node, padded=True))
    return hashlib.sha256(segment.encode()).hexdigest()[:12]


def _definition(tree, names):
    for node in ast.walk(tree):
        is_definition = isinstance(node, ast.FunctionDef | ast.ClassDef)
        if is_definition and node is not tree and node.name == names[0]:
            return _definition(node, names[1:]) if names[1:] else node
    raise LookupError(f"{names[0]} is gone")


@pytest.mark.parametrize(
    ("module", "name", "place", "pinned"),
    [
        pytest.param(module, name, place, pinned, id=f"{module}.{name}")
        for module, places in PINS.items()
        for place, digests in places.items()
        for name, pinned in digests.items()
    ],
)
def test_the_library_is_as_it_was(module, name, place, pinned):
    try:
        found = digest(module, name)
    except LookupError as gone:
        pytest.fail(f"modelsearch.{module}: {gone}. Look at {place}.")
    assert found == pinned, (
        f"modelsearch.{module}.{name} changed to {found}. Look at chinese_search/{place}."
    )


def test_digests_are_of_what_runs():
    from modelsearch import query

    source = textwrap.dedent(inspect.getsource(query.PlainText)).rstrip("\n")
    assert digest("query", "PlainText") == hashlib.sha256(source.encode()).hexdigest()[:12]


def test_digests_differ():
    digests = [
        pinned for places in PINS.values() for each in places.values() for pinned in each.values()
    ]
    assert len(digests) > 60
    assert digest("query", "And") != digest("query", "Or")
    with pytest.raises(LookupError, match="nobody is gone"):
        digest("query", "nobody")


# --- tables ----------------------------------------------------------------------------------

_ENTRY = get_app_config().get_model("IndexEntry")


def test_columns_of_an_entry():
    columns = {field.column: field.db_type(connection) for field in _ENTRY._meta.local_fields}
    both = {"id": "integer", "content_type_id": "integer", "object_id": "varchar(50)"}
    if connection.vendor == "sqlite":
        own = dict.fromkeys(("title", "body", "autocomplete"), "text") | {"title_norm": "real"}
    else:
        own = dict.fromkeys(("title", "body", "autocomplete"), "tsvector")
        own |= dict.fromkeys(("title_text", "body_text"), "text")
        own |= {"title_norm": "double precision"}
    assert columns == both | own
    assert ("content_type", "object_id") in map(tuple, _ENTRY._meta.unique_together)


def written(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return dict(cursor.fetchall())


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="FTS5 is SQLite's")
def test_the_table_of_fts5_and_its_triggers():
    """unicode61, the default tokenizer, keeps our tokens whole; triggers fill the table."""
    entry = _ENTRY._meta.db_table
    table = f"{entry}_fts"
    found = written(
        "SELECT name, sql FROM sqlite_master WHERE name = %s OR type = 'trigger' AND tbl_name = %s",
        table,
        entry,
    )
    assert found == {
        table: f"CREATE VIRTUAL TABLE {table} USING fts5(autocomplete, body, title)",
        f"insert_{table}": (
            f"CREATE TRIGGER insert_{table} AFTER INSERT ON {entry} BEGIN INSERT INTO "
            f"{table}(title, body, autocomplete, rowid) VALUES "
            "(NEW.title, NEW.body, NEW.autocomplete, NEW.id); END"
        ),
        f"update_{table}": (
            f"CREATE TRIGGER update_{table} AFTER UPDATE ON {entry} BEGIN UPDATE {table} SET "
            "title=NEW.title, body=NEW.body, autocomplete=NEW.autocomplete WHERE rowid=NEW.id; END"
        ),
        f"delete_{table}": (
            f"CREATE TRIGGER delete_{table} AFTER DELETE ON {entry} BEGIN DELETE FROM {table} "
            "WHERE rowid=OLD.id; END"
        ),
    }


@pytest.mark.django_db
@pytest.mark.postgres
def test_the_indexes_of_postgresql():
    found = written(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s", _ENTRY._meta.db_table
    )
    kinds = {definition.split(" USING ")[1] for definition in found.values()}
    assert {"gin (title)", "gin (body)", "gin (autocomplete)"} <= kinds
    assert any(
        definition.startswith("CREATE UNIQUE INDEX")
        and definition.endswith("(content_type_id, object_id)")
        for definition in found.values()
    )


def test_attributes_of_results():
    """Those that ``_ChineseResults`` reads."""
    results = BaseSearchResults(None, None)
    assert {name: getattr(results, name) for name in ("start", "stop", "_score_field")} == {
        "start": 0,
        "stop": None,
        "_score_field": None,
    }
    assert (results._results_cache, results._count_cache) == (None, None)


# --- nothing of the library is ours ----------------------------------------------------------


def rebound():
    """What stands in a module of ``modelsearch``, or in a class of one, and is ours."""
    found = []
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] != "modelsearch" or module is None:
            continue
        for attribute, value in list(vars(module).items()):
            if _is_ours(value):
                found.append(f"{name}.{attribute}")
            elif inspect.isclass(value) and value.__module__ == name:
                found += [
                    f"{name}.{attribute}.{part}" for part, of in vars(value).items() if _is_ours(of)
                ]
    return found


def _is_ours(value):
    value = inspect.unwrap(getattr(value, "__func__", getattr(value, "fget", None) or value))
    return str(getattr(value, "__module__", "")).startswith("casestudies")


@pytest.fixture(autouse=True)
def _backend():
    """All of ours is loaded, and all of the library that this database lets load."""
    chinese_search.SearchBackend({})
    for name in ("freshness", "compilers", "results", "documents", "checks"):
        importlib.import_module(f"{chinese_search.__name__}.{name}")


def test_no_name_of_the_library_is_rebound():
    assert rebound() == []


def test_a_rebound_name_would_be_seen(monkeypatch):
    from modelsearch.backends import base

    monkeypatch.setattr(base, "EmptySearchResults", chinese_search.SearchBackend)
    monkeypatch.setattr(base.BaseIndex, "add_item", chinese_search.SearchBackend)
    assert set(rebound()) == {
        "modelsearch.backends.base.BaseIndex.add_item",
        "modelsearch.backends.base.EmptySearchResults",
    }


def test_stock_backends_work_beside_ours():
    """Their classes still name each other, not ours."""
    ours = chinese_search.SearchBackend({})
    (stock,) = type(ours).__bases__
    for name in (
        "index_class",
        "results_class",
        "query_compiler_class",
        "autocomplete_query_compiler_class",
    ):
        theirs, mine = getattr(stock, name), getattr(ours, name)
        assert theirs.__module__ == stock.__module__
        assert issubclass(mine, theirs)
        assert mine is not theirs
    assert stock({}).rebuilder_class is ours.rebuilder_class
