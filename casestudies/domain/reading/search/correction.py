"""How a query that finds nothing may have been meant."""

import re
from functools import lru_cache

from ....chinese_search import vocabulary
from ....chinese_search.analysis import canonical
from ....chinese_search.spelling import corrections
from ....conf import MAX_SHORT_QUERY
from ....models.case import CasePage
from ..pages import readable
from ..scope import Scope
from .query import storable

#: So many corrections are tried.
MAX_TRIED = 3
#: Words of so many titles, the newest, are known to the correction.
TITLES_KNOWN = 200

_JOINTS = re.compile("[的和与及在从到让把被了 ]")


def correction(query, *, scope=None) -> str | None:
    """Return the likeliest other way to write a query that finds nothing as it stands.

    None if the query finds pages with all its words, if no correction does, or if it is
    longer than ``MAX_SHORT_QUERY``.
    """
    query, scope = storable(query), scope or Scope()
    if len(query) > MAX_SHORT_QUERY:
        return None
    names = [*vocabulary.current().names.values(), *_words_of_titles(scope.libraries)]
    likely = corrections(query, names)[:MAX_TRIED]
    if not likely:
        return None
    pages = readable(scope)
    if _has_strict(query, pages):
        return None
    return next((each for each in likely if _has_strict(each, pages)), None)


def _has_strict(query, pages) -> bool:
    """Whether one of the pages has all the words of the query."""
    results = pages.search(query)
    return results.has_strict() if hasattr(results, "has_strict") else bool(results[:1])


def _words_of_titles(libraries) -> tuple[str, ...]:
    cases = CasePage.objects.readable().filter(library__in=libraries)
    titles = cases.newest_first().values_list("title", flat=True)
    return _words(tuple(titles[:TITLES_KNOWN]))


@lru_cache(maxsize=4)
def _words(titles) -> tuple[str, ...]:
    """Return the pieces of titles between marks and joining characters."""
    pieces = (piece for title in titles for piece in _JOINTS.split(canonical(title)))
    return tuple(dict.fromkeys(piece for piece in pieces if len(piece) > 1))
