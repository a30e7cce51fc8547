"""导入: choose a file, see what it would do, let it be done."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ...exchange.imports import ChangedMeanwhile, import_rows, may_import, plan_import
from ...exchange.rows import Rows, Unreadable
from ...exchange.template import template_of
from .forms import FileForm
from .sealed import Sealed, seal, unseal

#: So many problems are listed, and the rest counted.
PROBLEMS_LISTED = 100
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class TableMixin:
    """For those who may add to the table or change it."""

    table = None

    def dispatch(self, request, *args, **kwargs):
        if not may_import(self.table, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class TemplateFileView(TableMixin, View):
    """The empty table, as a file."""

    def get(self, request, *args, **kwargs):
        response = HttpResponse(template_of(self.table), content_type=WORKBOOK)
        name = f"{self.table.name}-template.xlsx"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class ImportView(TableMixin, WagtailAdminTemplateMixin, TemplateView):
    """A file is posted and shown; what was shown is posted and written."""

    http_method_names = ["get", "head", "options", "post"]
    index_url_name = import_url_name = template_url_name = ""
    template_name = "casestudies/backoffice/exchange/choose.html"
    plan_template_name = "casestudies/backoffice/exchange/plan.html"

    @property
    def plural(self):
        return capfirst(str(self.table.model._meta.verbose_name_plural))

    def get_page_title(self):
        return _("Import %(table)s") % {"table": self.plural}

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": self.plural},
            {"url": "", "label": self.get_page_title()},
        ]

    @cached_property
    def form(self):
        posted = (self.request.POST, self.request.FILES) if self.request.method == "POST" else ()
        return FileForm(*posted, table=self.table)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            form=self.form,
            table=self.table,
            columns=self.table.columns,
            index_url=reverse(self.index_url_name),
            import_url=reverse(self.import_url_name),
            template_url=reverse(self.template_url_name),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if "sealed" in request.POST:
            return self._write(request)
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        return self._show(self.form.found, self.form.source)

    def _show(self, found, source, refusal=None):
        """Show what the rows would do, and offer to do it."""
        plan = plan_import(self.table, found, by=self.request.user)
        sealed = Sealed(found.rows, source, plan.digest)
        try:
            text = seal(sealed, table=self.table, user=self.request.user) if plan.is_due else ""
        except Unreadable as error:
            messages.error(self.request, str(error))
            return redirect(self.import_url_name)
        self.template_name = self.plan_template_name
        context = self.get_context_data(
            plan=plan,
            problems=plan.problems[:PROBLEMS_LISTED],
            problems_left=max(0, len(plan.problems) - PROBLEMS_LISTED),
            sealed=text,
            source=source,
            refusal=refusal,
        )
        return self.render_to_response(context)

    def _write(self, request):
        sealed = unseal(request.POST["sealed"], table=self.table, user=request.user)
        if sealed is None:
            messages.error(request, _("This lay open too long. Choose the file once more."))
            return redirect(self.import_url_name)
        try:
            done = import_rows(
                self.table, sealed.rows, by=request.user, seen=sealed.seen, source=sealed.source
            )
        except ChangedMeanwhile as refusal:
            return self._show(Rows(sealed.rows), sealed.source, refusal)
        messages.success(request, _told(done))
        return redirect(self.index_url_name)


def _told(done):
    words = {
        "new": len(done.new),
        "changed": len(done.changed),
        "unchanged": len(done.unchanged),
    }
    return _("Imported: %(new)s new, %(changed)s changed, %(unchanged)s as before.") % words
