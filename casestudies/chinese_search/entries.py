"""What a database must supply of candidates from Wagtail's index table, and what all share."""

from typing import Protocol

from .expressions import Expression, Leaf
from .ranking import Text


class Entries(Protocol):
    """The entries of some content types in one database, looked at in some columns.

    Keys are text, as the table holds them. An expression has no ``NoneOf`` in it. To bring
    another database, write these methods: ``sqlite`` is the shortest example.
    """

    def ranked(self, expression: Expression, limit: int, core: Expression) -> list[str]:
        """Return the best keys of what matches, coarsely ranked by what it has of ``core``.

        Nothing that matches may be left out while fewer than ``limit`` are found.
        """

    def ranked_texts(self, alternatives: list[Expression], limit: int) -> dict[str, Text]:
        """Return the best keys of any alternative with their texts: 1 query."""

    def texts(self, keys: list[str]) -> dict[str, Text]:
        """Return the texts of the entries of these keys: 1 query."""

    def every(self, expression: Expression) -> list[str]:
        """Return the keys of all that matches."""

    def pks_sql(self, expression: Expression) -> tuple[str, list]:
        """Return SQL and parameters of a subquery of all matching keys, as integers."""

    @staticmethod
    def needle(leaf: Leaf) -> str:
        """Return what one occurrence of a leaf looks like in the texts."""

    def where(self, expression: Expression) -> tuple[str, list]:
        """Return «FROM … WHERE …» with the index table as ``e``, and its parameters."""


class SharedEntries:
    """What the databases' entries have in common."""

    def __init__(self, connection, content_types, columns):
        self.connection = connection
        self.content_types = content_types
        self.columns = columns

    def counts(self, expressions, limit=None):
        """Return the numbers of matching entries, each at most ``limit``: 1 query."""
        sql, params = [], []
        most = "" if limit is None else f" LIMIT {limit:d}"
        for expression in expressions:
            where, values = self.where(expression)
            sql.append(f"(SELECT count(*) FROM (SELECT 1 {where}{most}) AS found)")
            params += values
        return self._rows(f"SELECT {', '.join(sql)}", params)[0]

    def _texts(self, sql, params):
        """Return the padded texts by key of a query for key, title and body."""
        rows = self._rows(sql, params)
        return {key: Text(f" {title} ", f" {body} ") for key, title, body in rows}

    def _rows(self, sql, params):
        with self.connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()
