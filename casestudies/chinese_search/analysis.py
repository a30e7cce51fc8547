"""How text becomes what the index holds: folding, and overlapping bigrams; no dictionary.

The same rules make the index and read the query, so that full and half width,
traditional and simplified, case and quotation marks never matter. A change of any rule
here must change ``VERSION``: entries of another version are reported (``checks``).
"""

import re
import unicodedata
from functools import cache
from importlib import resources

#: The version of these rules, kept with every entry of the index.
VERSION = 103

#: Characters that are cut into bigrams: ideographs, kana and hangul.
HAN = (
    "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
#: Deleted, so that “六型”班组 is 六型班组.
_QUOTES = frozenset("\"'`´“”‘’„‚«»‹›「」『』《》〈〉〝〞")
#: Signs that carry meaning are read as words: 互联网+, 理论+劳模工匠.
_SIGNS = {"+": " plus "}
#: What separates words even where a blank would not; below ``canonical`` nobody sees it.
_BREAK = "\x1f"
_BETWEEN = frozenset((" ", _BREAK))

_BLANK_BESIDE_HAN = re.compile(f" +(?=[{HAN}])|(?<=[{HAN}]) +")
_RUN = re.compile(f"[{HAN}]+|[^ {_BREAK}{HAN}]+")
_STARTS_WITH_HAN = re.compile(f"[{HAN}]")


def is_han(text: str) -> bool:
    """Whether the text begins with a character that is cut into bigrams."""
    return _STARTS_WITH_HAN.match(text) is not None


def fold(text: str) -> str:
    """Return the text folded character by character; marks become breaks, quotes vanish."""
    return text.translate(_FOLDING)


def canonical(text: str) -> str:
    """Return the runs of the folded text joined by one blank: what is compared.

    A run is unbroken Han or an unbroken word of letters and digits. Blanks and line
    breaks between Han are no separators, as in text copied from a PDF; other marks are.
    """
    return " ".join(_RUN.findall(_BLANK_BESIDE_HAN.sub("", fold(text))))


def folded_with_places(text: str) -> tuple[str, list[int]]:
    """Return ``canonical`` of a text, and for each character the place it came from.

    A blank has the place of the character before it.
    """
    parts_by_place = enumerate(_FOLDING[code] for code in map(ord, text))
    kept = [place for place, parts in parts_by_place for part in parts if part not in _BETWEEN]
    folded, places, begun = canonical(text), [], 0
    for run in folded.split(" "):
        places += [*places[-1:], *kept[begun : begun + len(run)]]
        begun += len(run)
    return folded, places


def tokens(text: str) -> list[str]:
    """Return the tokens of canonical text: of the run «abc» ab, bc, c; of other runs the word.

    The last character on its own lets each single character be found as a prefix. A word
    and the character after it are a token too, so that 2024年 is found as quickly as a name.
    """
    found, word = [], ""
    for run in text.split():
        if is_han(run):
            if word:
                found.append(word + run[0])
            found += [run[place : place + 2] for place in range(len(run))]
            word = ""
        else:
            found.append(run)
            word = run
    return found


def phrase_tokens(text: str) -> tuple[list[str], bool]:
    """Return the tokens that text in the index must have, and whether the last is a prefix."""
    found = tokens(text)
    if len(found) > 1 and len(found[-1]) == 1 and found[-2][-1] == found[-1] and is_han(found[-1]):
        # The character before says it already.
        return found[:-1], False
    return found, bool(found) and is_han(found[-1]) and len(found[-1]) == 1


class _Folding(dict):
    """A table for ``str.translate`` that works out each character once."""

    def __missing__(self, code):
        self[code] = folded = "".join(_folded(part) for part in _parts(chr(code)))
        return folded


_FOLDING = _Folding()


def _parts(character):
    """Take compatibility forms and, from Latin letters, accents apart; lower the case."""
    for part in unicodedata.normalize("NFKC", character).casefold():
        if part > "\u007f" and not is_han(part):
            yield from unicodedata.normalize("NFD", part)
        else:
            yield part


def _folded(part):
    if part in _SIGNS:
        return _SIGNS[part]
    category = unicodedata.category(part)
    if part in _QUOTES or category in ("Mn", "Me", "Cf"):
        return ""
    if category in ("Zs", "Zl", "Zp") or part in "\t\n\r\v\f":
        return " "
    if category[0] not in "LN":
        return _BREAK
    return _simplified().get(part, part)


@cache
def _simplified():
    table = resources.files(__package__).joinpath("traditional.txt").read_text("utf-8")
    lines = (line for line in table.splitlines() if not line.startswith("#"))
    return {pair[0]: pair[1] for line in lines for pair in line.split()}
