"""What the search box suggests while a reader types."""

import re
from dataclasses import dataclass

from wagtail.models import Page

from ....chinese_search import sounds
from ....chinese_search.analysis import canonical
from ....chinese_search.spelling import corrections
from ....conf import MAX_SHORT_QUERY
from ....enums import ResultKind
from ....models.topic import Topic
from ..kinds import kind_of
from ..pages import readable
from ..scope import Scope
from ..topics import with_number
from .query import storable

MAX_SUGGESTIONS = 8
#: Topics leave places for titles if there are titles.
MAX_TOPICS = 4
_TITLES_COMPARED = 24

_LATIN = re.compile("[a-z]")


@dataclass(frozen=True)
class Suggestion:
    """A topic or a page to go to, called ``text``.

    Where that is another name of a topic or a narrower term, ``topic`` is the topic's own name.
    """

    kind: ResultKind
    text: str
    target: Topic | Page
    topic: str = ""


def suggest(typed, *, scope=None) -> list[Suggestion]:
    """Return topics that have cases, then titles of readable pages, for what is being typed.

    At most ``MAX_SUGGESTIONS``; never raises for any text; 5 queries.
    """
    text = canonical(storable(typed)[:MAX_SHORT_QUERY])
    if not text:
        return []
    scope = scope or Scope()
    topics, titles = _topics(text, scope), _titles(text, readable(scope))
    places = max(MAX_TOPICS, MAX_SUGGESTIONS - len(titles))
    return [*topics[:places], *titles][:MAX_SUGGESTIONS]


def _topics(text, scope) -> list[Suggestion]:
    topics = list(with_number(scope.libraries).filter(number__gt=0))
    found = _matching(text, topics)
    if not found and len(text) > 1:
        names = [name for topic in topics for name, _weight in _names(topic)]
        for corrected in corrections(text, names)[:1]:
            found = _matching(canonical(corrected), topics)
    return found


def _matching(text, topics) -> list[Suggestion]:
    """Return the topics with a name that matches, the best match first."""
    found = []
    for place, topic in enumerate(topics):
        matches = (
            (nearness, weight, name)
            for name, weight in _names(topic)
            if (nearness := _nearness(text, name)) is not None
        )
        best = min(matches, key=lambda match: match[:2], default=None)
        if best:
            found.append((*best[:2], -topic.number, place, best[2]))
    return [
        Suggestion(ResultKind.TOPIC, name, topics[place], topics[place].name if weight else "")
        for _nearness, weight, _number, place, name in sorted(found)
    ]


def _names(topic):
    """Yield the names that lead to a topic, its own with the weight 0, then others."""
    yield topic.name, 0
    for name in topic.synonym_list:
        yield name, 1
    for names in topic.narrower_list:
        for name in names:
            yield name, 2


def _nearness(text, name) -> int | None:
    """Return 0 for the name itself, 1 for its beginning, 2 for a part of it or its initials."""
    known = canonical(name)
    if known == text:
        return 0
    if known.startswith(text):
        return 1
    if len(text) > 1 and text in known:
        return 2
    letters = sounds.plain("".join(text.split()))
    if not _LATIN.search(letters):
        return None
    if sounds.begins(letters, known):
        return 0 if len(letters) in sounds.ends(letters, known) else 1
    return 2 if len(letters) > 1 and sounds.is_initials(letters, known, whole=False) else None


def _titles(text, pages) -> list[Suggestion]:
    """Return pages whose title has the text, those that begin with it first, the newest first."""
    newest_first = pages.order_by("-id")
    found = newest_first.autocomplete(text, operator="and", order_by_relevance=False)
    newest = list(found[:_TITLES_COMPARED])
    newest.sort(key=lambda page: not canonical(page.title).startswith(text))
    return [Suggestion(kind_of(page), page.title, page) for page in newest[:MAX_SUGGESTIONS]]
