"""What a reader may have meant: a wrong 字 put right, and pinyin typed by mistake read.

Everything is measured against terms known to the site; of two that sound the same the one
named first is offered first. Nothing here knows whether a correction finds anything.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from . import sounds
from .analysis import canonical, fold, is_han

#: What is typed beyond this is not corrected.
MAX_QUESTION = 50
MAX_CORRECTIONS = 6
#: Characters of a term, letters of a syllable (zhuang).
MAX_TERM, MAX_SYLLABLE = 12, 6
#: Words of Latin letters joined to one term, and terms that one such word may hold.
MAX_SYLLABLES, MAX_JOINED = 10, 4
#: From this length on one character may be any other.
UNLIKE_FROM = 3
#: Abbreviations written in Latin letters in Chinese texts: never pinyin.
_OWN_WORDS = """
ai app cad cctv ceo cpu diy eap erp gdp gps hr hse iso it ktv led mba mes nba ok pc pdf pk plc ppt
qc qq tv usb vip vr wifi wps
"""
OWN_WORDS = frozenset(_OWN_WORDS.split())

#: How a window of the question differs from a term, from the surest on.
_SOUNDS_SAME, _SOUNDS_NEAR, _ONE_UNLIKE = range(3)


def corrections(question: str, terms: Iterable[str], *, surely: bool = False) -> list[str]:
    """Return other ways to write the question with known terms, the likeliest first.

    ``terms`` stand in the order of their weight; known terms in the question stay. With
    ``surely`` the terms sound exactly as what was typed. Never raises; the time is bounded
    whatever was typed.
    """
    known = _indexed(tuple(terms))
    words = map(canonical, fold(question[:MAX_QUESTION]).split(" "))
    text = " ".join(filter(None, words))
    found = dict.fromkeys(_read(text, known) or _mended(text, known, surely))
    itself = canonical(text)
    return [each for each in found if canonical(each) != itself][:MAX_CORRECTIONS]


class _Known:
    """Known terms, with one way to those that a question may mean at some place."""

    def __init__(self, terms):
        self.names: dict[str, str] = {}
        for name in terms:
            self.names.setdefault(canonical(name), name)
        spoken = [text for text in self.names if 2 <= len(text) <= MAX_TERM and _is_han(text)]
        self.rank = {text: place for place, text in enumerate(spoken)}
        self.listed = f" {' '.join(spoken)} "
        #: By the first syllable, roughly; the first letter, as a capital; the second character.
        self.led_by: dict[str, list[str]] = defaultdict(list)
        for text in spoken:
            letters = {sound[0].upper() for sound in sounds.readings(text[0])}
            for lead in {*sounds.readings(text[0], True), *letters, text[1]}:
                self.led_by[lead].append(text)

    def led_by_any(self, leads) -> set[str]:
        return {text for lead in leads for text in self.led_by.get(lead, ())}


@lru_cache(maxsize=4)
def _indexed(terms):
    return _Known(terms)


def _is_han(text):
    return all(map(is_han, text))


# --- pinyin --------------------------------------------------------------------------


def _read(text, known) -> list[str]:
    """Return the text with pinyin read as terms; nothing if none of it can be."""
    words, read = text.split(), []
    while words:
        sizes = range(min(len(words), MAX_SYLLABLES), 0, -1)
        spelt = ((size, _terms_spelt(words[:size], known)) for size in sizes)
        size, terms = next((each for each in spelt if each[1]), (1, words[:1]))
        read.append(terms)
        words = words[size:]
    most = max(map(len, read), default=0)
    found = [" ".join(each[min(choice, len(each) - 1)] for each in read) for choice in range(most)]
    return [each for each in found if each != text]


def _terms_spelt(words, known) -> list[str]:
    """Return the terms that the words together are the pinyin or the initials of."""
    typed = sounds.plain("".join(words))
    if len(typed) < 2 or _is_han(typed) or not all(_may_be_pinyin(word, known) for word in words):
        return []
    is_one = len(words) == 1
    if found := _spoken(typed, known, is_one) or _spoken(typed, known, is_one, roughly=True):
        return found
    same = [text for text in known.led_by_any(typed[0].upper()) if sounds.is_initials(typed, text)]
    return [known.names[same[0]]] if is_one and len(same) == 1 else []


def _may_be_pinyin(word, known):
    letters = word.isascii() and word.isalpha() and word not in OWN_WORDS
    return (letters or _is_han(word)) and word not in known.names


def _spoken(typed, known, is_joined, *, roughly=False) -> list[str]:
    """Return the terms that sound as typed; where there is none, the fewest that together do."""
    typed = sounds.rough(typed) if roughly else typed
    ways: dict[int, list[tuple[str, ...]]] = {0: [()]}
    for place in range(len(typed) if is_joined else 1):
        so_far = ways.get(place, [None])[0]
        if so_far is None or len(so_far) == MAX_JOINED:
            continue
        for text in sorted(known.led_by_any(_leads(typed, place)), key=known.rank.get):
            way = (*so_far, known.names[text])
            for end in sounds.ends(typed, text, place, roughly=roughly):
                if end not in ways or len(way) < len(ways[end][0]):
                    ways[end] = [way]
                elif place == 0:
                    ways[end].append(way)
    return [" ".join(way) for way in ways.get(len(typed), ())]


def _leads(typed, place):
    if is_han(typed[place]):
        return sounds.readings(typed[place], True)
    sizes = range(1, MAX_SYLLABLE + 1)
    return {sounds.rough(typed[place : place + size]) for size in sizes}


# --- characters ----------------------------------------------------------------------


def _mended(text, known, surely) -> list[str]:
    """Return the text with wrong characters put right: the sure ones, all, each alone."""
    mends = sorted(_mends(text, known))
    if surely:
        attempts = [[mend for mend in mends if mend[0] == _SOUNDS_SAME]]
    else:
        sure = [mend for mend in mends if mend[0] != _ONE_UNLIKE]
        attempts = [sure, mends, *([mend] for mend in mends)][: MAX_CORRECTIONS * 2]
    return [_with(text, attempt, known) for attempt in attempts]


def _with(text, mends, known):
    """Return the text with those of the mends, in order, that do not overlap one before."""
    parts, taken = list(text), set()
    for *_sureness, start, _rank, term in mends:
        places = range(start, start + len(term))
        if taken.isdisjoint(places):
            taken.update(places)
            parts[start : start + len(term)] = [known.names[term], *[""] * (len(term) - 1)]
    return "".join(parts)


def _mends(text, known):
    """Yield what may be put right: kind, shortness, characters, place, rank and term.

    The order of these is from the surest to the least sure.
    """
    spans = ((start, start + size) for start in range(len(text)) for size in range(2, MAX_TERM + 1))
    right = {
        at for start, end in spans if text[start:end] in known.rank for at in range(start, end)
    }
    alone = set(text.split())
    for start in range(len(text) - 1):
        leads = (*sounds.readings(text[start], True)[:1], text[start + 1])
        for term in known.led_by_any(leads):
            window = text[start : start + len(term)]
            if len(window) < len(term) or window == term or not _is_han(window):
                continue
            wrong = [at for at in range(len(term)) if window[at] != term[at]]
            if right.isdisjoint(start + at for at in wrong):
                kind = _difference(window, term, wrong, known, is_alone=window in alone)
                if kind is not None:
                    yield kind, -len(term), len(wrong), start, known.rank[term], term


def _difference(window, term, wrong, known, *, is_alone) -> int | None:
    """Return how the window differs from the term, or None if it is another word."""
    pairs = [(window[at], term[at]) for at in wrong]
    if all(sounds.same(*pair) for pair in pairs):
        return _SOUNDS_SAME
    if (len(term) > 2 or is_alone) and all(sounds.same(*pair, roughly=True) for pair in pairs):
        return _SOUNDS_NEAR
    if len(wrong) == 1 and len(term) >= UNLIKE_FROM and not _makes_words(window, wrong[0], known):
        return _ONE_UNLIKE
    return None


def _makes_words(window, place, known) -> bool:
    """Whether beside this place stands what makes many words: 男职工 is no wrong 女职工."""
    beside = {0: f".(?={window[1:3]})", len(window) - 1: f"(?<={window[-3:-1]})."}
    return place in beside and len(set(re.findall(beside[place], known.listed))) > 1
