"""Results of a search server as Wagtail knows them, and what the plan tells about them."""

from ..finding import ENOUGH


class LoosensResults:
    """Mixed into results: asks how many are strict before it asks for them."""

    #: More keys than these are not told at once; servers answer 10,000 at most.
    MOST_KEYS = 5_000
    #: The keys of the only objects to be asked about.
    _among = None

    @property
    def plan(self):
        """The plan of a typed question; None for a tree of query classes."""
        return self.query_compiler.question.plan if self.query_compiler.is_typed else None

    def related_from(self) -> int | None:
        """Return the place in the whole order where results begin that lack a word."""
        compiler = self._decided()
        if not compiler.is_loose or self._whole().count() <= compiler.strict_count:
            return None
        return compiler.strict_count

    def has_strict(self) -> bool:
        """Whether anything has all the words: one request."""
        compiler = self.query_compiler
        if compiler.strict_count is None:
            return self._count_of(compiler.get_query()) > 0
        return compiler.strict_count > 0

    def pks(self) -> list:
        """Return the keys of the results in order, at most ``MOST_KEYS``: one request."""
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

    def facet(self, field_name):
        """Return how many results have each value; related ones only where they are shown."""
        if not self._decided().is_loose:
            return super().facet(field_name)
        shown = self._clone()
        shown._among = list(map(str, self.pks()))
        return super(LoosensResults, shown).facet(field_name)

    def _whole(self):
        clone = self._clone()
        clone.start, clone.stop = 0, None
        return clone

    def _decided(self):
        self.query_compiler.decide(self._count_of)
        return self.query_compiler

    @property
    def _index_name(self):
        return self.backend.get_index_for_model(self.query_compiler.queryset.model).name

    def _get_es_body(self, for_count=False):
        if self._among is not None:
            return {"query": {"terms": {"pk": self._among}}}
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
        compiler = self._decided()
        if compiler.strict_count is None or (compiler.looser and not compiler.is_loose):
            return super()._do_count()
        total = compiler.strict_count
        if compiler.is_loose:
            if compiler.loose_count is None:
                compiler.loose_count = self._count_of(compiler.get_query())
            total = max(total, min(compiler.loose_count, ENOUGH))
        stop = total if self.stop is None else min(self.stop, total)
        return max(stop - self.start, 0)

    def _count_of(self, query):
        return self.backend.es.count(index=self._index_name, body={"query": query})["count"]
