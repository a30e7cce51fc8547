"""The order of the first candidates, the same on every database: BM25 over ideas, not words.

The database gives candidates in a coarse order; here the forms of each idea are counted
in the canonical text of title and body. Forms of one idea add up before they saturate, a
typed word stands above its synonyms, a title above a body, and what is typed as a whole
above its parts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log

from .questions import Question, Term

#: How many of the first candidates are ordered here.
CANDIDATES = 200
#: Of longer texts only the beginning is counted.
MAX_COUNTED = 20_000

_TITLE_WEIGHT = 3.0
_SATURATION = 1.5
_LENGTH_SHARE = 0.4
_USUAL_LENGTH = 300
_TYPED_BONUS = 0.25
_WHOLE_BONUS = 0.5


@dataclass(frozen=True)
class Text:
    """What is counted of a candidate: padded canonical text, or padded tokens of it."""

    title: str
    body: str


def score(question: Question, text: Text, needle, rarity: Mapping[Term, float]) -> float:
    """Return how much a text is about a question; ``needle`` turns a leaf into what to count."""
    length = 1 - _LENGTH_SHARE + _LENGTH_SHARE * len(text.body) / _USUAL_LENGTH
    points = 0.0
    for term in question.terms:
        points += term.weight * rarity.get(term, 1.0) * _about(term, text, needle, length)
    return points


def _about(term, text, needle, length):
    counts = [(weight, _count(needle(leaf), text, length)) for leaf, weight in term.forms]
    evidence = sum(weight * count for weight, count in counts)
    if term.parts:
        evidence += _of_parts(term, text, needle, length)
    points = evidence / (evidence + _SATURATION)
    return points + _TYPED_BONUS * bool(counts[0][1])


def _of_parts(term, text, needle, length):
    from .questions import PART_WEIGHT

    counts = [_count(needle(leaf), text, length) for leaf in term.parts]
    return PART_WEIGHT * sum(count / (count + 1) for count in counts) / len(counts)


def _count(needle, text, length):
    return _TITLE_WEIGHT * min(text.title.count(needle), 2) + text.body.count(needle) / length


def rarity(found: int, known: int) -> float:
    """Return the weight of an idea that ``found`` of ``known`` entries have."""
    return log(1 + known / (found + 1))
