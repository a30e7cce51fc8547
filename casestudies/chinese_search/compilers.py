"""What both databases share: from a question to objects in order, with Wagtail's contract."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db import connections, models
from django.db.models import Case, Value, When
from django.db.models.expressions import RawSQL
from modelsearch.utils import get_descendants_content_types_pks

from . import ranking
from .documents import field_text
from .expressions import NOTHING, AnyOf, signed
from .questions import Question, from_tree, planned
from .vocabulary import current

#: So many candidates are put in order of relevance; the rest follows, the newest key first.
WINDOW = 5_000
#: Looser levels are tried while there are fewer results than this …
ENOUGH = 10
#: … and add at most so many.
RELATED = 30
#: A word that so many entries have tells too little to be looked for alone.
COMMON = 2_000
NO_SCORE = Value(0.0, output_field=models.FloatField())


@dataclass
class Found:
    """Keys of what was found, best first; ``strict`` of ``total`` have all words."""

    pks: list = field(default_factory=list)
    scores: dict = field(default_factory=dict)
    strict: int = 0
    total: int = 0


class ChineseCompiler:
    """Mixed into Wagtail's compilers: plans the question and finds the keys, lazily and once."""

    entries_class = None
    columns = ()

    def __init__(self, queryset, query, fields=None, operator=None, order_by_relevance=True):
        super().__init__(
            queryset,
            query,
            fields=fields,
            operator=operator,
            order_by_relevance=order_by_relevance,
        )
        self._is_typed = isinstance(query, str) and operator is None

    @cached_property
    def question(self) -> Question:
        prefix = self.LAST_TERM_IS_PREFIX
        if self._is_typed:
            return planned(self.query.query_string, current(), prefix=prefix)
        return from_tree(self.query, current(), prefix=prefix)

    @cached_property
    def strict(self):
        """The first level, and whether its complement is meant."""
        return signed(self.question.levels[0])

    @property
    def is_ranked(self) -> bool:
        positive, negated = self.strict
        return self.order_by_relevance and not negated and positive != NOTHING

    @cached_property
    def entries(self):
        model = self.queryset.model
        columns = ("title",) if self._only_title else self.columns
        return self.entries_class(
            connections[self.queryset.db],
            get_descendants_content_types_pks(model),
            columns,
        )

    @property
    def _only_title(self):
        return self.fields and set(self.fields) == {"title"} and "title" in self.columns

    @cached_property
    def found(self) -> Found:
        """The keys in order of relevance, within the window."""
        found = Found()
        rarity = self._rarity()
        levels = len(self.question.levels)
        for place, level in enumerate(self.question.levels):
            if place and found.total >= ENOUGH:
                break
            expression, _negated = signed(level)
            room = RELATED - (len(found.pks) - found.strict) if place else WINDOW
            if expression == NOTHING or room <= 0:
                continue
            pks, scores = self._candidates(expression, found.scores, rarity, loosely=bool(place))
            for pk in pks[:room]:
                found.pks.append(pk)
                found.scores[pk] = levels - place + scores[pk]
            if not place:
                found.strict = found.total = self._total(expression, pks)
            else:
                found.total = len(found.pks)
        return found

    def _rarity(self):
        terms = self.question.terms
        if len(terms) < 2:
            return {}
        counts = {
            term: self.entries.count(_any_form(term), COMMON) for term in dict.fromkeys(terms)
        }
        return {term: ranking.rarity(count, COMMON) for term, count in counts.items()}

    def _total(self, expression, pks):
        if len(pks) < WINDOW or self._verifies:
            return len(pks)
        return self._matching(expression).count()

    def _candidates(self, expression, seen, rarity, *, loosely):
        """Return new keys best first, and their scores between 0 and 1."""
        if loosely:
            expression = self._telling(expression)
        rows = self.entries.ranked(expression, ranking.CANDIDATES if loosely else WINDOW)
        pks = self._readable([self._to_python(pk) for pk, _score in rows], expression)
        pks = [pk for pk in pks if pk not in seen]
        first = pks[: ranking.CANDIDATES]
        texts = self.entries.texts([str(pk) for pk in first])
        scores = {}
        for pk in first:
            text = texts.get(str(pk))
            points = text and ranking.score(self.question, text, self.entries.needle, rarity)
            scores[pk] = points / (1 + points) if points else 0.0
        first.sort(key=lambda pk: -scores[pk])
        rest = pks[len(first) :]
        least = scores[first[-1]] if first else 0.0
        for place, pk in enumerate(rest, start=1):
            scores[pk] = least / (1 + place)
        return first + rest, scores

    def _telling(self, expression):
        """Leave out of an alternative what too many entries have, while anything is left."""
        if not isinstance(expression, AnyOf):
            return expression
        telling = [part for part in expression.parts if self.entries.count(part, COMMON) < COMMON]
        return AnyOf(tuple(telling)) if telling else expression

    # --- keys and objects ----------------------------------------------------------------

    @cached_property
    def _pk(self):
        key = self.queryset.model._meta.pk
        while key.remote_field:
            key = key.target_field
        return key

    def _to_python(self, pk):
        return self._pk.to_python(pk)

    @property
    def _has_integer_keys(self):
        return isinstance(self._pk, models.IntegerField)

    @property
    def _verifies(self):
        """Whether the index alone does not know in which field a text stands."""
        return bool(self.fields) and not self._only_title

    def among(self, pks):
        """Return the queryset's objects with these keys."""
        if not self._has_integer_keys:
            return self.queryset.filter(pk__in=pks)
        return self.queryset.filter(pk__in=self.entries.keys_sql(pks))

    def _readable(self, pks, expression):
        """Keep of the keys, in order, those whose objects the queryset has."""
        if self._verifies:
            return self._verified(pks, expression)
        query = self.queryset.query
        if not query.where and not query.combinator and not query.is_sliced:
            return pks
        kept = set(self.among(pks).order_by().values_list("pk", flat=True))
        return [pk for pk in pks if pk in kept]

    def _verified(self, pks, expression):
        kept = {
            instance.pk
            for instance in self.among(pks).order_by()
            if expression.found_in(field_text(instance, self.TARGET_SEARCH_FIELD_TYPE, self.fields))
        }
        return [pk for pk in pks if pk in kept]

    def _matching(self, expression):
        """Return the queryset's objects that match, in the queryset's order."""
        if self._verifies or not self._has_integer_keys:
            pks = [self._to_python(pk) for pk, _score in self.entries.ranked(expression, None)]
            return self.among(self._readable(pks, expression))
        return self.queryset.filter(pk__in=RawSQL(*self.entries.pks_sql(expression)))  # noqa: S611

    def unranked(self):
        """Return what matches as a queryset in its own order: a level is one set."""
        expression, negated = self.strict
        if expression == NOTHING:
            return self.queryset if negated else self.queryset.none()
        if negated:
            return self.queryset.exclude(pk__in=self._matching(expression).order_by().values("pk"))
        if self.question.plan and len(self.question.levels) > 1:
            matching = self._matching(self._first_level_that_finds())
        else:
            matching = self._matching(expression)
        return matching if matching.query.order_by else matching.order_by("-pk")

    def _first_level_that_finds(self):
        expressions = [signed(level)[0] for level in self.question.levels]
        for expression in expressions:
            if self._matching(expression).exists():
                return expression
        return expressions[0]

    def all_found(self):
        """Return everything found as a queryset, in no particular order."""
        if self.found.total > len(self.found.pks):
            return self._matching(self.strict[0])
        return self.among(self.found.pks)

    def after_window(self):
        """Return what the window left out, the newest key first."""
        left = self._matching(self.strict[0])
        return left.exclude(pk__in=self.entries.keys_sql(self.found.pks)).order_by("-pk")

    def search(self, config, start, stop, score_field=None, backend=None):
        """Return a queryset of the results, as Wagtail's compilers do."""
        if not self.is_ranked:
            queryset = self.unranked()[start:stop]
            return queryset.annotate(**{score_field: NO_SCORE}) if score_field else queryset
        pks = self.found.pks[start:stop]
        place = Case(*(When(pk=pk, then=Value(at)) for at, pk in enumerate(pks)))
        queryset = self.among(pks).order_by(place) if pks else self.queryset.none()
        if score_field and pks:
            scores = (When(pk=pk, then=Value(self.found.scores[pk])) for pk in pks)
            queryset = queryset.annotate(
                **{score_field: Case(*scores, output_field=models.FloatField())}
            )
        return queryset


def _any_form(term):
    return AnyOf(tuple(leaf for leaf, _weight in term.forms))
