"""The lines of an .xlsx file, however it was made and by whom."""

import datetime
import re
import warnings
from io import BytesIO
from itertools import islice
from zipfile import BadZipFile, ZipFile
from zlib import error as Damaged

import openpyxl
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl.cell.read_only import EMPTY_CELL

from .columns import NO, YES, in_languages
from .rows import MOST_ROWS, Spoilt, Unreadable, tidied

#: The sheet of the template that tells how to fill it in; it is not read.
EXPLANATIONS = gettext_lazy("How to fill it in")
#: How large all of a workbook may be when it is unpacked.
MOST_UNPACKED_MB = 20
#: So many columns are looked at.
MOST_COLUMNS = 50
#: Excel keeps so many digits of a number.
_DIGITS = 15
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]+\d+:[A-Z]+\d+)"')
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
#: An encoding in which a declaration would be spelled in other bytes.
_ENCODING = re.compile(
    rb"""<\?xml[^>]*encoding\s*=\s*["'](?!utf-?(?:8|16)|us-ascii|iso-8859-1|gb)""", re.IGNORECASE
)


def lines_of_workbook(content: bytes) -> list[tuple[int, list[str]]]:
    """Return number and cells of each row of the one sheet that says something.

    Ends after one row too many. Raises Unreadable.
    """
    _require_harmless(content)
    with warnings.catch_warnings():
        # What openpyxl cannot keep, and nobody asks it to.
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(BytesIO(content), read_only=True, keep_links=False)
            return list(islice(_lines(_only_sheet(book)), MOST_ROWS + 2))
        except Unreadable:
            raise
        except Exception as error:  # openpyxl says in many ways that it does not understand
            raise _no_table() from error


def _lines(sheet):
    for number, cells in _filled(sheet):
        texts = _texts(cells)
        if len(texts) > MOST_COLUMNS:
            sentence = _("The table has more than %(most)s columns.")
            raise Unreadable(sentence % {"most": MOST_COLUMNS})
        if any(texts):
            yield number, texts


def _filled(sheet):
    """Yield number and cells of the rows that are written in the file.

    openpyxl makes up the million that may lie between two of them, and columns a file claims.
    """
    sheet.reset_dimensions()
    made_up = None
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), 1):
        if cells is made_up:
            continue
        if all(cell is EMPTY_CELL for cell in cells):
            made_up = cells
            continue
        yield number, cells


def _no_table():
    return Unreadable(_("This is no table. Choose a file that was saved as .xlsx or .csv."))


def _require_harmless(content):
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > MOST_UNPACKED_MB * 1024 * 1024:
                sentence = _("Unpacked, the file is larger than %(most)s MB.")
                raise Unreadable(sentence % {"most": MOST_UNPACKED_MB})
            merged = []
            for part in parts:
                # Whatever it is called: another part says which of them is a sheet. Each letter
                # may have two bytes.
                text = archive.read(part).replace(b"\0", b"")
                # No table needs one, and a bomb does.
                if _DECLARATION.search(text) or _ENCODING.search(text):
                    raise _no_table()
                merged += [ref.decode() for ref in _MERGED.findall(text)]
    except (BadZipFile, Damaged, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise _no_table() from error
    if merged:
        sentence = _("Cells are merged (%(cells)s). Part them and fill in each of them.")
        raise Unreadable(sentence % {"cells": "、".join(merged[:5])})


def _only_sheet(book):
    """Return the sheet that has the table; others may stand there when they are empty."""
    explanations = in_languages(EXPLANATIONS)
    sheets = [each for each in book.worksheets if each.title.casefold() not in explanations]
    if not sheets:
        raise Unreadable(_("The file is empty."))
    full = [each for each in sheets if _says_something(each)]
    if len(full) > 1:
        sentence = _("The file has several sheets (%(sheets)s). Keep the one that is meant.")
        raise Unreadable(sentence % {"sheets": "、".join(each.title for each in full[:5])})
    return (full or sheets)[0]


def _says_something(sheet) -> bool:
    return any(cell.value is not None for _number, cells in _filled(sheet) for cell in cells)


def _texts(cells) -> list[str]:
    texts = [tidied(_text(cell)) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _text(cell) -> str:
    """Return the text of a cell as a person sees it."""
    value, kind = cell.value, getattr(cell, "data_type", "n")
    if value is None:
        return ""
    if kind == "f":
        return Spoilt(_("it holds a formula. Put the value there."))
    if kind == "e":
        return Spoilt(_("it holds an error (%(error)s).") % {"error": value})
    if isinstance(value, bool):
        return str(YES if value else NO)
    if isinstance(value, int | float):
        return _digits(value)
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return Spoilt(
            _("it holds a date. Give the cell the format “text” and type what should stand there.")
        )
    return str(value)


def _digits(number) -> str:
    if abs(number) >= 10**_DIGITS:
        return Spoilt(
            _("the number is too long for a spreadsheet. Give the cell the format “text”.")
        )
    return str(int(number)) if number == int(number) else repr(number)
