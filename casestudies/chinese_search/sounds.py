"""How characters sound in Mandarin, without tones.

A character has all its readings and the text decides which fits, so no phrases are needed:
长 is chang and zhang, and «changqi» meets 长期 as well as «zhangqi» does.
"""

import json
import re
import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from .analysis import is_han

#: Readings beyond this are those of dictionaries, not of people.
MAX_READINGS = 3

_CONFUSED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("l", "n"))
_UMLAUT = re.compile("(?<=[ln])[vü]")
_TONES = re.compile("[\u0300-\u036f]")


@lru_cache(maxsize=16_384)
def readings(character: str, roughly: bool = False) -> tuple[str, ...]:
    """Return the toneless readings of a character, the usual one first; ü is written u.

    ``roughly`` as they are confused in the south: zh/z, ch/c, sh/s, -ng/-n, l/n.
    """
    if roughly:
        return tuple(dict.fromkeys(map(rough, readings(character))))
    toned = _table().get(str(ord(character)), "")
    spoken = _TONES.sub("", unicodedata.normalize("NFD", toned)).split(",")
    return tuple(dict.fromkeys(filter(None, spoken)))[:MAX_READINGS]


@cache
def _table() -> dict[str, str]:
    """Return pypinyin's readings by code point.

    Its file is read and not the package, whose import loads 47,000 phrases: 45 MB.
    """
    package = Path(find_spec("pypinyin").origin)
    return json.loads(package.with_name("pinyin_dict.json").read_text("utf-8"))


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
    if not term:
        return {start}
    spoken = readings(term[0], roughly)
    if is_han(typed[start : start + 1]):
        heard = set(readings(typed[start], roughly))
        is_so = typed[start] == term[0] or not heard.isdisjoint(spoken)
        after = [start + 1] if is_so else []
    else:
        after = [start + len(sound) for sound in spoken if typed.startswith(sound, start)]
    return {end for place in after for end in ends(typed, term[1:], place, roughly=roughly)}


def begins(typed: str, term: str) -> bool:
    """Whether pinyin is the whole term or the beginning of it: «laom» is of 劳模."""
    if not typed or not term:
        return not typed
    if any(sound.startswith(typed) for sound in readings(term[0])):
        return True
    return any(begins(typed[end:], term[1:]) for end in ends(typed, term[0]))


def is_initials(typed: str, term: str, *, whole: bool = True) -> bool:
    """Whether each letter typed begins a character of the term; of all of them if ``whole``."""
    if len(typed) > len(term) or (whole and len(typed) < len(term)):
        return False
    pairs = zip(typed, term, strict=False)
    return all(letter in {sound[0] for sound in readings(each)} for letter, each in pairs)


def same(typed: str, meant: str, *, roughly: bool = False) -> bool:
    """Whether a typed character, as it usually sounds, may stand for one that was meant."""
    usual = readings(typed, roughly)[:1]
    return typed == meant or not set(usual).isdisjoint(readings(meant, roughly))
