"""From a question to what OpenSearch and Elasticsearch are asked, level by level."""

from copy import copy
from math import ceil

from modelsearch.backends.elasticsearchbase import Field
from modelsearch.query import Fuzzy

from ..analysis import canonical
from ..asking import AsksQuestions
from ..finding import FEW
from ..questions import PART_WEIGHT, meant
from ..vocabulary import current
from .clauses import Clauses, UnfinishedClauses

#: What a level counts at least beside what words can reach.
LEVEL_STEP = 1_000
#: Servers refuse queries of more than 1,024 clauses, ours and the filters'.
MOST_CLAUSES = 800


class PlansQuestions(AsksQuestions):
    """Mixed into query compilers: plain text becomes a plan, trees have planned leaves.

    A clause looks in all fields, so that what is excluded is excluded from each of them.
    """

    #: How many results have all words, once that is known and matters.
    strict_count = None
    #: How many the chosen levels find together, once that is known.
    loose_count = None
    #: The levels after the first that are asked for too, and what ranks them.
    looser = ()
    terms = ()

    @property
    def is_loose(self) -> bool:
        """Whether results that lack a word stand after the strict ones."""
        return bool(self.looser) and self.order_by_relevance

    def decide(self, count):
        """Choose the levels, once; ``count`` tells how many results a query has.

        Looser levels are asked for where few results have all words. What is not in order
        of relevance is one set: the first level that finds anything.
        """
        if not self.is_typed or not self.question.looser or self.strict_count is not None:
            return
        self.strict_count = count(self.get_query())
        *groups, scraps = self.question.looser
        levels = self._distinct([level for group in groups for level in group])
        if not self.order_by_relevance:
            if not self.strict_count:
                self._take_first_that_finds([*levels, *scraps], count)
        elif self.strict_count < FEW:
            self._loosen(levels, scraps, count)

    def _loosen(self, levels, scraps, count):
        self.looser, self.terms = self._affordable(levels), self.question.terms
        if self.strict_count:
            return
        if sounds := meant(self.query.query_string, current()):
            self.looser = [sounds.strict, *self.looser]
            self.terms = (*sounds.terms, *self.terms)
        self.loose_count = count(self.get_query()) if self.looser else 0
        if not self.loose_count:
            self.looser, self.terms = scraps, self.question.scraps
            self.loose_count = None

    def _take_first_that_finds(self, levels, count):
        for level in levels:
            self.looser = [level]
            if count(self.get_query()):
                return
        self.looser = ()

    def _distinct(self, levels):
        """Leave out levels that ask what a stricter one asked: short words have no parts."""
        asked = [self._matching.of(self.question.strict)]
        distinct = []
        for level in levels:
            clause = self._matching.of(level)
            if clause not in asked:
                asked.append(clause)
                distinct.append(level)
        return distinct

    def _affordable(self, levels):
        """Leave the loosest levels out where the server would refuse a query of that size."""
        left = MOST_CLAUSES - self._matching.size(self.question.strict)
        left -= sum(self._scored.size(term.known_by) for term in self.question.terms)
        taken = []
        for level in levels:
            left -= self._matching.size(level)
            if left < 0:
                break
            taken.append(level)
        return taken

    def get_inner_query(self):
        if any(isinstance(query, Fuzzy) for query in _walk(self.query)):
            # Only the servers know similar words: the tree is Wagtail's to compile.
            self.query = _with_folded_text(self.query)
            return super().get_inner_query()
        if not self.looser:
            return self._scored.of(self.question.strict)
        if not self.order_by_relevance:
            return self._matching.of(self.looser[0])
        return self._levels([self.question.strict, *self.looser])

    def _levels(self, levels):
        """Return a clause in which the strictest level a result satisfies counts, then its words.

        A result counts for one level only, and a step is more than all words can score.
        """
        words = [term.known_by for term in self.terms]
        step = max(LEVEL_STEP, ceil(sum(map(self._scored.most, words))))
        satisfied = [
            {"constant_score": {"filter": self._matching.of(level), "boost": step * place}}
            for place, level in zip(range(len(levels), 0, -1), levels, strict=True)
        ]
        return {
            "bool": {
                "must": {"dis_max": {"queries": satisfied}},
                "should": [self._scored.of(word) for word in words],
            }
        }

    @property
    def _scored(self):
        weights = {
            form.text: round(weight * term.weight, 3)
            for term in (*self.question.terms, *self.terms)
            for form, weight in (*term.akin, *term.forms)
        }
        return Clauses(self.remapped_fields, lambda text: weights.get(text, PART_WEIGHT))

    @property
    def _matching(self):
        """Clauses that only match: Wagtail copies each text into one field for that."""
        return Clauses(self.remapped_fields if self.fields else [Field("_all_text")])


class PlansUnfinished(PlansQuestions):
    """The last word may go on; a question has one level."""

    takes_prefixes = True

    @property
    def _scored(self):
        fields = [Field(name) for name in self.remapped_fields or ["_edgengrams"]]
        return UnfinishedClauses(fields, super()._scored.weigh)


def _walk(query):
    yield query
    for part in (*getattr(query, "subqueries", ()), getattr(query, "subquery", None)):
        if part is not None:
            yield from _walk(part)


def _with_folded_text(query):
    folded = copy(query)
    if hasattr(query, "query_string"):
        folded.query_string = canonical(query.query_string)
    if hasattr(query, "subquery"):
        folded.subquery = _with_folded_text(query.subquery)
    if hasattr(query, "subqueries"):
        folded.subqueries = [_with_folded_text(part) for part in query.subqueries]
    return folded
