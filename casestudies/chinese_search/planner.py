"""How a query becomes words with their forms, without a dictionary.

The site's vocabulary, words of asking and words of office language are recognised; what
is left between them is a word as it stands and, from four characters on, also the words
of two characters it is made of.
"""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from .analysis import HAN, canonical, fold, is_han
from .common_words import STOP, WEAK, WHOLE
from .vocabulary import Form, Vocabulary

#: What is typed beyond this is not read.
MAX_QUERY = 255
MAX_WORDS = 8
#: From this length on an unknown word is also looked for in parts.
COMPOUND = 4
LONGEST_COMPOUND = 9
#: Of a whole sentence without a mark so many parts are looked for.
MAX_PARTS = 16
_LONGEST_COMMON = max(map(len, STOP | WEAK))
_INSIDE_WORD = f"(?<=[^ {HAN}])(?=[^ {HAN}])"
#: A blank of canonical text stands for a mark where the script does not change.
_MARK = f"(?<=[{HAN}]) (?=[{HAN}])|(?<=[^ {HAN}]) (?=[^ {HAN}])"
#: At the first query and not when a site starts: each takes 5 ms.
_compiled = cache(re.compile)


@dataclass(frozen=True)
class Word:
    """One idea of a query: any of ``forms`` stands for it.

    ``cuts`` are the ways in which an unknown compound may be made of shorter words.
    """

    typed: str
    forms: tuple[Form, ...]
    cuts: tuple[tuple[str, ...], ...] = ()
    required: bool = True
    prefix: bool = False


@dataclass(frozen=True)
class Plan:
    """A query understood: falsy when nothing in it can be searched."""

    typed: str = ""
    words: tuple[Word, ...] = ()

    def __bool__(self):
        return bool(self.words)

    @property
    def required(self) -> tuple[Word, ...]:
        """The words all of which strict results have."""
        return tuple(word for word in self.words if word.required) or self.words


@lru_cache(maxsize=256)
def plan(query: str, vocabulary: Vocabulary, *, prefix: bool = False) -> Plan:
    """Return the plan of a query; with ``prefix`` its last word may be unfinished."""
    query = query[:MAX_QUERY]
    chunks = [text for text in map(canonical, fold(query).split(" ")) if text]
    pieces = [piece for chunk in chunks for piece in _pieces(chunk, vocabulary, whole=prefix)]
    if not prefix:
        pieces = [piece for piece in pieces if piece not in STOP] or pieces
    pieces = list(dict.fromkeys(pieces))[:MAX_WORDS]
    words = [_word(piece, vocabulary, required=prefix or piece not in WEAK) for piece in pieces]
    if prefix:
        words[-1:] = [replace(word, prefix=True) for word in words[-1:]]
    return Plan(canonical(query), tuple(words))


def _word(text, vocabulary, required):
    found = () if text in vocabulary else cuts(text)
    return Word(text, vocabulary.forms(text), found, required)


def cuts(text: str) -> tuple[tuple[str, ...], ...]:
    """Return every way to cut a compound: where the script changes, or in words of 2 and 3."""
    runs = tuple(text.split())
    if len(runs) > 1:
        # «1998年» is one thing, «QQ群» may be «QQ工作群».
        whole = any(run.isdecimal() for run in runs) and any(len(run) == 1 for run in runs)
        return () if whole else (runs,)
    if len(text) < COMPOUND or not is_han(text):
        return ()
    if len(text) > LONGEST_COMPOUND:
        even = [text[place : place + 2] for place in range(0, len(text) - 1, 2)]
        return (tuple(dict.fromkeys([*even, text[-2:]]))[:MAX_PARTS],)
    return tuple(_in_words(text))


def _in_words(text):
    if len(text) in (2, 3):
        yield (text,)
    for size in (2, 3):
        if len(text) - size >= 2:
            for rest in _in_words(text[size:]):
                yield (text[:size], *rest)


def _pieces(chunk, vocabulary, whole):
    """Cut a chunk where known words are; ``whole`` keeps words of asking in place."""
    known = _known_at(chunk, vocabulary, whole)
    pieces, left = [], 0
    for start, end in _cheapest_cut(chunk, known):
        pieces += _unknown(chunk[left:start])
        pieces.append(chunk[start:end])
        left = end
    return pieces + _unknown(chunk[left:])


def _unknown(text):
    """What is left: apart where marks stood, together where only the script changes."""
    return [piece for piece in _compiled(_MARK).split(text.strip()) if piece]


def _known_at(chunk, vocabulary, whole):
    """Return for each place the ends of the known words that begin there."""
    common = frozenset() if whole else STOP | WEAK
    longest = max(vocabulary.longest_name, _LONGEST_COMMON)
    inside = {found.start() for found in _compiled(_INSIDE_WORD).finditer(chunk)}
    places = [place for place in range(len(chunk) + 1) if place not in inside]
    return {
        start: [
            end
            for end in places
            if start < end <= start + longest
            and (chunk[start:end] in vocabulary or _is_common(chunk, start, end, common))
        ]
        for start in places
    }


def _is_common(chunk, start, end, common):
    if chunk[start:end] not in common:
        return False
    if end - start > 1 or len(chunk) == 1:
        return True
    return start > 0 and chunk[start - 1 : end] not in WHOLE and chunk[start : end + 1] not in WHOLE


#: What a cut costs: a known word, each character that is left, one left on its own.
_KNOWN_COST, _LEFT_COST, _LONE_COST = 0.5, 1.0, 2.5


def _cheapest_cut(chunk, known):
    """Return the places of the known words in the cheapest cut, the longest first on a tie."""
    size = len(chunk)
    best = [(0.0, ())] * (size + 1)
    for start in range(size - 1, -1, -1):
        choices = [
            (_KNOWN_COST + best[end][0], ((start, end), *best[end][1]))
            for end in reversed(known.get(start, ()))
        ]
        # What is left is made of pieces of one to three; only one on its own costs more.
        for end in range(start + 1, min(start + 3, size) + 1):
            lone = end - start == 1 and is_han(chunk[start]) and size > 1
            cost = _LEFT_COST * (end - start) + _LONE_COST * lone
            choices.append((cost + best[end][0], best[end][1]))
        best[start] = min(choices, key=lambda choice: choice[0])
    return best[0][1]
