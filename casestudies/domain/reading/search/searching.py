"""One query over all pages that anybody may read."""

from dataclasses import dataclass, field

from django.core.paginator import Page as PageOfResults
from django.core.paginator import Paginator

from ....chinese_search import vocabulary
from ....chinese_search.planner import Plan, plan
from ....chinese_search.vocabulary import Form, FormKind
from ....conf import MAX_QUERY_LENGTH, PER_PAGE
from ....enums import ResultKind
from ..pages import readable
from ..questions import record
from ..scope import Scope
from .correction import correction
from .facets import Facet, FacetCounts, Filters
from .fallback import Fallback, fallback
from .promotions import promotions
from .query import storable
from .result import SearchResult, read_results

#: So many results of a search server are shown and counted.
MOST_OF_SERVER = 200


@dataclass
class SearchResults:
    """What a query found: ``strict`` results have all its words, ``related`` ones some.

    ``is_cut`` says that only the beginning of the query was searched, ``is_part`` that more
    was found than is shown and counted. ``page`` is the page of results asked for, or the
    nearest there is; ``related_from`` is the place in the whole order, from 0, where related
    results begin, or None. ``links`` are recommended addresses outside the site.
    ``correction`` is what a query without strict results may have been meant to be,
    ``fallback`` what to go on with where there is no result.
    """

    query: str
    is_cut: bool = False
    plan: Plan = field(default_factory=Plan)
    filters: Filters = field(default_factory=Filters)
    page: PageOfResults | None = None
    strict_number: int = 0
    related_from: int | None = None
    is_part: bool = False
    facets: list[Facet] = field(default_factory=list)
    links: list = field(default_factory=list)
    correction: str | None = None
    fallback: Fallback | None = None

    @property
    def total(self) -> int:
        return self.page.paginator.count if self.page else 0

    @property
    def strict(self) -> list[SearchResult]:
        """The results of this page that have all the words."""
        return self._split()[0]

    @property
    def related(self) -> list[SearchResult]:
        """The results of this page that have some of the words."""
        return self._split()[1]

    @property
    def related_start(self) -> int:
        """The place of the first of ``related`` in the whole order, from 1."""
        return self.page.start_index() + len(self.strict)

    def _split(self):
        if not self.total:
            return [], []
        shown, before = self.page.object_list, self.page.start_index() - 1
        place = len(shown) if self.related_from is None else max(0, self.related_from - before)
        return shown[:place], shown[place:]

    @property
    def other_forms(self) -> list[Form]:
        """The forms searched beside the typed ones, strongest first."""
        typed = {word.typed for word in self.plan.words}
        forms = {
            form.text: form
            for kind in FormKind
            for word in self.plan.words
            for form in word.forms
            if form.kind == kind and form.text not in typed
        }
        return list(forms.values())


def search_pages(query, *, kind=None, topic="", year=None, page=1, scope=None) -> SearchResults:
    """Search the pages of a scope for a query; never raises for any text.

    ``kind`` is a ``ResultKind`` or its value, ``topic`` a slug; what they cannot be counts as
    not chosen. Without a query only the fallback is filled. The query is counted by
    ``record`` when its first page is asked for without filters; a recommended address
    answers it too.
    """
    typed, scope = storable(query), scope or Scope()
    results = SearchResults(typed[:MAX_QUERY_LENGTH], is_cut=len(typed) > MAX_QUERY_LENGTH)
    results.filters = Filters(ResultKind.known(kind), storable(topic), year)
    if not results.query:
        results.fallback = fallback(scope=scope)
        return results
    _search(results, page, readable(scope))
    if not results.filters and page == 1:
        record(results.query, found=results.strict_number + len(results.links))
    if not results.strict_number:
        results.correction = correction(results.query, scope=scope)
    if not results.total:
        results.fallback = fallback(results.query, scope=scope)
    return results


def _search(results, asked_page, pages):
    pks, related_from, results.plan, results.is_part = _retrieve(pages, results.query)
    recommended = promotions(results.query)
    results.links = [each for each in recommended if each.external_link_url and not each.page_id]
    notes = _notes(recommended, pages, pks)
    strict = [*notes, *(pk for pk in pks[:related_from] if pk not in notes)]
    related = [] if related_from is None else [pk for pk in pks[related_from:] if pk not in notes]
    if not strict and not related:
        return
    counts = FacetCounts([*strict, *related], results.filters)
    within = counts.within_filters()
    strict, related = ([pk for pk in each if pk in within] for each in (strict, related))
    results.strict_number = len(strict)
    results.related_from = len(strict) if related else None
    results.page = _page([*strict, *related], asked_page)
    results.page.object_list = read_results(results.page.object_list, results.plan, notes=notes)
    results.facets = counts.facets()


def _retrieve(pages, query):
    """Return the keys, where related ones begin, the plan, and whether more was found.

    A search server tells only its first keys: there the plan serves to mark words alone.
    """
    retrieved = pages.search(query)
    if hasattr(retrieved, "with_related"):
        retrieved = retrieved.with_related()
        pks, most = retrieved.pks(), retrieved.MOST_KEYS
        return pks, retrieved.related_from(), retrieved.plan or Plan(), len(pks) == most
    pks = [page.pk for page in retrieved[:MOST_OF_SERVER]]
    return pks, None, plan(query, vocabulary.current()), len(pks) == MOST_OF_SERVER


def _notes(recommended, pages, pks) -> dict[int, str]:
    """Return the descriptions of the promoted pages by key, in order; only readable pages."""
    notes = {each.page_id: each.description for each in recommended if each.page_id}
    if set(notes) <= set(pks):
        return notes
    allowed = set(pages.filter(pk__in=notes).values_list("pk", flat=True))
    return {pk: note for pk, note in notes.items() if pk in allowed}


def _page(pks, asked):
    paginator = Paginator(pks, PER_PAGE)
    return paginator.page(max(1, min(asked, paginator.num_pages)))
