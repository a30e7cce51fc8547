"""By what results can be filtered, with the number that each choice would leave."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, IntegerField, Q
from django.db.models.functions import Coalesce, ExtractYear
from django.utils.translation import gettext as _
from wagtail.models import Page

from ....chinese_search.keys import packed
from ....enums import ResultKind
from ....models.case import CaseTopic
from ..kinds import kinds_by_content_type

#: The copy of a case; a call has the year in which it opens, another page that of its publication.
_SHOWN_YEAR = Coalesce(
    "casestudies_case__year",
    ExtractYear("casestudies_call__opens_at"),
    ExtractYear("first_published_at"),
    output_field=IntegerField(),
)
#: More values of a facet are folded.
SHOWN = 10
_READABLE = Q(casestudies_case=None) | Q(casestudies_case__is_public=True)


@dataclass(frozen=True)
class Filters:
    """What a reader chose: one of each at most."""

    kind: ResultKind | None = None
    topic: str = ""
    year: int | None = None

    def __bool__(self):
        return bool(self.kind or self.topic or self.year)


@dataclass(frozen=True)
class FacetValue:
    """A choice: ``key`` is what stands in the address, ``number`` what it would leave."""

    key: str
    label: str
    number: int
    is_chosen: bool = False


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    values: list[FacetValue]

    @property
    def first(self) -> list[FacetValue]:
        """The values shown at once: the most frequent, and the chosen one."""
        return [each for place, each in enumerate(self.values) if place < SHOWN or each.is_chosen]

    @property
    def rest(self) -> list[FacetValue]:
        return [each for each in self.values[SHOWN:] if not each.is_chosen]

    @property
    def chosen(self) -> FacetValue | None:
        return next((value for value in self.values if value.is_chosen), None)


class FacetCounts:
    """The pages a search found, counted by kind, topic and year, each beside the other filters.

    Cases that are not readable are in no number; ``within_filters`` drops them should the
    search have found one.
    """

    def __init__(self, pks, filters):
        self.pks, self.filters = pks, filters
        pages = Page.objects.filter(_READABLE, pk__in=packed(pks, connection)).annotate(
            shown_year=_SHOWN_YEAR
        )
        if filters.topic:
            topics = CaseTopic.objects.filter(tag__slug=filters.topic, is_public=True)
            pages = pages.filter(pk__in=topics.values("content_object"))
        self._pages = pages
        self._rows = _kind_and_year_rows(pages)

    def within_filters(self) -> set[int]:
        """Return the keys that the filters leave; 1 query if it leaves out any."""
        readable = sum(number for _kind, _year, number in self._rows)
        if not self.filters and readable == len(self.pks):
            return set(self.pks)
        return set(_filtered(self._pages, self.filters).values_list("pk", flat=True))

    def facets(self) -> list[Facet]:
        """Return the facets that offer a choice: 1 query if there may be topics."""
        facets = [
            _kinds(self._rows, self.filters),
            _topics(self._topic_rows(), self.filters),
            _years(self._rows, self.filters),
        ]
        return [each for each in facets if len(each.values) > 1 or each.chosen]

    def _topic_rows(self):
        """Return the topics of the cases found with their numbers, the most frequent first."""
        if self.filters.kind not in (None, ResultKind.CASE):
            return []
        rows = CaseTopic.objects.filter(
            content_object__in=packed(self.pks, connection), is_public=True
        )
        if self.filters.year:
            rows = rows.filter(content_object__year=self.filters.year)
        columns = rows.order_by().values("tag__name", "tag__slug", "tag__sort_order")
        return sorted(
            columns.annotate(number=Count("*")),
            key=lambda row: (-row["number"], row["tag__sort_order"], row["tag__name"]),
        )


def _kind_and_year_rows(pages) -> list[tuple[ResultKind, int | None, int]]:
    rows = pages.order_by().values_list("content_type_id", "shown_year")
    kinds = kinds_by_content_type()
    return [
        (kinds.get(content_type, ResultKind.PAGE), int(year) if year else None, number)
        for content_type, year, number in rows.annotate(number=Count("*"))
    ]


def _filtered(pages, filters):
    if filters.year:
        pages = pages.filter(shown_year=filters.year)
    own = {kind: content_type for content_type, kind in kinds_by_content_type().items()}
    if filters.kind in own:
        return pages.filter(content_type=own[filters.kind])
    return pages.exclude(content_type__in=own.values()) if filters.kind else pages


def _kinds(rows, filters) -> Facet:
    values = []
    for kind in ResultKind:
        fitting = (n for k, year, n in rows if k == kind and filters.year in (None, year))
        number, is_chosen = sum(fitting), kind == filters.kind
        if number or is_chosen:
            values.append(FacetValue(kind.value, kind.label, number, is_chosen))
    return Facet("kind", _("Kind"), values)


def _topics(rows, filters) -> Facet:
    values = [
        FacetValue(
            row["tag__slug"], row["tag__name"], row["number"], row["tag__slug"] == filters.topic
        )
        for row in rows
    ]
    if filters.topic and not any(value.is_chosen for value in values):
        values.insert(0, FacetValue(filters.topic, filters.topic, 0, is_chosen=True))
    return Facet("topic", _("Topic"), values)


def _years(rows, filters) -> Facet:
    numbers = {filters.year: 0} if filters.year else {}
    for kind, year, number in rows:
        if year and filters.kind in (None, kind):
            numbers[year] = numbers.get(year, 0) + number
    values = [
        FacetValue(str(year), _year_label(year), numbers[year], year == filters.year)
        for year in sorted(numbers, reverse=True)
    ]
    return Facet("year", _("Year"), values)


def _year_label(year):
    return _("%(each)s (year)") % {"each": year}
