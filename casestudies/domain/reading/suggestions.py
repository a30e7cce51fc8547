"""What the search box offers while a reader types, and what a reader may have meant."""

import re
from dataclasses import dataclass
from functools import lru_cache

from wagtail.models import Page

from ...chinese_search import sounds, vocabulary
from ...chinese_search.analysis import canonical
from ...chinese_search.spelling import corrections
from ...conf import MAX_SHORT_QUESTION
from ...enums import ResultKind
from ...models.case import CasePage
from ...models.topic import Topic
from .kinds import kind_of
from .pages import readable
from .topics import with_number

MAX_SUGGESTIONS = 8
#: Topics leave places for titles if there are titles.
MAX_TOPICS = 4
#: So many corrections are tried.
MAX_TRIED = 3
#: Words of so many titles, the newest, are known to the correction.
TITLES_KNOWN = 200
_TITLES_COMPARED = 24

_LATIN = re.compile("[a-z]")
_JOINTS = re.compile("[的和与及在从到让把被了 ]")


@dataclass(frozen=True)
class Suggestion:
    """A topic or a page to go to, called ``text``.

    Where that is another name of a topic or a narrower term, ``topic`` is the topic's own name.
    """

    kind: ResultKind
    text: str
    target: Topic | Page
    topic: str = ""


def suggest(typed, *, site=None) -> list[Suggestion]:
    """Return topics that have cases, then titles of readable pages, for what is being typed.

    At most ``MAX_SUGGESTIONS``; never raises for any text; 4 queries.
    """
    text = canonical(storable(typed)[:MAX_SHORT_QUESTION])
    if not text:
        return []
    topics, titles = _topics(text), _titles(text, readable(site))
    places = max(MAX_TOPICS, MAX_SUGGESTIONS - len(titles))
    return [*topics[:places], *titles][:MAX_SUGGESTIONS]


def did_you_mean(question, *, site=None) -> str | None:
    """Return the likeliest other way to write a question that finds nothing as it stands.

    None if the question finds pages with all its words, if no correction does, or if it is
    longer than ``MAX_SHORT_QUESTION``.
    """
    question = storable(question)
    if len(question) > MAX_SHORT_QUESTION:
        return None
    names = [*vocabulary.current().names.values(), *_words_of_titles()]
    offered = corrections(question, names)[:MAX_TRIED]
    if not offered:
        return None
    pages = readable(site)
    if _finds(question, pages):
        return None
    return next((each for each in offered if _finds(each, pages)), None)


def storable(text) -> str:
    """Return the text without what databases refuse: NUL and lone surrogates."""
    return " ".join(text.replace("\x00", "").encode("utf-8", "ignore").decode().split())


# --- while typing --------------------------------------------------------------------


def _topics(text) -> list[Suggestion]:
    topics = list(with_number().filter(number__gt=0))
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


# --- what was meant ------------------------------------------------------------------


def _finds(question, pages) -> bool:
    """Whether one of the pages has all the words of the question."""
    results = pages.search(question)
    return results.has_strict() if hasattr(results, "has_strict") else bool(results[:1])


def _words_of_titles() -> tuple[str, ...]:
    titles = CasePage.objects.readable().newest_first().values_list("title", flat=True)
    return _words(tuple(titles[:TITLES_KNOWN]))


@lru_cache(maxsize=4)
def _words(titles) -> tuple[str, ...]:
    """Return the pieces of titles between marks and joining characters."""
    pieces = (piece for title in titles for piece in _JOINTS.split(canonical(title)))
    return tuple(dict.fromkeys(piece for piece in pieces if len(piece) > 1))
