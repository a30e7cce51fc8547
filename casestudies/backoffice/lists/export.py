"""Spreadsheets that Excel opens as they are meant: with Chinese, without formulas."""

from codecs import BOM_UTF8
from functools import partial

from django.utils import timezone
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from ...models import sheet
from ...models.sheet import Audience

#: What a spreadsheet takes for the beginning of a formula.
_FORMULA = tuple("=+-@\t\r")


def without_formula(value):
    """Return the value so that no spreadsheet takes it for a formula."""
    is_formula = isinstance(value, str) and value.startswith(_FORMULA)
    return f"'{value}" if is_formula else value


def minute(moment):
    """Return the moment in local time to the minute, as spreadsheets know moments."""
    return moment and timezone.make_naive(moment).replace(second=0, microsecond=0)


def form_columns() -> dict:
    """Return heading and reader of each plain line of the form that all staff may read."""
    return {
        line.name: (line.label, partial(_cell, line))
        for line in sheet.rows(reader=Audience.STAFF)
        if not line.field.many_to_many
    }


def _cell(line, submission):
    value = line.value(submission)
    return value if isinstance(value, int) else line.shown(submission)


class SafeSpreadsheetMixin(SpreadsheetExportMixin):
    """Wagtail's export with both gaps closed."""

    def preprocess_field_value(self, field, value, export_format):
        value = super().preprocess_field_value(field, value, export_format)
        return without_formula(value)

    def stream_csv(self, queryset):
        # Without the mark Excel takes UTF-8 for something else.
        yield BOM_UTF8
        yield from super().stream_csv(queryset)
