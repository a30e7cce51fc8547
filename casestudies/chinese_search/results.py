"""Results as Wagtail knows them, and what the plan tells about them."""

from collections import OrderedDict

from django.db.models import Count


def chinese_results(results_class):
    """Return Wagtail's results class of a database with the plan behind it."""
    return type("ChineseResults", (_ChineseResults, results_class), {})


class PlannedResults:
    """Mixed into results of a planned query, strict ones alone unless more is asked for."""

    def with_related(self):
        """Return these results, and where few have all words, behind them some that lack one."""
        results = self._clone()
        results.query_compiler = self.query_compiler.with_related()
        return results


class _ChineseResults(PlannedResults):
    #: More keys than these are not told at once.
    MOST_KEYS = 5_000

    @property
    def plan(self):
        """The plan of a typed query; None for a tree of query classes."""
        return self.query_compiler.levelled.plan

    def related_from(self) -> int | None:
        """Return the place in the whole order where results begin that lack a word."""
        compiler = self.query_compiler
        if not compiler.is_ranked or len(compiler.retrieved.pks) <= compiler.retrieved.strict:
            return None
        return compiler.retrieved.strict

    def has_strict(self) -> bool:
        """Whether anything has all the words; asks no more than that."""
        return self.query_compiler.has_strict()

    def pks(self) -> list:
        """Return the keys of the results in order, at most ``MOST_KEYS``."""
        compiler = self.query_compiler
        if not compiler.is_ranked:
            return list(compiler.unranked().values_list("pk", flat=True)[: self.MOST_KEYS])
        first = compiler.retrieved.pks[: self.MOST_KEYS]
        if compiler.retrieved.is_all or len(first) == self.MOST_KEYS:
            return first
        rest = compiler.after_window().values_list("pk", flat=True)
        return [*first, *rest[: self.MOST_KEYS - len(first)]]

    def _do_search(self):
        compiler = self.query_compiler
        if not compiler.is_ranked or compiler.queryset._fields is not None:
            return super()._do_search()
        pks = compiler.retrieved.pks[self.start : self.stop]
        objects = {instance.pk: instance for instance in compiler.having(pks)} if pks else {}
        found = [objects[pk] for pk in pks if pk in objects]
        found += self._beyond_window()
        if self._score_field:
            for instance in found:
                score = compiler.retrieved.scores.get(instance.pk, 0.0)
                setattr(instance, self._score_field, score)
        return found

    def _beyond_window(self):
        found = self.query_compiler.retrieved
        size = len(found.pks)
        if found.is_all or (self.stop is not None and self.stop <= size):
            return []
        stop = None if self.stop is None else self.stop - size
        return list(self.query_compiler.after_window()[max(self.start - size, 0) : stop])

    def _do_count(self):
        if not self.query_compiler.is_ranked:
            return super()._do_count()
        total = self.query_compiler.total
        stop = total if self.stop is None else min(self.stop, total)
        return max(stop - self.start, 0)

    def facet(self, field_name):
        """Return how many results have each value of a filter field, most first."""
        compiler = self.query_compiler
        if not compiler.is_ranked or compiler._get_filterable_field(field_name) is None:
            return super().facet(field_name)
        rows = compiler.all_found().order_by().values(field_name).annotate(count=Count("pk"))
        return OrderedDict((row[field_name], row["count"]) for row in rows.order_by("-count"))
