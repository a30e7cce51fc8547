"""Spreadsheets that Excel opens as they are meant: with Chinese, without formulas."""

from codecs import BOM_UTF8
from functools import partial

from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.permission_policies import ModelPermissionPolicy

from ...cleaning import clean_text
from ...exchange.formulas import guarded
from ...models import sheet
from ...models.sheet import Audience


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
    """Wagtail's export with its gaps closed, for who holds the model's ``export_…``."""

    @cached_property
    def may_export(self) -> bool:
        return ModelPermissionPolicy(self.model).user_has_permission(self.request.user, "export")

    @property
    def show_export_buttons(self):
        return self.may_export and super().show_export_buttons

    def dispatch(self, request, *args, **kwargs):
        if self.is_export and not self.may_export:
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def preprocess_field_value(self, field, value, export_format):
        value = super().preprocess_field_value(field, value, export_format)
        # Rows of before may hold what no spreadsheet does.
        return guarded(clean_text(value) if isinstance(value, str) else value)

    def stream_csv(self, queryset):
        # Without the mark Excel takes UTF-8 for something else.
        yield BOM_UTF8
        yield from super().stream_csv(queryset)
