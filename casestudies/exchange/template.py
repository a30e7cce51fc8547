"""The empty table to fill in: a workbook with headings, and a sheet that explains them."""

from io import BytesIO

from django.utils.translation import gettext as _

from .tables import Table


def template_of(table: Table) -> bytes:
    """Return an .xlsx file; its cells take what is typed as text, never as a date."""
    import openpyxl
    from openpyxl.styles import Alignment, Font

    from .workbooks import EXPLANATIONS

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = str(table.model._meta.verbose_name_plural)[:31]
    sheet.append([column.heading for column in table.columns])
    sheet.freeze_panes = "A2"
    wrapped = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        dimension = sheet.column_dimensions[cell.column_letter]
        dimension.width, dimension.number_format, dimension.alignment = 24, "@", wrapped
        cell.font = Font(bold=True)
    _explain(table, book.create_sheet(str(EXPLANATIONS)), wrapped)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _explain(table, sheet, wrapped):
    for column in table.columns:
        sheet.append([column.heading, "\n".join(column.rules)])
    sheet.append([])
    for sentence in (
        _("Fill in the first sheet, one row for each; this sheet is not read."),
        _("A row whose “%(key)s” is known already changes it; any other is new."),
        _("A blank cell empties what stands there. What is not in the table stays as it is."),
    ):
        sheet.append([sentence % {"key": table.key.heading}])
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 80
    for row in sheet.iter_rows(max_row=len(table.columns)):
        for cell in row:
            cell.alignment = wrapped
