"""Marks what a query found in the original text, and cuts the best passage out of it.

The index holds folded pieces; readers see the text as it was written. So the text is
folded once more, character by character, with the place each character came from.
"""

import re
from dataclasses import dataclass

from .analysis import folded_with_places, is_han
from .expressions import Leaf
from .planner import Plan
from .vocabulary import FormKind

TYPED = "typed"
SYNONYM = "synonym"
#: Only the beginning of longer texts is read.
MAX_CHARACTERS = 20_000
_SENTENCE_ENDS = "。！？；!?;\n"
_PAUSES = _SENTENCE_ENDS + "，、：,:"


@dataclass(frozen=True)
class Fragment:
    """A piece of the original text; ``kind`` is empty, ``typed`` or ``synonym``."""

    text: str
    kind: str = ""


@dataclass(frozen=True)
class _Span:
    start: int
    end: int
    kind: str
    found: str


def marked(text: str, plan: Plan) -> list[Fragment]:
    """Return the whole text in fragments, what the plan's words found in it marked."""
    return _fragments(text, _spans(text, plan), 0, len(text))


def snippet(text: str, plan: Plan, length: int = 90) -> list[Fragment]:
    """Return about ``length`` characters where most of the plan's words stand, marked.

    Begins and ends at a pause if one is near; … shows where text was left out. Without
    any word of the plan it is the beginning of the text.
    """
    text = " ".join(text[:MAX_CHARACTERS].split())
    spans = _spans(text, plan)
    start = _begin(text, _densest(spans, length), length)
    end = _end(text, start, length)
    before, after = "…" * (start > 0), "…" * (end < len(text))
    found = [Fragment(before), *_fragments(text, spans, start, end), Fragment(after)]
    return [fragment for fragment in found if fragment.text]


def _spans(text, plan):
    """Return where the words stand, typed before synonyms, long before short, none twice."""
    folded, places = folded_with_places(text[:MAX_CHARACTERS])
    taken, spans = set(), []
    for leaf, kind in _sought(plan):
        for occurrence in re.finditer(_pattern(leaf), folded):
            first, last = places[occurrence.start()], places[occurrence.end() - 1] + 1
            if taken.isdisjoint(range(first, last)):
                taken.update(range(first, last))
                spans.append(_Span(first, last, kind, leaf.text))
    return sorted(spans, key=lambda span: span.start)


def _sought(plan):
    forms = [
        (Leaf(form.text, prefix=word.prefix), TYPED if form.kind == FormKind.TYPED else SYNONYM)
        for word in plan.words
        for form in word.forms
    ]
    parts = [(Leaf(part), TYPED) for word in plan.words for cut in word.cuts[:1] for part in cut]
    forms.sort(key=lambda found: (found[1] != TYPED, -len(found[0].text)))
    return [*forms, *parts]


def _pattern(leaf):
    """Return what finds a leaf in folded text; a word of letters only as a whole word."""
    start = "" if is_han(leaf.text) else "(?<![^ ])"
    end = "" if leaf.prefix or is_han(leaf.text[-1]) else "(?![^ ])"
    return f"{start}{re.escape(leaf.text)}{end}"


def _densest(spans, length):
    """Return the place from which most different words are within reach."""
    best, best_points = 0, 0.0
    for place, first in enumerate(spans):
        near = [span for span in spans[place : place + 40] if span.end <= first.start + length]
        points = len({span.found for span in near}) + 0.1 * len(near)
        points += 0.5 * any(span.kind == TYPED for span in near)
        if points > best_points:
            best, best_points = first.start, points
    return best


def _begin(text, place, length):
    """Step back from the first word to where its sentence or at least its clause begins."""
    if place < length // 2:
        return 0
    earliest = place - length // 3
    return _pause(text, range(place, earliest, -1)) or max(place - length // 6, 0)


def _end(text, start, length):
    end = start + length
    if end >= len(text):
        return len(text)
    return _pause(text, range(end, end - length // 4, -1)) or end


def _pause(text, places):
    """Return the first place after the end of a sentence, else after any pause, else 0."""
    pauses = (at for marks in (_SENTENCE_ENDS, _PAUSES) for at in places if text[at - 1] in marks)
    return next(pauses, 0)


def _fragments(text, spans, start, end):
    fragments, at = [], start
    for span in spans:
        if span.start >= at and span.end <= end:
            between, found = text[at : span.start], text[span.start : span.end]
            fragments += [Fragment(between), Fragment(found, span.kind)]
            at = span.end
    return [each for each in (*fragments, Fragment(text[at:end])) if each.text]
