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

    def ranked(self, expression, limit, counted):
        """Return the best pks; FTS5 knows by itself what tells most."""
        rows = self._rows(
            f"SELECT e.object_id {self._matching} "
            f"ORDER BY bm25({_FTS}, 1, 1, 2), e.id DESC LIMIT %s",
            [*self._params(expression), limit],
        )
        return [pk for (pk,) in rows]

    def every(self, expression):
        """Return the pks of all matching entries."""
        rows = self._rows(f"SELECT e.object_id {self._matching}", self._params(expression))
        return [pk for (pk,) in rows]

    def counts(self, expressions, limit):
        """Return the numbers of matching entries, each at most ``limit``: 1 query."""
        sql = f"(SELECT count(*) FROM (SELECT 1 {self._matching} LIMIT %s))"
        params = []
        for expression in expressions:
            params += [*self._params(expression), limit]
        return self._rows(f"SELECT {', '.join([sql] * len(expressions))}", params)[0]

    def ranked_texts(self, expression, limit, counted):
        """Return the best pks with their texts: 1 query."""
        rows = self._rows(
            f"SELECT t.object_id, t.title, t.body FROM (SELECT e.id {self._matching} "
            f"ORDER BY bm25({_FTS}, 1, 1, 2), e.id DESC LIMIT %s) AS found "
            f"JOIN {_ENTRY} t ON t.id = found.id",
            [*self._params(expression), limit],
        )
        return {pk: Text(f" {title} ", f" {body} ") for pk, title, body in rows}

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
