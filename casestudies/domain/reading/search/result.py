"""The results on one page: what was found, with the snippets that show why."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Func, JSONField, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from wagtail.models import Page

from ....chinese_search.snippets import marked, snippet
from ....enums import ResultKind
from ....models.case import CaseTopic
from ..kinds import kind_of
from ..photos import Picture, card_picture, with_card_picture
from .originals import texts

SNIPPET_LENGTH = 90
#: Page types of the plugin, read with the pages themselves, by their way from a page.
_OWN_TYPES = ("casestudies_case", "casestudies_call", "casestudies_library")
#: Lines of a case too short for a snippet: shown where they were found.
_LINES = ("byline", "recommended_by", "implementer", "direction")


@dataclass(frozen=True)
class ResultTopic:
    name: list
    url: str


@dataclass
class SearchResult:
    """A page found. Lists of fragments are original text, cut where forms begin and end."""

    page: Page
    kind: ResultKind
    title: list
    snippet: list
    subtitle: list = field(default_factory=list)
    lines: list = field(default_factory=list)
    date: datetime | None = None
    topics: list = field(default_factory=list)
    picture: Picture | None = None
    note: str = ""
    is_promoted: bool = False


def read_results(pks, plan, *, notes) -> list[SearchResult]:
    """Return the pages of these keys in this order: 1 query, and 1 for each type of a host.

    ``notes`` are the descriptions of promoted pages by key.
    """
    pages = {page.pk: page for page in _pages(pks)}
    topics = _topics(pages.values(), plan)
    results = []
    for page in (pages[pk] for pk in pks if pk in pages):
        kind = kind_of(page)
        result = _case(page, plan, topics) if kind == ResultKind.CASE else _other(page, kind, plan)
        result.is_promoted, result.note = page.pk in notes, notes.get(page.pk, "")
        results.append(result)
    return results


def _pages(pks):
    """Yield the pages in any order: cases and calls with all they have, in the same query."""
    pages = with_card_picture(Page.objects.filter(pk__in=pks), cover="casestudies_case__cover")
    pages = pages.annotate(topic_rows=_topic_rows())
    yield from _specific(pages.select_related("casestudies_case__cover", *_OWN_TYPES))


def _topic_rows():
    """Return a column of the topics of a case, in no particular order."""
    topics = CaseTopic.objects.order_by().filter(content_object=OuterRef("pk"))
    row = JSONObject(place="tag__sort_order", name="tag__name", slug="tag__slug")
    return Subquery(topics.values(rows=_Rows(row)))


class _Rows(Func):
    """All rows of a subquery as one list; NULL or an empty one if there is none."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


def _specific(pages):
    """Yield cases, calls, and pages of a host's type with more to search, as what they are."""
    richer = {}
    for page in pages:
        own = next((getattr(page, name) for name in _OWN_TYPES if hasattr(page, name)), None)
        if own is not None:
            own.card_rendition, own.topic_rows = page.card_rendition, page.topic_rows
            yield own
        elif page.specific_class and page.specific_class.search_fields != Page.search_fields:
            richer.setdefault(page.specific_class, []).append(page.pk)
        else:
            yield page
    for model, pks in richer.items():
        yield from model.objects.filter(pk__in=pks)


def _topics(pages, plan) -> dict[str, ResultTopic]:
    """Return the topics of the pages by slug: one that many have is marked once."""
    rows = (row for page in pages for row in getattr(page, "topic_rows", None) or ())
    names = {row["slug"]: row["name"] for row in rows}
    return {
        slug: ResultTopic(marked(name, plan), reverse("casestudies:topic", args=[slug]))
        for slug, name in names.items()
    }


def _case(case, plan, topics) -> SearchResult:
    rows = sorted(case.topic_rows or (), key=lambda row: (row["place"], row["name"]))
    return SearchResult(
        page=case,
        kind=ResultKind.CASE,
        title=marked(case.title, plan),
        subtitle=marked(case.subtitle, plan) if case.subtitle else [],
        snippet=_snippet(case, plan, without=("title", "subtitle", *_LINES)),
        lines=list(_lines(case, plan)),
        date=case.published_on,
        topics=[topics[row["slug"]] for row in rows],
        picture=card_picture(case),
    )


def _lines(case, plan):
    """Yield the byline, and of the other lines those in which something was found."""
    for line in dict.fromkeys(getattr(case, name) for name in _LINES):
        fragments = marked(line, plan) if line else []
        if line and (line == case.byline or _marks(fragments)):
            yield fragments


def _other(page, kind, plan) -> SearchResult:
    return SearchResult(
        page=page,
        kind=kind,
        title=marked(page.title, plan),
        snippet=_snippet(page, plan, without=("title",)),
        date=getattr(page, "opens_at", page.first_published_at),
    )


def _snippet(page, plan, *, without):
    """Cut the snippet from the opening text if that has all the words, else from all of it."""
    opening = getattr(page, "introduction", "") or page.search_description
    shown = snippet(opening, plan, length=SNIPPET_LENGTH) if opening else []
    if _marks(shown) >= len(plan.words):
        return shown
    whole = "\n".join(texts(page, without=without))
    if not whole:
        return shown
    other = snippet(whole, plan, length=SNIPPET_LENGTH)
    return other if _marks(other) > _marks(shown) or not shown else shown


def _marks(fragments) -> int:
    return len({fragment.text for fragment in fragments if fragment.kind})
