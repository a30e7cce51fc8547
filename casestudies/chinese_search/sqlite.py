"""The backend on SQLite: FTS5 over tokens parted by blanks, in Wagtail's own tables."""

from modelsearch.backends.database.sqlite.sqlite import (
    IndexEntry,
    SQLiteAutocompleteQueryCompiler,
    SQLiteFTSIndexEntry,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
    SQLiteSearchResults,
)

from .analysis import tokens
from .compilers import ChineseCompiler
from .entries import ChineseIndex, Entries, SharedEntries, padded
from .expressions import AnyOf, written
from .ranking import CANDIDATES
from .results import chinese_results

_ENTRY = IndexEntry._meta.db_table
_FTS = SQLiteFTSIndexEntry._meta.db_table


class ChineseSQLiteIndex(ChineseIndex, SQLiteIndex):
    """Tokens parted by blanks."""

    updated = ("title", "body", "autocomplete", "title_norm")

    @staticmethod
    def columns(document):
        return {
            "title": " ".join(tokens(document.title)),
            "body": " ".join(tokens(document.body_text)),
            "autocomplete": " ".join(tokens(document.autocomplete)),
        }


class SQLiteEntries(SharedEntries, Entries):
    """Candidates from FTS5."""

    text_columns = ("title", "body")

    def ranked(self, expression, limit, core):
        """Return the best pks: those that have the ``core``, ranked, then the others.

        Ranking reads all occurrences of each phrase once more; few entries need none.
        """
        every = self._first(expression, CANDIDATES + 1 if core == expression else limit)
        if len(every) <= CANDIDATES:
            return every[:limit]
        best = [pk for (pk,) in self._rows(*self._best("e.object_id", core, limit))]
        return best if core == expression else list(dict.fromkeys([*best, *every]))[:limit]

    def _first(self, expression, limit):
        """Return the first pks met, the newest entry first."""
        where, params = self.where(expression)
        rows = self._rows(f"SELECT e.id, e.object_id {where} LIMIT %s", [*params, limit])
        return [pk for _id, pk in sorted(rows, reverse=True)]

    def ranked_texts(self, alternatives, limit):
        expression = AnyOf(tuple(alternatives))
        return padded(self._rows(*self._best("e.object_id, e.title, e.body", expression, limit)))

    def _best(self, columns, expression, limit):
        """Rank by what indexes hold, and read the large rows of the best alone."""
        where, params = self.where(expression)
        return (
            f"SELECT {columns} FROM (SELECT e.id, bm25({_FTS}, 1, 1, 2) AS score {where} "
            f"ORDER BY score, e.id DESC LIMIT %s) AS best JOIN {_ENTRY} e ON e.id = best.id "
            "ORDER BY best.score, best.id DESC",
            [*params, limit],
        )

    @staticmethod
    def needle(leaf):
        words, prefix = leaf.tokens()
        return f" {' '.join(words)}" + ("" if prefix else " ")

    def where(self, expression):
        query = written(expression, _phrase, " AND ", " OR ", " NOT ")
        return (
            f"FROM {_FTS} JOIN {_ENTRY} e ON e.id = {_FTS}.rowid WHERE {_FTS} MATCH %s "
            f"AND e.content_type_id IN ({', '.join(map(str, self.content_types))})",
            [f"{{{' '.join(self.columns)}}} : ({query})"],
        )


def _phrase(leaf):
    """Return a leaf in FTS5's language; tokens hold only letters and digits."""
    words, prefix = leaf.tokens()
    return f'"{" ".join(words)}"' + (" *" if prefix else "")


class ChineseSQLiteCompiler(ChineseCompiler, SQLiteSearchQueryCompiler):
    entries_class = SQLiteEntries
    columns = ("title", "body")


class ChineseSQLiteAutocompleteCompiler(ChineseCompiler, SQLiteAutocompleteQueryCompiler):
    entries_class = SQLiteEntries
    columns = ("autocomplete",)
    takes_prefixes = True


class ChineseSQLiteBackend(SQLiteSearchBackend):
    index_class = ChineseSQLiteIndex
    query_compiler_class = ChineseSQLiteCompiler
    autocomplete_query_compiler_class = ChineseSQLiteAutocompleteCompiler
    results_class = chinese_results(SQLiteSearchResults)
