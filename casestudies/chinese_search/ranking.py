"""The order of the first candidates, the same on every database: BM25 over ideas, not words.

The database gives candidates in a coarse order; here the forms of each idea are counted
in the text of title and body. Forms of one idea add up before they saturate, a typed word
counts more than its synonyms, and a title more than a body.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from math import log

from .expressions import Leaf
from .queries import PART_WEIGHT, Term

#: How many of the first candidates are ordered here.
CANDIDATES = 100

_TITLE_WEIGHT = 4.0
_MOST_IN_TITLE = 2
_SATURATION = 1.5
_LENGTH_SHARE = 0.4
_USUAL_LENGTH = 300
#: What narrower and broader words alone can reach of what a name reaches.
_RELATED_SHARE = 0.3


@dataclass(frozen=True)
class Text:
    """What is counted of a candidate: padded canonical text, or padded tokens of it."""

    title: str
    body: str

    @property
    def whole(self) -> str:
        return self.title + self.body


class Ranking:
    """Scores texts for the terms of a query.

    ``needle`` turns a leaf into what is counted in a text; ``rarity`` maps
    what terms are known by, and their parts, to weights where these are known.
    """

    def __init__(self, terms: tuple[Term, ...], needle: Callable[[Leaf], str], rarity: Mapping):
        self._terms = [
            (
                term.weight * rarity.get(term.known_by, 1.0),
                [(weight, needle(leaf)) for leaf, weight in term.forms],
                [(rarity.get(leaf, 1.0), needle(leaf)) for leaf in term.parts],
                [(weight, needle(leaf)) for leaf, weight in term.related],
            )
            for term in terms
        ]

    def score(self, text: Text) -> float:
        """Return how much a text is about the query, from 0 on."""
        length = 1 - _LENGTH_SHARE + _LENGTH_SHARE * len(text.body) / _USUAL_LENGTH
        count = partial(_count, text=text, whole=text.whole, length=length)
        return sum(weight * _about(count, *counted) for weight, *counted in self._terms)


def rarity(found: int, known: int) -> float:
    """Return the weight of an idea that ``found`` of ``known`` entries have."""
    return log(1 + known / (found + 1))


def _about(count, forms, parts, related):
    """Return from 0 to 1 how much a text is about an idea; each list has weights and needles."""
    evidence = sum(weight * count(needle) for weight, needle in forms)
    if parts:
        found = ((weight, count(needle)) for weight, needle in parts)
        points = sum(weight * number / (number + 1) for weight, number in found)
        evidence += PART_WEIGHT * points / sum(weight for weight, _needle in parts)
    points = evidence / (evidence + _SATURATION)
    near = sum(weight * count(needle) for weight, needle in related)
    return points + _RELATED_SHARE * (1 - points) * near / (near + _SATURATION)


def _count(needle, text, whole, length):
    found = whole.count(needle)
    if not found:
        return 0.0
    in_title = text.title.count(needle)
    return _TITLE_WEIGHT * min(in_title, _MOST_IN_TITLE) + (found - in_title) / length
