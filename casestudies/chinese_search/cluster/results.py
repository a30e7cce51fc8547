"""Results of a search server as Wagtail knows them, and what the plan tells about them."""

from ..results import PlannedResults
from ..retrieval import ENOUGH


class LoosensResults(PlannedResults):
    """Mixed into results: asks how many are strict before it asks for them."""

    #: More keys are not told at once; servers answer 10,000 at most.
    MOST_KEYS = 5_000

    @property
    def plan(self):
        """The plan of a typed query; None for a tree of query classes."""
        return self.query_compiler.levelled.plan

    def related_from(self) -> int | None:
        """Return the place in the whole order where results begin that lack a word."""
        strict = self._decided().strict_count
        return strict if self.query_compiler.is_loose and self._total() > strict else None

    def has_strict(self) -> bool:
        """Whether anything has all the words: one request."""
        strict = self._decided().strict_count
        return (self._count_of(self.query_compiler.get_query()) if strict is None else strict) > 0

    def pks(self) -> list:
        """Return the keys of the results in order, at most ``MOST_KEYS``: two requests."""
        compiler = self._decided()
        response = self._backend_do_search(
            self._get_es_body(),
            index=self._index_name,
            _source=False,
            size=ENOUGH if compiler.is_loose else self.MOST_KEYS,
            **{self.fields_param_name: "pk"},
        )
        to_python = compiler.queryset.model._meta.pk.to_python
        return [to_python(hit["fields"]["pk"][0]) for hit in response["hits"]["hits"]]

    def _decided(self):
        self.query_compiler.decide(self._count_of)
        return self.query_compiler

    def _total(self):
        compiler = self._decided()
        if not compiler.is_loose:
            return compiler.strict_count
        if compiler.loose_count is None:
            compiler.loose_count = self._count_of(compiler.get_query())
        return max(compiler.strict_count, min(compiler.loose_count, ENOUGH))

    @property
    def _index_name(self):
        return self.backend.get_index_for_model(self.query_compiler.queryset.model).name

    def _get_es_body(self, for_count=False):
        self._decided()
        return super()._get_es_body(for_count=for_count)

    def _do_search(self):
        asked = self._clone()
        if self._decided().is_loose:
            asked.stop = ENOUGH if self.stop is None else min(self.stop, ENOUGH)
        if asked.stop is not None and asked.stop <= asked.start:
            return iter(())
        return super(LoosensResults, asked)._do_search()

    def _do_count(self):
        if self._decided().strict_count is None:
            return super()._do_count()
        stop = self._total() if self.stop is None else min(self.stop, self._total())
        return max(stop - self.start, 0)

    def _count_of(self, query):
        return self.backend.es.count(index=self._index_name, body={"query": query})["count"]
