"""How characters sound in Mandarin, without tones.

A character has all its readings and the text decides which fits, so no phrases are needed:
长 is chang and zhang, and «changqi» meets 长期 as well as «zhangqi» does.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import islice, product
from pathlib import Path

#: Readings beyond this are those of dictionaries, not of people.
MAX_READINGS = 3
#: So many ways to spell a term are known.
MAX_SPELT = 64

#: What is confused in the south: zh with z, ch with c, sh with s, -ng with -n (and l with n).
_CONFUSED = re.compile("(?<=[zcs])h|(?<=n)g")
_UMLAUT = re.compile("(?<=[ln])[vü]")
_TONES = re.compile("[\u0300-\u036f]")


@lru_cache(maxsize=16_384)
def readings(character: str) -> tuple[str, ...]:
    """Return the toneless readings of a character, the usual one first; ü is written u."""
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
    """Return pinyin, of one syllable or of many, without what is confused in the south."""
    return _CONFUSED.sub("", letters).replace("l", "n")


@lru_cache(maxsize=16_384)
def spelt(term: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways to spell a term, syllable by syllable, at most ``MAX_SPELT``."""
    return tuple(islice(product(*map(readings, term)), MAX_SPELT))


def ends(typed: str, term: str) -> set[int]:
    """Return the places of typed pinyin where the term may end."""
    ways = map("".join, spelt(term))
    return {len(way) for way in ways if typed.startswith(way)}


def begins(typed: str, term: str) -> bool:
    """Whether pinyin is the whole term or the beginning of it: «laom» is of 劳模."""
    return any("".join(way).startswith(typed) for way in spelt(term))


def is_initials(typed: str, term: str, *, whole: bool = True) -> bool:
    """Whether each letter typed begins a character of the term; of all of them if ``whole``."""
    found = {initials(way) for way in spelt(term)}
    return typed in found if whole else any(each.startswith(typed) for each in found)


def initials(syllables: Iterable[str]) -> str:
    """Return the first letters of syllables."""
    return "".join(syllable[0] for syllable in syllables)
