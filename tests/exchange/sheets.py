"""Files as offices make them, and as an attacker would."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook


def workbook(*rows, **sheets) -> bytes:
    """An .xlsx file with these rows; ``sheets`` are more of them, by title."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for title, more in sheets.items():
        sheet = book.create_sheet(title)
        for row in more:
            sheet.append(row)
    return written(book)


def written(book) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(content: bytes, name: str, text: bytes) -> bytes:
    """The file with one part of its archive put in the place of another."""
    file = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, text)
    return file.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(name)
