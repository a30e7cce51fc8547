"""How characters sound in Mandarin, without tones.

A character has all its readings and the text decides which fits, so no phrases are needed:
长 is chang and zhang, and «changqi» meets 长期 as well as «zhangqi» does.
"""

import re
from functools import lru_cache

from .analysis import is_han

#: Readings beyond this are those of dictionaries, not of people.
MAX_READINGS = 3

_CONFUSED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("l", "n"))
_UMLAUT = re.compile("(?<=[ln])[vü]")


@lru_cache(maxsize=8192)
def readings(character: str) -> tuple[str, ...]:
    """Return the toneless readings of a character, the usual one first; ü is written u."""
    # Half a second and many megabytes: loaded when the first question needs it.
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    spoken = (plain(reading) for readings in found for reading in readings if reading)
    return tuple(dict.fromkeys(spoken))[:MAX_READINGS]


@lru_cache(maxsize=8192)
def rough_readings(character: str) -> tuple[str, ...]:
    """Return the readings as they are confused in the south: zh/z, ch/c, sh/s, -ng/-n, l/n."""
    return tuple(dict.fromkeys(map(rough, readings(character))))


def plain(letters: str) -> str:
    """Return typed pinyin with ü written u, in whatever way it was typed."""
    return _UMLAUT.sub("u", letters)


def rough(letters: str) -> str:
    """Return pinyin, of one syllable or of many, without what is often confused."""
    for one, other in _CONFUSED:
        letters = letters.replace(one, other)
    return letters


def ends(typed: str, term: str, start: int = 0, *, roughly: bool = False) -> set[int]:
    """Return the places of ``typed`` where the term, spoken from ``start`` on, may end.

    ``typed`` is pinyin, or pinyin mixed with characters; with ``roughly`` it is rough.
    """
    sounds = rough_readings if roughly else readings
    places = {start}
    for character in term:
        places = {
            place + size for place in places for size in _steps(typed, place, character, sounds)
        }
        if not places:
            break
    return places


def begins(typed: str, term: str) -> bool:
    """Whether pinyin is the whole term or the beginning of it: «laom» is of 劳模."""
    places = {0}
    for character in term:
        left = [typed[place:] for place in places]
        if any(sound.startswith(rest) for rest in left for sound in readings(character)):
            return True
        places = {
            place + size for place in places for size in _steps(typed, place, character, readings)
        }
    return len(typed) in places


def is_initials(typed: str, term: str, *, whole: bool = True) -> bool:
    """Whether each letter typed begins a character of the term; of all of them if ``whole``."""
    if len(typed) > len(term) or (whole and len(typed) < len(term)):
        return False
    pairs = zip(typed, term, strict=False)
    return all(letter in {sound[0] for sound in readings(each)} for letter, each in pairs)


def same(typed: str, meant: str, *, roughly: bool = False) -> bool:
    """Whether a typed character, as it usually sounds, may stand for one that was meant."""
    sounds = rough_readings if roughly else readings
    return typed == meant or not set(sounds(typed)[:1]).isdisjoint(sounds(meant))


def _steps(typed, place, character, sounds):
    """Yield the sizes of what at a place of ``typed`` stands for the character."""
    if place < len(typed) and is_han(typed[place]):
        if typed[place] == character or set(sounds(typed[place])) & set(sounds(character)):
            yield 1
        return
    for sound in sounds(character):
        if typed.startswith(sound, place):
            yield len(sound)
