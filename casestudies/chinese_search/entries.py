"""What a database must supply of Wagtail's index table, and what all share."""

from typing import Protocol

from modelsearch.conf import get_app_config
from modelsearch.utils import get_content_type_pk

from .analysis import VERSION
from .documents import Document, batches
from .expressions import Expression, Leaf
from .ranking import Text

IndexEntry = get_app_config().get_model("IndexEntry", require_ready=False)


class ChineseIndex:
    """Mixed into Wagtail's indexes: entries made of our tokens and marked with the analysis."""

    def add_items(self, model, objs):
        if not model.get_search_fields():
            return
        same = {"content_type_id": get_content_type_pk(model), "title_norm": VERSION}
        for documents in batches(map(Document.of, objs)):
            self.entries.bulk_create(
                [
                    IndexEntry(object_id=pk, **same, **self.columns(document))
                    for pk, document in documents.items()
                ],
                update_conflicts=True,
                unique_fields=["content_type", "object_id"],
                update_fields=self.updated,
            )

    def _refresh_title_norms(self, full=False):
        """Nothing to refresh: the column holds the version, and ranking needs no norm."""


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

    def every(self, expression):
        where, params = self.where(expression)
        return [key for (key,) in self._rows(f"SELECT e.object_id {where}", params)]

    def pks_sql(self, expression):
        where, params = self.where(expression)
        return f"SELECT CAST(e.object_id AS bigint) {where}", params

    def texts(self, keys):
        entries = IndexEntry._base_manager.using(self.connection.alias)
        found = entries.filter(content_type__in=self.content_types, object_id__in=keys)
        return padded(found.values_list("object_id", *self.text_columns))

    def _rows(self, sql, params):
        with self.connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()


def padded(rows):
    """Return the texts by key, with a blank at either end."""
    return {key: Text(f" {title} ", f" {body} ") for key, title, body in rows}
