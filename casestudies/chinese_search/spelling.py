"""What a reader may have meant: a wrong 字 put right, and pinyin typed by mistake read.

Everything is measured against terms known to the site; of two that sound the same the one
named first is offered first. Nothing here knows whether a correction finds anything.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from . import sounds
from .analysis import canonical, fold, is_han

#: What is typed beyond this is not corrected.
MAX_QUESTION = 50
MAX_CORRECTIONS = 6
MAX_TERM = 12
#: zhuang.
MAX_SYLLABLE = 6
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


@dataclass(frozen=True, order=True)
class _Mend:
    """A term for a window of a chunk; the order is from the surest to the least sure."""

    kind: int
    shortness: int
    changed: int
    place: int
    rank: int
    name: str = field(compare=False)
    chunk: int = field(compare=False)
    end: int = field(compare=False)

    def overlaps(self, other):
        return self.chunk == other.chunk and self.place < other.end and other.place < self.end


def corrections(question: str, terms: Iterable[str], *, surely: bool = False) -> list[str]:
    """Return other ways to write the question with known terms, the likeliest first.

    ``terms`` stand in the order of their weight; known terms in the question stay. With
    ``surely`` the terms sound exactly as what was typed. Never raises; the time is bounded
    whatever was typed.
    """
    index = _indexed(tuple(terms))
    folded = fold(question[:MAX_QUESTION]).split(" ")
    chunks = [text for text in map(canonical, folded) if text]
    found = _read_letters(chunks, index) or _mended(chunks, index, surely)
    itself = " ".join(chunks)
    return [each for each in dict.fromkeys(found) if canonical(each) != canonical(itself)][
        :MAX_CORRECTIONS
    ]


class _Index:
    """Known terms by what may lead to them from a question."""

    def __init__(self, terms):
        self.names: dict[str, str] = {}
        for name in terms:
            self.names.setdefault(canonical(name), name)
        self.spoken = [text for text in self.names if self._is_spoken(text)]
        self.rank = {text: place for place, text in enumerate(self.spoken)}
        self.longest = max(map(len, self.spoken), default=0)
        self.by_sound: dict[tuple, list[str]] = defaultdict(list)
        self.by_character: dict[tuple, list[str]] = defaultdict(list)
        self.by_syllable: dict[str, list[str]] = defaultdict(list)
        self.by_letter: dict[str, list[str]] = defaultdict(list)
        self.before: dict[str, set[str]] = defaultdict(set)
        self.after: dict[str, set[str]] = defaultdict(set)
        for text in self.spoken:
            self._learn(text)

    @staticmethod
    def _is_spoken(text):
        return 2 <= len(text) <= MAX_TERM and all(map(is_han, text))

    def _learn(self, text):
        for sound in sounds.rough_readings(text[0]):
            self.by_sound[len(text), sound].append(text)
        first = {*sounds.readings(text[0]), *sounds.rough_readings(text[0])}
        for sound in first:
            self.by_syllable[sound].append(text)
        for letter in {sound[0] for sound in first}:
            self.by_letter[letter].append(text)
        for place in (0, 1):
            self.by_character[len(text), place, text[place]].append(text)
        padded = f" {text} "
        for place in range(1, len(text)):
            pair = padded[place : place + 2]
            self.before[pair].add(padded[place - 1])
            self.after[pair].add(padded[place + 2])

    def candidates(self, window) -> set[str]:
        """Return the terms of this length that may be meant by a window of characters."""
        size = len(window)
        found = set()
        for sound in sounds.rough_readings(window[0])[:1]:
            found.update(self.by_sound.get((size, sound), ()))
        if size >= UNLIKE_FROM:
            for place in (0, 1):
                found.update(self.by_character.get((size, place, window[place]), ()))
        found.discard(window)
        return found

    def makes_words(self, window, place) -> bool:
        """Whether beside this place stands what makes many words: 男职工 is no wrong 女职工."""
        if place == 0:
            return len(self.before.get(window[1:3], ())) > 1
        if place == len(window) - 1:
            return len(self.after.get(window[-3:-1], ())) > 1
        return False


@lru_cache(maxsize=4)
def _indexed(terms):
    return _Index(terms)


# --- pinyin --------------------------------------------------------------------------


def _read_letters(chunks, index) -> list[str]:
    """Return the question with pinyin read as terms; nothing if none of it can be."""
    words = [word for chunk in chunks for word in chunk.split()]
    read, place = [], 0
    while place < len(words):
        for end in range(min(len(words), place + MAX_SYLLABLES), place, -1):
            if found := _terms_spelt(words[place:end], index):
                read.append(found)
                place = end
                break
        else:
            read.append([words[place]])
            place += 1
    most = max(map(len, read), default=0)
    return [
        " ".join(choices[min(choice, len(choices) - 1)] for choices in read)
        for choice in range(most)
        if any(choices != [word] for choices, word in zip(read, words, strict=False))
    ]


def _terms_spelt(words, index) -> list[str]:
    """Return the terms that the words together are the pinyin or the initials of."""
    if not all(_is_pinyin(word, index) for word in words):
        return []
    typed = sounds.plain("".join(words))
    if len(typed) < 2 or all(map(is_han, typed)):
        return []
    for roughly in (False, True):
        found = _whole_terms(typed, index, roughly)
        if not found and len(words) == 1:
            found = _joined_terms(typed, index, roughly)
        if found:
            return found
    if len(words) == 1 and len(typed) <= MAX_TERM:
        same = [
            text for text in index.by_letter.get(typed[0], ()) if sounds.is_initials(typed, text)
        ]
        return [index.names[same[0]]] if len(same) == 1 else []
    return []


def _is_pinyin(word, index):
    if all(map(is_han, word)):
        return word not in index.names
    letters = word.isascii() and word.isalpha()
    return letters and word not in OWN_WORDS and word not in index.names


def _from(typed, place, index):
    """Return the terms that may begin at a place of typed pinyin, each once."""
    if is_han(typed[place]):
        first = {*sounds.readings(typed[place]), *sounds.rough_readings(typed[place])}
    else:
        first = {typed[place : place + size] for size in range(1, MAX_SYLLABLE + 1)}
    return {text for sound in first for text in index.by_syllable.get(sound, ())}


def _whole_terms(typed, index, roughly):
    typed = sounds.rough(typed) if roughly else typed
    found = {
        text
        for text in _from(typed, 0, index)
        if len(typed) in sounds.ends(typed, text, roughly=roughly)
    }
    return [index.names[text] for text in sorted(found, key=index.rank.get)]


def _joined_terms(typed, index, roughly):
    """Return the fewest terms whose pinyin together is what was typed, joined by blanks."""
    typed = sounds.rough(typed) if roughly else typed
    best: dict[int, tuple[str, ...]] = {0: ()}
    for place in range(len(typed)):
        so_far = best.get(place)
        if so_far is None or len(so_far) >= MAX_JOINED:
            continue
        for text in sorted(_from(typed, place, index), key=index.rank.get):
            for end in sounds.ends(typed, text, place, roughly=roughly):
                if end not in best or len(best[end]) > len(so_far) + 1:
                    best[end] = (*so_far, text)
    return [" ".join(index.names[text] for text in best[len(typed)])] if len(typed) in best else []


# --- characters ----------------------------------------------------------------------


def _mended(chunks, index, surely) -> list[str]:
    """Return the question with wrong characters put right: the sure ones, all, each alone."""
    mends = sorted(
        mend
        for number, chunk in enumerate(chunks)
        for mend in _mends(number, chunk, index, _kept(chunk, index))
    )
    if surely:
        return [_applied(chunks, _apart(mend for mend in mends if mend.kind == _SOUNDS_SAME))]
    sure = _apart(mend for mend in mends if mend.kind != _ONE_UNLIKE)
    attempts = [sure, _apart(mends), *([mend] for mend in mends)]
    return [_applied(chunks, attempt) for attempt in attempts[: MAX_CORRECTIONS * 2]]


def _apart(mends):
    """Return of the mends, in order, those that do not overlap one before."""
    chosen = []
    for mend in mends:
        if not any(map(mend.overlaps, chosen)):
            chosen.append(mend)
    return chosen


def _kept(chunk, index) -> set[int]:
    """Return the places of a chunk that stand in a known term as they are."""
    kept = set()
    for size in range(2, index.longest + 1):
        for start in range(len(chunk) - size + 1):
            if chunk[start : start + size] in index.rank:
                kept.update(range(start, start + size))
    return kept


def _mends(number, chunk, index, kept):
    for size in range(2, min(index.longest, len(chunk)) + 1):
        for start in range(len(chunk) - size + 1):
            window = chunk[start : start + size]
            if not all(map(is_han, window)):
                continue
            for text in index.candidates(window):
                wrong = [at for at in range(size) if window[at] != text[at]]
                if not kept.isdisjoint(start + at for at in wrong):
                    continue
                kind = _difference(window, text, wrong, index, is_alone=window == chunk)
                if kind is not None:
                    rank, name, end = index.rank[text], index.names[text], start + size
                    yield _Mend(kind, -size, len(wrong), start, rank, name, number, end)


def _difference(window, text, wrong, index, *, is_alone) -> int | None:
    """Return how the window differs from the term, or None if it is another word."""
    pairs = [(window[place], text[place]) for place in wrong]
    if all(sounds.same(*pair) for pair in pairs):
        return _SOUNDS_SAME
    if (len(text) > 2 or is_alone) and all(sounds.same(*pair, roughly=True) for pair in pairs):
        return _SOUNDS_NEAR
    if len(wrong) == 1 and len(text) >= UNLIKE_FROM and not index.makes_words(window, wrong[0]):
        return _ONE_UNLIKE
    return None


def _applied(chunks, mends):
    texts = list(chunks)
    for mend in sorted(mends, key=lambda each: -each.place):
        text = texts[mend.chunk]
        texts[mend.chunk] = text[: mend.place] + mend.name + text[mend.end :]
    return " ".join(texts)
