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

#: So many candidates are in order of relevance; the rest follows, the newest key first.
WINDOW = 1_000
#: Looser levels are tried when fewer results than this have all words …
FEW = 10
#: … until there are so many in all.
ENOUGH = 20
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
        """The keys in order of relevance, within the window; then what is only related."""
        found = Found()
        strict, _negated = self.strict
        terms = self.question.terms
        known = self._known([term.known_by for term in terms]) if len(terms) > 1 else {}
        pks, is_all = self._strict_keys(strict)
        texts = self.entries.texts([str(pk) for pk in pks[: ranking.CANDIDATES]])
        found.strict = found.total = len(pks) if is_all else self._total(strict)
        self._order(found, pks, texts, self._ranking(terms, known), base=len(self.question.levels))
        if found.strict < FEW and len(self.question.levels) > 1:
            self._add_related(found, known)
        return found

    def _strict_keys(self, expression):
        """Return the best readable keys, and whether they are all that match."""
        room = WINDOW
        while True:
            rows = self.entries.ranked(expression, room, self._counted)
            pks = self._readable(list(map(self._pk.to_python, rows)), expression)
            if len(rows) < room:
                return pks, True
            if len(pks) >= ranking.CANDIDATES or room > WINDOW:
                return pks, False
            room *= 10

    def _order(self, found, pks, texts, ranks, base):
        """Add keys best first; those without a text stay in the database's order, behind."""
        first = [pk for pk in pks if str(pk) in texts]
        points = {pk: ranks.score(texts[str(pk)]) for pk in first}
        first.sort(key=lambda pk: -points[pk])
        found.pks += first
        least = 1.0
        for pk in first:
            least = points[pk] / (1 + points[pk])
            found.scores[pk] = base + least
        rest = [pk for pk in pks if str(pk) not in texts]
        found.pks += rest
        for place, pk in enumerate(rest, start=2):
            found.scores[pk] = base + least / place

    def _add_related(self, found, known):
        """Add what the looser levels find until there is enough: 2 to 4 queries."""
        *planned, last = [signed(level)[0] for level in self.question.levels[1:]]
        terms = self.question.terms
        base = len(self.question.levels) - 1
        for levels in (planned[:2], planned[2:]):
            if levels and found.total < ENOUGH:
                self._add_levels(found, levels, terms, known, base)
            base -= len(levels)
        if not found.total:
            self._add_levels(found, [last], self.question.scraps, known, base)

    def _add_levels(self, found, levels, terms, known, base):
        parts = [part for term in terms for part in term.parts]
        known |= self._known([*(term.known_by for term in terms), *parts], known)
        ranks = self._ranking(terms, known)
        telling = [_telling(level, known) for level in levels]
        alternatives = [part for level in telling for part in _alternatives(level)]
        texts = self.entries.ranked_texts(alternatives, 2 * ranking.CANDIDATES)
        keys = list(map(self._pk.to_python, texts))
        left = self._readable(keys, AnyOf(tuple(alternatives)))
        for place, level in enumerate(telling):
            left = [pk for pk in left if pk not in found.scores]
            here = [pk for pk in left if level.found_in(texts[str(pk)].whole, self.entries.needle)]
            best = sorted(here, key=lambda pk: -ranks.score(texts[str(pk)]))
            best = best[: ENOUGH - found.total]
            self._order(found, best, texts, ranks, base - place)
            found.total += len(best)

    @cached_property
    def _counted(self):
        """The leaves that tell most: what was typed, then the other forms of each idea."""
        forms = [form for term in self.question.terms for form in (*term.forms, *term.akin)]
        parts = [(part, 0.9) for term in self.question.terms for part in term.parts]
        ranked = sorted([*forms, *parts], key=lambda form: -form[1])
        return [leaf for leaf, _weight in ranked]

    def _known(self, expressions, known=()):
        """Return how many entries have each, up to ``COMMON``: 1 query, none if all are known."""
        wanted = [found for found in dict.fromkeys(expressions) if found not in known]
        if not wanted:
            return {}
        counts = self.entries.counts([signed(found)[0] for found in wanted], COMMON)
        return dict(zip(wanted, counts, strict=True))

    def _ranking(self, terms, known):
        """Return the ranking of terms, rare ones above common ones."""
        rarity = {found: ranking.rarity(count, COMMON) for found, count in known.items()}
        return ranking.Ranking(terms, self.entries.needle, rarity)

    def _total(self, expression):
        if self._takes_all and not self._verifies:
            return self.entries.counts([expression])[0]
        return self._matching(expression).count()

    # --- keys and objects ----------------------------------------------------------------

    @cached_property
    def _pk(self):
        key = self.queryset.model._meta.pk
        while key.remote_field:
            key = key.target_field
        return key

    @property
    def _has_integer_keys(self):
        return isinstance(self._pk, models.IntegerField)

    @property
    def _verifies(self):
        """Whether the index alone does not know in which field a text stands."""
        return bool(self.fields) and not self._only_title

    @property
    def _takes_all(self):
        """Whether the queryset leaves nothing out."""
        query = self.queryset.query
        return not (query.where or query.combinator or query.is_sliced)

    def among(self, pks):
        """Return the queryset's objects with these keys."""
        if not self._has_integer_keys:
            return self.queryset.filter(pk__in=pks)
        return self.queryset.filter(pk__in=self.entries.keys_sql(pks))

    def _readable(self, pks, expression):
        """Keep of the keys, in order, those whose objects the queryset has."""
        if self._verifies:
            return self._verified(pks, expression)
        if self._takes_all:
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
            pks = list(map(self._pk.to_python, self.entries.every(expression)))
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


def _alternatives(level):
    return level.parts if isinstance(level, AnyOf) else (level,)


def _telling(level, known):
    """Leave out of an alternative what too many entries have, while anything is left."""
    if not isinstance(level, AnyOf):
        return level
    telling = tuple(part for part in level.parts if known.get(part, 0) < COMMON)
    return AnyOf(telling) if telling else level
