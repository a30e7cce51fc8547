"""The backend on PostgreSQL: vectors made here, so that no text search configuration matters."""

from collections import defaultdict
from functools import partial

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
from .entries import ChineseIndex, Entries, SharedEntries, padded
from .expressions import plain_needle, written
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

    text_columns = ("title_text", "body_text")

    @property
    def column(self):
        return self.columns[-1]

    def ranked(self, expression, limit, core):
        """Rank by the ``core``.

        Of more than ``_RANKED`` matching entries some are ranked: those that match in the
        title, and the first met.
        """
        counted = _counted(core)
        found = self._best(expression, counted, limit)
        if len(found) == limit and self.column == "body":
            titles = PostgresEntries(self.connection, self.content_types, ("title",))
            found = [*titles._best(expression, counted, limit), *found]
        return list(dict.fromkeys(found))[:limit]

    def _best(self, expression, counted, limit):
        rows = self._rows(*self._best_sql("object_id", expression, counted, limit))
        return [key for (key,) in rows]

    def _best_sql(self, wanted, expression, counted, limit):
        where, params = self.where(expression)
        return (
            f"SELECT {wanted} FROM (SELECT e.object_id, e.id, e.{self.column} AS vector {where} "
            "LIMIT %s) AS found ORDER BY ts_rank(vector, %s::tsquery) DESC, id DESC LIMIT %s",
            [*params, _RANKED, counted, limit],
        )

    def ranked_texts(self, alternatives, limit):
        """Take the best of each alternative.

        ``ts_rank`` does not know that a rare word tells more than a common one, so each
        alternative has places of its own.
        """
        places = limit // len(alternatives)
        best = [self._best_sql("id", each, _counted(each), places) for each in alternatives]
        return padded(
            self._rows(
                f"SELECT object_id, title_text, body_text FROM {_ENTRY} "
                f"WHERE id IN ({' UNION '.join(f'({sql})' for sql, _params in best)}) "
                "ORDER BY id DESC",
                [param for _sql, params in best for param in params],
            )
        )

    needle = staticmethod(plain_needle)

    def where(self, expression):
        """Put one query to the index; a phrase is looked up again in the text."""
        params = []
        looked_up = partial(self._looked_up, params)
        condition = written(expression, looked_up, " AND ", " OR ", " AND NOT ")
        if "strpos" not in condition:
            condition, params = f"e.{self.column} @@ %s::tsquery", [_query(expression)]
        return (
            f"FROM {_ENTRY} e WHERE {condition} AND e.content_type_id = ANY(%s)",
            [*params, self.content_types],
        )

    def _looked_up(self, params, leaf):
        """Return the condition of a leaf, its parameters added to ``params``."""
        sql = f"e.{self.column} @@ %s::tsquery"
        params.append(_query(leaf))
        if not leaf.exact or self.column == "autocomplete":
            return sql
        text = "' ' || e.title_text || ' '"
        if self.column == "body":
            text += " || e.body_text || ' '"
        params.append(self.needle(leaf))
        return f"({sql} AND strpos({text}, %s) > 0)"


def _counted(expression) -> str:
    """Return what a text is ranked by that matches."""
    words = dict.fromkeys(word for leaf in expression.leaves() for word in _lexemes(leaf))
    return " | ".join(list(words)[:_COUNTED])


def _lexemes(leaf):
    words, prefix = leaf.tokens()
    return [*(f"'{word}'" for word in words[:-1]), f"'{words[-1]}'" + ":*" * prefix]


def _query(expression) -> str:
    """Return the expression in the language of ``tsquery``; tokens hold only letters and digits."""
    return written(expression, lambda leaf: f"({' & '.join(_lexemes(leaf))})", " & ", " | ", " & !")


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
    takes_prefixes = True


class ChinesePostgresBackend(PostgresSearchBackend):
    index_class = ChinesePostgresIndex
    query_compiler_class = ChinesePostgresCompiler
    autocomplete_query_compiler_class = ChinesePostgresAutocompleteCompiler
    results_class = chinese_results(PostgresSearchResults)
