"""What a reader may have meant: a wrong 字 put right, and pinyin typed by mistake read.

Everything is measured against terms known to the site; of two that sound the same the one
named first is offered first. Nothing here knows whether a correction finds anything.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter

from . import sounds
from .analysis import HAN, canonical, fold, is_han

#: What is typed beyond this is not corrected.
MAX_QUERY = 50
MAX_CORRECTIONS = 6
#: Characters of a term, and terms joined to one word of letters.
MAX_TERM, MAX_JOINED = 12, 4
#: From this length on one character may be any other.
UNLIKE_FROM = 3
#: Abbreviations written in Latin letters in Chinese texts: initials of no term.
_OWN_WORDS = """
ai app cad cctv ceo cpu diy eap erp gdp gps hr hse iso it ktv led mba mes nba ok pc pdf pk plc ppt
qc qq tv usb vip vr wifi wps
"""
OWN_WORDS = frozenset(_OWN_WORDS.split())

#: How what was typed fits a term: it sounds the same, nearly, has one other character.
_SAME, _NEAR, _UNLIKE = range(3)
#: What a term may begin or end with: a character, or the letters up to one or to a blank.
_PIECE = re.compile(f"[{HAN}]|[^ {HAN}]+")


def corrections(query: str, terms: Iterable[str], *, surely: bool = False) -> list[str]:
    """Return other ways to write the query with known terms, the likeliest first.

    ``terms`` stand in the order of their weight; known terms in the query stay. With
    ``surely`` the terms sound exactly as what was typed. Never raises; the time is bounded
    whatever was typed.
    """
    words = map(canonical, fold(query[:MAX_QUERY]).split(" "))
    text = sounds.plain(" ".join(filter(None, words)))
    mends = sorted(_Typed(text, _indexed(tuple(terms))).mends())
    sure = [mend for mend in mends if mend[0] <= (_SAME if surely else _NEAR)]
    attempts = [sure] if surely else [sure, mends, *([mend] for mend in mends)]
    found = dict.fromkeys(_with(text, attempt) for attempt in attempts[: MAX_CORRECTIONS * 2])
    itself = canonical(text)
    return [each for each in found if canonical(each) != itself][:MAX_CORRECTIONS]


def _with(text, mends):
    """Return the text with those of the mends, in order, that do not overlap one before."""
    parts, taken = list(text), set()
    for *_sureness, start, _rank, end, written in mends:
        places = range(start, end)
        if taken.isdisjoint(places):
            taken.update(places)
            parts[start:end] = [written, *[""] * (len(places) - 1)]
    return "".join(parts)


class _Known:
    """Known terms, and all ways in which one may have been written."""

    def __init__(self, terms):
        self.names: dict[str, str] = {}
        for name in terms:
            self.names.setdefault(canonical(name), name)
        spoken = [text for text in self.names if 2 <= len(text) <= MAX_TERM and _is_han(text)]
        self.rank = {text: place for place, text in enumerate(spoken)}
        self.listed = f" {' '.join(spoken)} "
        self.written: dict[str, list[str]] = defaultdict(list)
        for text in spoken:
            for way in set(_ways(text)):
                self.written[way].append(text)

    def makes_words(self, window, place) -> bool:
        """Whether beside this place stands what makes many words: 男职工 is no wrong 女职工."""
        beside = {0: f".(?={window[1:3]})", len(window) - 1: f"(?<={window[-3:-1]})."}
        return place in beside and len(set(re.findall(beside[place], self.listed))) > 1


@lru_cache(maxsize=4)
def _indexed(terms):
    return _Known(terms)


def _is_han(text):
    return all(map(is_han, text))


def _ways(text):
    """Yield pinyin; pinyin without what is confused, in capitals; initials; with gaps."""
    for syllables in sounds.spelt(text):
        spelt = "".join(syllables)
        yield from (spelt, sounds.rough(spelt).upper(), f"-{sounds.initials(syllables)}")
    yield from _with_gap(text)


def _with_gap(text):
    """Return the text with each of its characters left out, if it is neither short nor long."""
    places = range(len(text)) if UNLIKE_FROM <= len(text) <= MAX_TERM else ()
    return [f"{text[:at]}?{text[at + 1 :]}" for at in places]


class _Typed:
    """A query, and what may have been meant at each of its places."""

    def __init__(self, text, known):
        self.text, self.known = text, known
        self.words = {*text.split()} - OWN_WORDS - known.names.keys()
        self.said = [next(iter(sounds.readings(each)), each.strip()) for each in text]
        spans = ((at, at + size) for at in range(len(text)) for size in range(2, MAX_TERM + 1))
        right = (range(*span) for span in spans if text[slice(*span)] in known.rank)
        self.right = {at for places in right for at in places}
        self.pieces = list(_PIECE.finditer(text))

    def mends(self):
        """Yield for each place what may be meant in the surest way in which anything may.

        A mend is how it fits, shortness, number of changes, start, rank, end and words: so
        the surest comes first.
        """
        for piece in self.pieces:
            read = [self._mend(piece.start(), *each) for each in self._read(piece.start())]
            found = [mend for mend in read if mend]
            yield from (mend for mend in found if mend[0] == min(found)[0])

    def _read(self, start):
        """Return the terms that may be meant from a place on, of joined ones the fewest."""
        stops = [piece.end() for piece in self.pieces if piece.end() > start][:MAX_TERM]
        ways = {start: (_SAME, ())}
        for _joined in range(MAX_JOINED):
            found = [
                (end, max(worst, how), (*terms, term))
                for place, (worst, terms) in ways.items()
                for end in range(place + 1, stops[-1] + 1)
                for how, term in self._meant(place, end)
            ]
            if whole := [each for each in found if each[0] in stops]:
                return whole
            ways = {end: way for end, *way in sorted(found, key=itemgetter(1), reverse=True)}
        return []

    def _meant(self, start, end):
        """Return how a part of the text fits terms, and these."""
        written, window = self.known.written, self.text[start:end]
        spelt = "".join(self.said[start:end])
        for how, way in ((_SAME, spelt), (_NEAR, sounds.rough(spelt).upper())):
            if way in written:
                return [(how, term) for term in written[way]]
        short = written.get(f"-{window}", ()) if window in self.words else ()
        if len(short) == 1:
            return [(_SAME, short[0])]
        gaps = [(at, way) for at, way in enumerate(_with_gap(window)) if way in written]
        ways = [way for at, way in gaps if not self.known.makes_words(window, at)]
        return [(_UNLIKE, term) for way in ways for term in written[way]]

    def _mend(self, start, end, how, terms):
        """Return what puts the terms there, or None where something right stands."""
        window, meant = self.text[start:end], "".join(terms)
        places = enumerate(zip(window, meant, strict=False), start)
        wrong = {at for at, (typed, right) in places if typed != right}
        if not _is_han(window.replace(" ", "")):
            how = _SAME
        elif not wrong or len(window) != len(meant):
            return None
        is_short = how == _NEAR and len(meant) == 2 and window not in self.words
        if is_short or wrong & self.right:
            return None
        rank, written = self.known.rank[terms[0]], " ".join(map(self.known.names.get, terms))
        return how, -len(meant), len(wrong), start, rank, end, written
