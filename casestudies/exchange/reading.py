"""From the bytes of a file to the rows of a table, with every problem by row and column."""

import csv
from collections.abc import Iterable
from io import StringIO

from django.utils.translation import gettext as _

from .rows import MOST_ROWS, Problem, Row, Rows, Spoilt, Unreadable, tidied
from .tables import Table

#: The largest file that is read.
MOST_MB = 5
_WORKBOOK = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

Lines = Iterable[tuple[int, list[str]]]


def read_table(content: bytes, table: Table) -> Rows:
    """Return the rows of an .xlsx or .csv file, its first line being headings.

    Rows without a word are passed over. Raises Unreadable where the file is no such table.
    """
    _require_readable(content)
    if content.startswith(_WORKBOOK):
        from .workbooks import lines_of_workbook

        lines = lines_of_workbook(content)
    else:
        lines = _lines_of_csv(content)
    spoken = ((number, cells) for number, cells in lines if any(cells))
    headings = next(spoken, None)
    if headings is None:
        raise Unreadable(_("The file is empty."))
    places = _places(*headings, table)
    return _rows(spoken, headings[1], places, table)


def _require_readable(content):
    if not content.strip():
        raise Unreadable(_("The file is empty."))
    if len(content) > MOST_MB * 1024 * 1024:
        raise Unreadable(_("The file is larger than %(most)s MB.") % {"most": MOST_MB})
    if not content.startswith(_OLD_OFFICE):
        return
    if _ENCRYPTED in content:
        raise Unreadable(_("The file is protected by a password. Take it off and save it again."))
    raise Unreadable(_("This is a file of an old kind. Save it as .xlsx or .csv."))


def _lines_of_csv(content) -> Lines:
    text = _decoded(content)
    first = text.partition("\n")[0]
    marks = [mark for mark in ",\t;" if mark in first]
    records = csv.reader(StringIO(text, newline=""), delimiter=(marks or [","])[0], strict=True)
    try:
        for number, record in enumerate(records, 1):
            yield number, [tidied(text) for text in record]
    except csv.Error as error:
        raise Unreadable(
            _("Near line %(line)s a quotation mark is not closed, or a cell is too long.")
            % {"line": records.line_num}
        ) from error


def _decoded(content) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable(_("This is no table. Choose a file that was saved as .xlsx or .csv."))


def _places(number, headings, table) -> dict[str, int]:
    """Return where each column stands; raise Unreadable with all that is wrong with the head."""
    found = {
        column.name: [place for place, text in enumerate(headings) if column.is_headed(text)]
        for column in table.columns
    }
    wanted = "、".join(column.heading for column in table.columns)
    if not any(found.values()):
        sentence = _("Row %(row)s must hold the headings: %(headings)s.")
        raise Unreadable(sentence % {"row": number, "headings": wanted})
    known = {place for places in found.values() for place in places}
    wrong = {
        _("Row %(row)s lacks the columns: %(headings)s."): [
            column.heading for column in table.columns if not found[column.name]
        ],
        _("Row %(row)s has these columns more than once: %(headings)s."): [
            column.heading for column in table.columns if len(found[column.name]) > 1
        ],
        _(
            "Row %(row)s has columns that do not belong here: %(headings)s. Call them as in the"
            " template, or take them out."
        ): [text[:30] for place, text in enumerate(headings) if text and place not in known],
    }
    sentences = [
        sentence % {"row": number, "headings": "、".join(texts)}
        for sentence, texts in wrong.items()
        if texts
    ]
    if sentences:
        raise Unreadable(" ".join(sentences))
    return {name: places[0] for name, places in found.items()}


def _rows(lines: Lines, headings, places, table) -> Rows:
    found = Rows()
    for number, cells in lines:
        if len(found.rows) == MOST_ROWS:
            sentence = _("The table has more than %(most)s rows. Divide it into several files.")
            raise Unreadable(sentence % {"most": MOST_ROWS})
        texts = []
        for column in table.columns:
            place = places[column.name]
            text = cells[place] if place < len(cells) else ""
            if isinstance(text, Spoilt):
                found.problems.append(Problem(number, column.heading, str(text)))
            texts.append("" if isinstance(text, Spoilt) else text)
        found.rows.append(Row(number, tuple(texts)))
        found.problems += _beside(number, cells, headings)
    if not found.rows:
        raise Unreadable(_("There is no row below the headings."))
    return found


def _beside(number, cells, headings):
    """Yield what stands where no column is."""
    for place, text in enumerate(cells):
        if text and not (place < len(headings) and headings[place]):
            sentence = _("cell %(place)s has words, but no heading above it.")
            yield Problem(number, "", sentence % {"place": place + 1})
