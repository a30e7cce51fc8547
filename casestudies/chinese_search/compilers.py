"""From a query to objects in order, with Wagtail's contract: what its compilers share."""

from copy import copy
from dataclasses import replace
from functools import cached_property

from django.db import connections, models
from django.db.models import Case, Value, When
from django.db.models.expressions import RawSQL
from modelsearch.utils import get_descendants_content_types_pks

from .documents import field_text
from .expressions import NOTHING, signed
from .keys import packed
from .queries import LevelledQuery, correction, from_tree, planned
from .retrieval import Retrieval, Retrieved
from .vocabulary import current


class PlannedCompiler:
    """Mixed into Wagtail's compilers: typed text becomes a plan, trees have planned leaves."""

    #: Whether the last word may be unfinished.
    takes_prefixes = False
    #: Whether results that lack a word follow where few have all.
    takes_related = False

    def __init__(self, queryset, query, *, operator=None, **options):
        super().__init__(queryset, query, operator=operator, **options)
        #: Plain text, to be planned; an operator or a tree of query classes means what it says.
        self.is_free_text = isinstance(query, str) and operator is None

    @cached_property
    def levelled(self) -> LevelledQuery:
        if self.is_free_text:
            found = planned(self.query.query_string, current(), prefix=self.takes_prefixes)
            return found if self.takes_related else replace(found, looser=())
        return from_tree(self.query, current(), prefix=self.takes_prefixes)

    def with_related(self):
        """Return a compiler of the same query that takes related results too."""
        compiler = copy(self)
        for name in vars(self):
            if isinstance(getattr(type(self), name, None), cached_property):
                del compiler.__dict__[name]
        compiler.takes_related = True
        return compiler


class ChineseCompiler(PlannedCompiler):
    """Mixed into Wagtail's compilers: plans the query and finds the keys, lazily and once."""

    entries_class = None
    columns = ()

    @cached_property
    def strict(self):
        """The first level, and whether its complement is meant."""
        return signed(self.levelled.strict)

    @property
    def is_ranked(self) -> bool:
        positive, negated = self.strict
        return self.order_by_relevance and not negated and positive != NOTHING

    @cached_property
    def entries(self):
        columns = ("title",) if self._only_title else self.columns
        types = get_descendants_content_types_pks(self.queryset.model)
        return self.entries_class(connections[self.queryset.db], types, columns)

    @property
    def _only_title(self):
        return self.fields and set(self.fields) == {"title"} and "title" in self.columns

    @cached_property
    def retrieved(self) -> Retrieved:
        """The keys in order of relevance, within the window; then what is only related."""
        return Retrieval(self.levelled, self.entries, self.readable, self._correction).retrieve()

    def _correction(self):
        return correction(self.query.query_string, current())

    @cached_property
    def total(self) -> int:
        """How many were found: 1 query if the window does not hold them all."""
        if self.retrieved.is_all:
            return len(self.retrieved.pks)
        expression = self.strict[0]
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

    def having(self, pks):
        """Return the queryset's objects with these keys."""
        return self.queryset.filter(pk__in=self._packed(pks))

    def _packed(self, pks):
        return packed(pks, connections[self.queryset.db]) if self._has_integer_keys else pks

    def readable(self, keys, expression):
        """Return of keys as the index has them, in order, those whose objects the queryset has."""
        pks = list(map(self._pk.to_python, keys))
        if self._takes_all and not self._verifies:
            return pks
        left = self.having(pks).order_by()
        if self._verifies:
            kind, names = self.TARGET_SEARCH_FIELD_TYPE, self.fields
            kept = {each.pk for each in left if expression.matches(field_text(each, kind, names))}
        else:
            kept = set(left.values_list("pk", flat=True))
        return [pk for pk in pks if pk in kept]

    def _matching(self, expression):
        """Return the queryset's objects that match, in the queryset's order."""
        if self._verifies or not self._has_integer_keys:
            return self.having(self.readable(self.entries.every(expression), expression))
        return self.queryset.filter(pk__in=RawSQL(*self.entries.pks_sql(expression)))  # noqa: S611

    def has_strict(self) -> bool:
        """Whether any of the queryset's objects matches the first level: 1 query."""
        expression, negated = self.strict
        if expression == NOTHING or negated:
            return negated and self.unranked().exists()
        return self._matching(expression).exists()

    def unranked(self):
        """Return what matches as a queryset in its own order: a level is one set."""
        expression, negated = self.strict
        if expression == NOTHING:
            return self._everything() if negated else self.queryset.none()
        if negated:
            unwanted = self._matching(expression).order_by().values("pk")
            matching = self.queryset.exclude(pk__in=unwanted)
        elif self.levelled.looser:
            matching = self._matching(self._first_level_that_finds())
        else:
            matching = self._matching(expression)
        return matching if matching.query.order_by else matching.order_by("-pk")

    def _everything(self):
        """Return the queryset; in some order, so that no page of it tells another's objects."""
        queryset = self.queryset
        has_order = queryset.ordered or queryset.query.is_sliced
        return queryset if has_order else queryset.order_by("-pk")

    def _first_level_that_finds(self):
        expressions = [signed(level)[0] for level in self.levelled.levels]
        found = (each for each in expressions if self._matching(each).exists())
        return next(found, expressions[0])

    def all_found(self):
        """Return everything found as a queryset, in no particular order."""
        if not self.retrieved.is_all:
            return self._matching(self.strict[0])
        return self.having(self.retrieved.pks)

    def after_window(self):
        """Return what the window left out, the newest key first."""
        left = self._matching(self.strict[0])
        return left.exclude(pk__in=self._packed(self.retrieved.pks)).order_by("-pk")

    def search(self, config, start, stop, score_field=None, backend=None):
        """Return a queryset of the results, as Wagtail's compilers do."""
        number = models.FloatField()
        if not self.is_ranked:
            queryset = self.unranked()[start:stop]
            none = Value(0.0, output_field=number)
            return queryset.annotate(**{score_field: none}) if score_field else queryset
        pks = self.retrieved.pks[start:stop]
        place = Case(*(When(pk=pk, then=Value(at)) for at, pk in enumerate(pks)))
        queryset = self.having(pks).order_by(place) if pks else self.queryset.none()
        if score_field and pks:
            scores = (When(pk=pk, then=Value(self.retrieved.scores[pk])) for pk in pks)
            queryset = queryset.annotate(**{score_field: Case(*scores, output_field=number)})
        return queryset
