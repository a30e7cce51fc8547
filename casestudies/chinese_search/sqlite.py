"""The backend on SQLite: FTS5 over tokens parted by blanks, in Wagtail's own tables."""

import json

from django.db.models.expressions import RawSQL
from modelsearch.backends.database.sqlite.sqlite import (
    IndexEntry,
    SQLiteAutocompleteQueryCompiler,
    SQLiteFTSIndexEntry,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
    SQLiteSearchResults,
)
from modelsearch.utils import get_content_type_pk

from .analysis import VERSION, tokens
from .compilers import ChineseCompiler
from .documents import Document
from .expressions import AllOf, AnyOf, Except, Leaf
from .ranking import Text
from .results import chinese_results

_ENTRY = IndexEntry._meta.db_table
_FTS = SQLiteFTSIndexEntry._meta.db_table


class ChineseSQLiteIndex(SQLiteIndex):
    """Wagtail's index table, its entries made of tokens and marked with the analysis."""

    def add_items(self, model, objs):
        if not model.get_search_fields():
            return
        content_type = get_content_type_pk(model)
        for document in map(Document.of, objs):
            values = {
                "title": _stored(document.title),
                "body": _stored(document.body_text),
                "autocomplete": _stored(document.autocomplete),
                "title_norm": VERSION,
            }
            key = {"content_type_id": content_type, "object_id": document.pk}
            if not self.entries.filter(**key).update(**values):
                self.entries.create(**key, **values)

    def _refresh_title_norms(self, full=False):
        """Nothing to refresh: the column holds the version, and ranking needs no norm."""


def _stored(text):
    return " ".join(tokens(text))


class SQLiteEntries:
    """Candidates from FTS5."""

    def __init__(self, connection, content_types, columns):
        self.connection = connection
        self.content_types = json.dumps(content_types)
        self.columns = " ".join(columns)

    def ranked(self, expression, limit):
        """Return the best pks with a coarse score, lower is better."""
        return self._rows(
            f"SELECT e.object_id, bm25({_FTS}, 1, 1, 2) AS score {self._matching} "
            "ORDER BY score, e.id DESC LIMIT %s",
            [*self._params(expression), -1 if limit is None else limit],
        )

    def count(self, expression, limit):
        """Return the number of matching entries, at most ``limit``."""
        sql = f"SELECT count(*) FROM (SELECT 1 {self._matching} LIMIT %s)"
        return self._rows(sql, [*self._params(expression), limit])[0][0]

    def pks_sql(self, expression):
        """Return SQL and parameters of a subquery of all matching pks, as integers."""
        return f"SELECT CAST(e.object_id AS INTEGER) {self._matching}", self._params(expression)

    @staticmethod
    def keys_sql(pks):
        """Return these integer keys as a subquery."""
        return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(pks)])

    def texts(self, pks):
        """Return the text of the entries of these pks."""
        rows = self._rows(
            f"SELECT e.object_id, e.title, e.body FROM {_ENTRY} e "
            "WHERE e.content_type_id IN (SELECT value FROM json_each(%s)) "
            "AND e.object_id IN (SELECT value FROM json_each(%s))",
            [self.content_types, json.dumps(pks)],
        )
        return {pk: Text(f" {title} ", f" {body} ") for pk, title, body in rows}

    @staticmethod
    def needle(leaf):
        """Return what one occurrence of a leaf looks like among the tokens."""
        words, prefix = leaf.tokens()
        return f" {' '.join(words)}" + ("" if prefix else " ")

    _matching = (
        f"FROM {_FTS} JOIN {_ENTRY} e ON e.id = {_FTS}.rowid WHERE {_FTS} MATCH %s "
        "AND e.content_type_id IN (SELECT value FROM json_each(%s))"
    )

    def _params(self, expression):
        return [f"{{{self.columns}}} : ({_match(expression)})", self.content_types]

    def _rows(self, sql, params):
        with self.connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()


def _match(expression) -> str:
    """Return the expression in FTS5's language; tokens hold only letters and digits."""
    if isinstance(expression, Leaf):
        words, prefix = expression.tokens()
        return f'"{" ".join(words)}"' + (" *" if prefix else "")
    if isinstance(expression, Except):
        return f"({_match(expression.keep)} NOT {_match(expression.drop)})"
    operator = {AllOf: " AND ", AnyOf: " OR "}[type(expression)]
    return f"({operator.join(map(_match, expression.parts))})"


class ChineseSQLiteCompiler(ChineseCompiler, SQLiteSearchQueryCompiler):
    entries_class = SQLiteEntries
    columns = ("title", "body")


class ChineseSQLiteAutocompleteCompiler(ChineseCompiler, SQLiteAutocompleteQueryCompiler):
    entries_class = SQLiteEntries
    columns = ("autocomplete",)


class ChineseSQLiteBackend(SQLiteSearchBackend):
    index_class = ChineseSQLiteIndex
    query_compiler_class = ChineseSQLiteCompiler
    autocomplete_query_compiler_class = ChineseSQLiteAutocompleteCompiler
    results_class = chinese_results(SQLiteSearchResults)
