"""What a file holds for a table: rows in the table's order, and what is wrong with them."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ..cleaning import CONTROLS, clean_text
from ..domain.refusals import Refusal
from .formulas import unguarded

#: The most rows of a file that say something.
MOST_ROWS = 1000


class Unreadable(Refusal):
    """The file is no table that can be read; the sentence says why and what to do."""


class Spoilt(str):
    """What is wrong with a cell, in the place of its text."""

    __slots__ = ()


@dataclass(frozen=True)
class Row:
    """A row of the file that says something, by its number in the file."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Problem:
    """What is wrong in a row, and in which column if in one."""

    row: int
    column: str
    sentence: str

    def __str__(self):
        words = {"row": self.row, "column": self.column, "sentence": self.sentence}
        if self.column:
            return _("Row %(row)s, “%(column)s”: %(sentence)s") % words
        return _("Row %(row)s: %(sentence)s") % words


@dataclass
class Rows:
    """All of a file."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def tidied(text: str) -> str:
    """Return the text of a cell as it is kept, or what is wrong with it."""
    if isinstance(text, Spoilt):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if CONTROLS.search(text):
        return Spoilt(_("it holds characters that cannot be seen. Type it anew."))
    return unguarded(clean_text(text).strip(" \n\u00a0\u3000")).strip()
