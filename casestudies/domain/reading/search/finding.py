"""One question over all pages that anybody may read."""

from dataclasses import dataclass, field

from django.core.paginator import Page as PageOfResults
from django.core.paginator import Paginator

from ....chinese_search import vocabulary
from ....chinese_search.planner import Plan, plan
from ....chinese_search.vocabulary import Form, FormKind
from ....conf import MAX_QUESTION_LENGTH, PER_PAGE
from ....enums import ResultKind
from ..pages import readable
from ..questions import promoted, record
from ..suggestions import did_you_mean, storable
from .facets import Counting, Facet, Narrowing
from .nearest import Offer, offer
from .results import Result, results

#: So many results of a search server are shown and counted.
ELSEWHERE = 200


@dataclass
class Found:
    """What a question found. ``strict`` results have all its words, ``related`` ones some.

    ``is_part`` says that more was found than is shown and counted.
    ``page`` is the page of results asked for, or the nearest there is; ``related_from`` is
    the place in the whole order, from 0, where related results begin, or None. ``links``
    are recommended addresses outside the site.
    """

    question: str
    is_cut: bool = False
    plan: Plan = field(default_factory=Plan)
    narrowing: Narrowing = field(default_factory=Narrowing)
    page: PageOfResults | None = None
    strict_number: int = 0
    related_from: int | None = None
    is_part: bool = False
    facets: list[Facet] = field(default_factory=list)
    links: list = field(default_factory=list)
    meant: str | None = None
    offer: Offer | None = None

    @property
    def total(self) -> int:
        return self.page.paginator.count if self.page else 0

    @property
    def strict(self) -> list[Result]:
        """The results of this page that have all the words."""
        return self._split()[0]

    @property
    def related(self) -> list[Result]:
        """The results of this page that have some of the words."""
        return self._split()[1]

    @property
    def related_start(self) -> int:
        """The place of the first of ``related`` in the whole order, from 1."""
        return self.page.start_index() + len(self.strict)

    def _split(self):
        if not self.total:
            return [], []
        found, before = self.page.object_list, self.page.start_index() - 1
        place = len(found) if self.related_from is None else max(0, self.related_from - before)
        return found[:place], found[place:]

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


def find(question, *, kind=None, topic="", year=None, page=1, site=None) -> Found:
    """Find the pages for a question, those of one site if given; never raises for any text.

    ``kind`` is a ``ResultKind`` or its value, ``topic`` a slug; what they cannot be counts as
    not chosen. Without a question only ``offer`` is filled. The question is counted by
    ``record`` when its first page is asked for without a narrowing; a recommended address
    answers it too.
    """
    asked = storable(question)
    found = Found(asked[:MAX_QUESTION_LENGTH], is_cut=len(asked) > MAX_QUESTION_LENGTH)
    found.narrowing = Narrowing(ResultKind.known(kind), storable(topic), year)
    if not found.question:
        found.offer = offer()
        return found
    _search(found, page, readable(site))
    if not found.narrowing and page == 1:
        record(found.question, found=found.strict_number + len(found.links))
    if not found.strict_number:
        found.meant = did_you_mean(found.question, site=site)
    if not found.total:
        found.offer = offer(found.question)
    return found


def _search(found, asked_page, pages):
    pks, boundary, found.plan, found.is_part = _keys(pages.search(found.question), found.question)
    picks = promoted(found.question)
    found.links = [pick for pick in picks if pick.external_link_url and not pick.page_id]
    notes = _notes(picks, pages, pks)
    strict = [*notes, *(pk for pk in pks[:boundary] if pk not in notes)]
    related = [] if boundary is None else [pk for pk in pks[boundary:] if pk not in notes]
    if not strict and not related:
        return
    counting = Counting([*strict, *related], found.narrowing)
    left = counting.left()
    strict, related = ([pk for pk in each if pk in left] for each in (strict, related))
    found.strict_number = len(strict)
    found.related_from = len(strict) if related else None
    found.page = _page([*strict, *related], asked_page)
    shown = list(found.page.object_list)
    found.facets, topics = counting.facets(shown)
    found.page.object_list = results(shown, found.plan, topics=topics, notes=notes)


def _keys(searched, question):
    """Return the keys, where related ones begin, the plan, and whether more was found.

    A search server tells only its first keys: there the plan serves to mark words alone.
    """
    if hasattr(searched, "pks"):
        pks = searched.pks()
        return pks, searched.related_from(), searched.plan or Plan(), len(pks) == searched.MOST_KEYS
    pks = [page.pk for page in searched[:ELSEWHERE]]
    return pks, None, plan(question, vocabulary.current()), len(pks) == ELSEWHERE


def _notes(picks, pages, pks) -> dict[int, str]:
    """Return the descriptions of the promoted pages by id, in order; only readable pages."""
    notes = {pick.page_id: pick.description for pick in picks if pick.page_id}
    if set(notes) <= set(pks):
        return notes
    allowed = set(pages.filter(pk__in=notes).values_list("pk", flat=True))
    return {pk: note for pk, note in notes.items() if pk in allowed}


def _page(pks, asked):
    paginator = Paginator(pks, PER_PAGE)
    return paginator.page(max(1, min(asked, paginator.num_pages)))
