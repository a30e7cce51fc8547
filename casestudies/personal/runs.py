"""Digits that stand together, with marks and blanks between them, and parts of such runs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DIGITS = re.compile(r"[0-9]+")
_BETWEEN = re.compile(r"[ \t.·\-~_()\[\]{}<>/\\|,+]{1,3}")
#: No number of a person has more digits, with the country before it.
MOST_DIGITS = 21
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3}){2,}")


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring groups of a run, from ``start`` to before ``end`` of the folded text."""

    text: str
    start: int
    end: int
    lengths: tuple[int, ...]
    digits: str
    #: Whether the run has nothing else.
    whole: bool

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]

    @property
    def is_tight(self) -> bool:
        return " " not in self.words

    @property
    def is_spelt_out(self) -> bool:
        """Whether each digit stands alone, and no other digit before or after them."""
        return self.whole and max(self.lengths) == 1

    @property
    def is_amount(self) -> bool:
        return _THOUSANDS.fullmatch(self.words) is not None

    def before(self, length: int) -> str:
        return self.text[max(0, self.start - length) : self.start]

    def after(self, length: int) -> str:
        return self.text[self.end : self.end + length]

    def without(self, number: int) -> tuple[int, ...]:
        """Return the lengths of the groups without the first ``number`` digits."""
        left = []
        for length in self.lengths:
            taken = min(number, length)
            number -= taken
            if length > taken:
                left.append(length - taken)
        return tuple(left)


def runs(text: str) -> Iterator[list[tuple[int, int]]]:
    """Return the groups of digits of each run, in order."""
    run = []
    for match in _DIGITS.finditer(text):
        # The slice is bounded, so that long rows of marks are not read twice.
        if run:
            gap = text[run[-1][1] : min(match.start(), run[-1][1] + 4)]
            if not _BETWEEN.fullmatch(gap):
                yield run
                run = []
        run.append(match.span())
    if run:
        yield run


def windows(text: str, run, first: int) -> list[Window]:
    """Return the parts of the run that begin with its group ``first``, longest first."""
    found, digits, lengths = [], "", []
    for start, end in run[first : first + MOST_DIGITS]:
        if len(digits) + end - start > MOST_DIGITS:
            break
        digits += text[start:end]
        lengths.append(end - start)
        if len(digits) >= 7:
            whole = first == 0 and len(lengths) == len(run)
            window = Window(text, run[first][0], end, tuple(lengths), digits, whole)
            found.append(window)
    return found[::-1]
