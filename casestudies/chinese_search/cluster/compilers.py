"""From what was typed to the one query that OpenSearch and Elasticsearch are asked."""

from functools import cached_property

from ..analysis import is_han
from ..compilers import PlannedCompiler
from ..expressions import EVERYTHING, NOTHING, AllOf, Leaf, NoneOf
from ..queries import PART_WEIGHT
from ..retrieval import FEW

#: What the second best form of a word adds to the best.
TIE_BREAKER = 0.3
#: What having all words counts beside the words; bm25 seldom gives a tenth of it.
STRICT_BOOST = 1_000
#: So many endings of an open phrase are tried; the server's own 50 are too few for 茶.
MOST_ENDINGS = 1_000


class PlansQueries(PlannedCompiler):
    """Mixed into query compilers: plain text becomes a plan, trees have planned leaves."""

    #: How many results have all words, and how many the loose query has, once known.
    strict_count = loose_count = None
    #: Whether results that lack a word are asked for too.
    is_loose = False

    def decide(self, count):
        """Choose, once, whether to loosen; ``count`` tells how many results a query has."""
        if self.is_free_text and self.levelled.looser and self.strict_count is None:
            self.strict_count = count(self.get_query())
            self.is_loose = self.strict_count < FEW and self.order_by_relevance

    def get_inner_query(self):
        strict = self._clause(self.levelled.strict, self._names)
        if not self.is_loose:
            return strict
        names = self._names if self.fields else ["_all_text"]
        words, parts = self.levelled.looser
        # «All but one» is left out: servers refuse so many clauses.
        levels = dict.fromkeys((words[0], words[-1], *parts[-1:]))
        first = {"constant_score": {"filter": strict, "boost": STRICT_BOOST}}
        return {"bool": {"should": [first, *(self._clause(each, names) for each in levels)]}}

    @property
    def _names(self):
        return [field.field_name_with_boost for field in self.remapped_fields]

    @cached_property
    def _weights(self):
        return {
            form.text: round(weight * term.weight, 3)
            for term in self.levelled.terms
            for form, weight in (*term.related, *term.forms)
        }

    def _clause(self, expression, names) -> dict:
        """Return what matches an expression; a word scores as its best form in its best field."""
        if expression == EVERYTHING:
            return {"match_all": {}}
        if expression == NOTHING:
            return {"bool": {"must_not": {"match_all": {}}}}
        if isinstance(expression, Leaf):
            return self._phrase(expression, names)
        if isinstance(expression, NoneOf):
            return {"bool": {"must_not": self._clause(expression.part, names)}}
        parts = [self._clause(part, names) for part in expression.parts]
        if len(parts) == 1:
            return parts[0]
        if isinstance(expression, AllOf):
            return {"bool": {"must": parts}}
        return {"dis_max": {"queries": parts, "tie_breaker": TIE_BREAKER}}

    def _phrase(self, leaf, names):
        text, is_open = self._as_cut(leaf)
        match = {"query": text, "type": "phrase", "fields": names}
        if is_open:
            match |= {"type": "phrase_prefix", "max_expansions": MOST_ENDINGS}
        return {"multi_match": {**match, "boost": self._weights.get(leaf.text, PART_WEIGHT)}}

    def _as_cut(self, leaf):
        """Return what to ask of a canonical text, and whether its last word may go on.

        Of a run of Han ``cjk`` keeps bigrams, and a single character only where it stands
        alone: one at the end may go on; one before others is left out, as in 本届第5届.
        """
        runs = leaf.text.split()
        single = [len(run) == 1 and is_han(run) for run in runs]
        asked = runs[1:] if single[0] and len(runs) > 1 else runs
        return " ".join(asked), leaf.prefix or single[-1]


class PlansUnfinished(PlansQueries):
    """Wagtail's fields of beginnings hold single characters: a phrase fits inside a title."""

    takes_prefixes = True

    @property
    def _names(self):
        return self.remapped_fields or ["_edgengrams"]

    def _as_cut(self, leaf):
        return leaf.text, False
