"""Text brought to one form of digits, marks and blanks, with the way back to what was typed."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_UNSEEN = "\u200b"
_MIDDLE_DOTS = "·•‧∙⋅・●・。"
#: Numbers written in words: plain, in capitals as on cheques, and «幺» as said on the telephone.
_SPELT = dict(
    zip("〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "001234567891123456789", strict=True)
)


def _folded(char: str) -> str:
    """Return the one character that stands for this one."""
    category = unicodedata.category(char)
    if category == "Cf" or 0xFE00 <= ord(char) <= 0xFE0F or char == "\u20e3":
        return _UNSEEN
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if char in "\n\r":
        return char
    half = unicodedata.normalize("NFKC", char)
    if len(half) != 1 or half.isdecimal():
        # A number in a circle mostly counts a list; it belongs to no number beside it.
        return char
    if half in _MIDDLE_DOTS:
        return "·"
    marks = {"Pd": "-", "Ps": "(", "Pe": ")", "Zs": " "}
    return marks.get(unicodedata.category(half), {"−": "-", "〜": "~", "∼": "~"}.get(half, half))


class _Table(dict):
    """What ``str.translate`` asks, learnt one character at a time."""

    def __missing__(self, code):
        self[code] = found = _folded(chr(code))
        return found


class _SpeltTable(dict):
    def __missing__(self, code):
        char = chr(code)
        digit = unicodedata.digit(char, None)
        self[code] = found = _SPELT.get(char) or (char if digit is None else str(digit))
        return found


_TABLE, _SPELT_TABLE = _Table(), _SpeltTable()


@dataclass(frozen=True, slots=True)
class Folded:
    """The folded text; ``places`` gives where each of its characters was typed."""

    typed: str
    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return from where to before where the folded span was typed."""
        return self.places[start], self.places[end - 1] + 1

    def spelt(self) -> "Folded":
        """Return the same with numbers in words, and those in circles, as digits."""
        return Folded(self.typed, self.text.translate(_SPELT_TABLE), self.places)


def fold(typed: str) -> Folded:
    """Fold a text: half width, one sort of dash, dot, bracket and blank, nothing unseen."""
    text = typed.translate(_TABLE)
    if _UNSEEN not in text:
        return Folded(typed, text, range(len(text)))
    places = [place for place, char in enumerate(text) if char != _UNSEEN]
    return Folded(typed, text.replace(_UNSEEN, ""), places)
