"""A list that goes out by Wagtail's own export, and comes in by ours."""

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import pgettext
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import Button

from ...exchange.imports import may_import
from ..lists.export import SafeSpreadsheetMixin
from .views import ImportView, TemplateFileView


class ExchangeIndexView(SafeSpreadsheetMixin, IndexView):
    """The list of a table: its export has the columns that its import reads."""

    table = None
    import_url_name = ""

    @property
    def list_export(self):
        return list(self.table.fields)

    def get_heading(self, queryset, field):
        return next(c.heading for c in self.table.columns if c.name == field)

    def to_row_dict(self, item):
        return self.table.row_of(item)

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if not may_import(self.table, self.request.user):
            return buttons
        offered = Button(
            pgettext("casestudies", "Import"),
            url=reverse(self.import_url_name),
            icon_name="upload",
            priority=110,
        )
        return [*buttons, offered]


class ExchangeMixin:
    """For a viewset whose ``table`` is exchanged as a spreadsheet."""

    table = None
    index_view_class = ExchangeIndexView

    @property
    def export_filename(self):
        return self.table.name

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(
            table=self.table,
            import_url_name=self.get_url_name("import"),
            template_url_name=self.get_url_name("import_template"),
            **kwargs,
        )

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("import/", self._view(ImportView), name="import"),
            path("import/template/", self._view(TemplateFileView), name="import_template"),
        ]

    def _view(self, view_class):
        return self.construct_view(view_class, **self.get_common_view_kwargs())
