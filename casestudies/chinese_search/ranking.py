"""The order of the first candidates, the same on every database: BM25 over ideas, not words.

The database gives candidates in a coarse order; here the forms of each idea are counted
in the text of title and body. Forms of one idea add up before they saturate, a typed word
counts more than its synonyms, and a title more than a body.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True)
class _Counted:
    """A term with its leaves turned into what to count."""

    weight: float
    forms: list[tuple[float, str]]
    related: list[tuple[float, str]]
    parts: list[tuple[float, str]]


class Ranking:
    """Scores texts for the terms of a question.

    ``needle`` turns a leaf into what is counted in a text; ``rarity`` maps
    what terms are known by, and their parts, to weights where these are known.
    """

    def __init__(self, terms: tuple[Term, ...], needle: Callable[[Leaf], str], rarity: Mapping):
        self._terms = [
            _Counted(
                term.weight * rarity.get(term.known_by, 1.0),
                [(weight, needle(leaf)) for leaf, weight in term.forms],
                [(weight, needle(leaf)) for leaf, weight in term.related],
                [(rarity.get(leaf, 1.0), needle(leaf)) for leaf in term.parts],
            )
            for term in terms
        ]

    def score(self, text: Text) -> float:
        """Return how much a text is about the question, from 0 on."""
        whole = text.whole
        length = 1 - _LENGTH_SHARE + _LENGTH_SHARE * len(text.body) / _USUAL_LENGTH
        return sum(term.weight * _about(term, text, whole, length) for term in self._terms)


def rarity(found: int, known: int) -> float:
    """Return the weight of an idea that ``found`` of ``known`` entries have."""
    return log(1 + known / (found + 1))


def _about(term, text, whole, length):
    evidence = sum(weight * _count(needle, text, whole, length) for weight, needle in term.forms)
    if term.parts:
        evidence += PART_WEIGHT * _of_parts(term.parts, text, whole, length)
    points = evidence / (evidence + _SATURATION)
    if term.related:
        near = sum(weight * _count(needle, text, whole, length) for weight, needle in term.related)
        points += _RELATED_SHARE * (1 - points) * near / (near + _SATURATION)
    return points


def _of_parts(parts, text, whole, length):
    found = 0.0
    for weight, needle in parts:
        count = _count(needle, text, whole, length)
        found += weight * count / (count + 1)
    return found / sum(weight for weight, _needle in parts)


def _count(needle, text, whole, length):
    found = whole.count(needle)
    if not found:
        return 0.0
    in_title = text.title.count(needle)
    return _TITLE_WEIGHT * min(in_title, _MOST_IN_TITLE) + (found - in_title) / length
