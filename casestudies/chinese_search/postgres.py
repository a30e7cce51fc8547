"""The backend on PostgreSQL: vectors made here, so that no text search configuration matters."""

from collections import defaultdict

from modelsearch.backends.database.postgres.postgres import (
    IndexEntry,
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
    PostgresSearchResults,
)
from modelsearch.backends.database.postgres.weights import get_weight
from modelsearch.query import Fuzzy

from .analysis import tokens
from .compilers import ChineseCompiler
from .entries import ChineseIndex, Entries, SharedEntries
from .expressions import AllOf, AnyOf, Except, Leaf, plain_needle
from .results import chinese_results

_ENTRY = IndexEntry._meta.db_table
#: What PostgreSQL keeps: the last position, and positions of one lexeme.
_LAST_POSITION, _MOST_POSITIONS = 16_383, 255
#: How many matching entries are ranked, and by how many tokens: both cost time.
_RANKED, _COUNTED = 4_000, 6


class ChinesePostgresIndex(ChineseIndex, PostgresIndex):
    """Vectors made of our tokens, and the texts."""

    updated = ("title", "body", "autocomplete", "title_norm", "title_text", "body_text")

    @staticmethod
    def columns(document):
        title = (document.title, "A")
        body = [(text, get_weight(boost)) for text, boost in document.body]
        return {
            "title": _vector([title]),
            "body": _vector([title, *body]),
            "autocomplete": _vector([(document.autocomplete, "D")]),
            "title_text": document.title,
            "body_text": document.body_text,
        }


def _vector(texts) -> str:
    places = defaultdict(list)
    place = 0
    for text, weight in texts:
        for token in tokens(text):
            place = min(place + 1, _LAST_POSITION)
            if len(places[token]) < _MOST_POSITIONS:
                places[token].append(f"{place}{weight}")
    return " ".join(f"'{token}':{','.join(found)}" for token, found in places.items())


class PostgresEntries(SharedEntries, Entries):
    """Candidates from the GIN indexes."""

    @property
    def column(self):
        return self.columns[-1]

    def ranked(self, expression, limit, core):
        """Rank by the ``core``.

        Of more than ``_RANKED`` matching entries some are ranked: those that match in the
        title, and the first met.
        """
        query = self._lexemes(core.leaves())
        found = self._best(expression, query, limit)
        if len(found) == limit and self.column == "body":
            titles = PostgresEntries(self.connection, self.content_types, ("title",))
            found = [*titles._best(expression, query, limit), *found]
        return list(dict.fromkeys(found))[:limit]

    @staticmethod
    def _lexemes(counted):
        words = dict.fromkeys(word for leaf in counted for word in _words(leaf))
        return " | ".join(map(_lexeme, list(words)[:_COUNTED]))

    def _best(self, expression, query, limit):
        where, params = self.where(expression)
        rows = self._rows(
            f"SELECT object_id FROM (SELECT e.object_id, e.id, e.{self.column} AS vector {where} "
            "LIMIT %s) AS found ORDER BY ts_rank(vector, %s::tsquery) DESC, id DESC LIMIT %s",
            [*params, _RANKED, query, limit],
        )
        return [pk for (pk,) in rows]

    def every(self, expression):
        where, params = self.where(expression)
        return [pk for (pk,) in self._rows(f"SELECT e.object_id {where}", params)]

    def ranked_texts(self, alternatives, limit):
        """Take the best of each alternative.

        ``ts_rank`` does not know that a rare word tells more than a common one, so each
        alternative has places of its own.
        """
        sql, params = [], []
        for expression in alternatives:
            where, values = self.where(expression)
            sql.append(
                f"(SELECT id FROM (SELECT e.id, e.{self.column} AS vector {where} LIMIT %s) AS "
                "found ORDER BY ts_rank(vector, %s::tsquery) DESC, id DESC LIMIT %s)"
            )
            places = limit // len(alternatives)
            params += [*values, _RANKED, self._lexemes(expression.leaves()), places]
        return self._texts(
            f"SELECT object_id, title_text, body_text FROM {_ENTRY} "
            f"WHERE id IN ({' UNION '.join(sql)}) ORDER BY id DESC",
            params,
        )

    def pks_sql(self, expression):
        where, params = self.where(expression)
        return f"SELECT e.object_id::bigint {where}", params

    def texts(self, keys):
        return self._texts(
            f"SELECT e.object_id, e.title_text, e.body_text FROM {_ENTRY} e "
            "WHERE e.content_type_id = ANY(%s) AND e.object_id = ANY(%s)",
            [self.content_types, keys],
        )

    needle = staticmethod(plain_needle)

    def where(self, expression):
        condition, params = self._condition(expression)
        return (
            f"FROM {_ENTRY} e WHERE {condition} AND e.content_type_id = ANY(%s)",
            [*params, self.content_types],
        )

    def _condition(self, expression):
        """One question to the index; a phrase is looked up again in the text."""
        if not any(leaf.exact for leaf in _all_leaves(expression)):
            return f"e.{self.column} @@ %s::tsquery", [_query(expression)]
        if isinstance(expression, Leaf):
            sql = f"e.{self.column} @@ %s::tsquery"
            if self.column == "autocomplete":
                return sql, [_query(expression)]
            text = "' ' || e.title_text || ' '"
            if self.column == "body":
                text += " || e.body_text || ' '"
            return f"({sql} AND strpos({text}, %s) > 0)", [
                _query(expression),
                self.needle(expression),
            ]
        if isinstance(expression, Except):
            keep, keep_params = self._condition(expression.keep)
            drop, drop_params = self._condition(expression.drop)
            return f"({keep} AND NOT {drop})", [*keep_params, *drop_params]
        operator = {AllOf: " AND ", AnyOf: " OR "}[type(expression)]
        conditions = [self._condition(part) for part in expression.parts]
        sql = operator.join(condition for condition, _params in conditions)
        return f"({sql})", [param for _condition, params in conditions for param in params]


def _all_leaves(expression):
    if isinstance(expression, Except):
        yield from _all_leaves(expression.keep)
        yield from _all_leaves(expression.drop)
    else:
        yield from expression.leaves()


def _words(expression):
    for leaf in expression.leaves():
        words, prefix = leaf.tokens()
        yield from ((word, False) for word in words[:-1])
        yield words[-1], prefix


def _lexeme(word):
    text, prefix = word
    return f"'{text}'" + (":*" if prefix else "")


def _query(expression) -> str:
    """Return the expression in the language of ``tsquery``; tokens hold only letters and digits."""
    if isinstance(expression, Leaf):
        return f"({' & '.join(map(_lexeme, _words(expression)))})"
    if isinstance(expression, Except):
        return f"({_query(expression.keep)} & !{_query(expression.drop)})"
    operator = {AllOf: " & ", AnyOf: " | "}[type(expression)]
    return f"({operator.join(map(_query, expression.parts))})"


class _PostgresCompiler(ChineseCompiler):
    entries_class = PostgresEntries

    @property
    def is_ranked(self):
        return not isinstance(self.query, Fuzzy) and super().is_ranked

    def search(self, config, start, stop, score_field=None, backend=None):
        if isinstance(self.query, Fuzzy):
            stock = super(ChineseCompiler, self)
            return stock.search(config, start, stop, score_field=score_field, backend=backend)
        return super().search(config, start, stop, score_field=score_field)


class ChinesePostgresCompiler(_PostgresCompiler, PostgresSearchQueryCompiler):
    columns = ("title", "body")


class ChinesePostgresAutocompleteCompiler(_PostgresCompiler, PostgresAutocompleteQueryCompiler):
    columns = ("autocomplete",)


class ChinesePostgresBackend(PostgresSearchBackend):
    index_class = ChinesePostgresIndex
    query_compiler_class = ChinesePostgresCompiler
    autocomplete_query_compiler_class = ChinesePostgresAutocompleteCompiler
    results_class = chinese_results(PostgresSearchResults)
