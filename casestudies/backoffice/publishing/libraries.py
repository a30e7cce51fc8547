"""案例页面: the way from the menu to the library in the page explorer, or to a choice of them."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, Table, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..menu import libraries_of


class LibraryView(WagtailAdminTemplateMixin, TemplateView):
    """Lead to the library the user has a right to; of several, ask which. 404 without any."""

    template_name = "casestudies/backoffice/publishing/libraries.html"
    page_title = _("Case pages")
    header_icon = "doc-full-inverse"

    def get(self, request, *args, **kwargs):
        if not self.libraries:
            raise Http404
        if len(self.libraries) == 1:
            return redirect(_explorer(self.libraries[0]))
        return super().get(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        columns = [
            TitleColumn("title", label=_("case library"), get_url=_explorer),
            Column("full_url", label=_("address on the web")),
        ]
        if len({library.locale_id for library in self.libraries}) > 1:
            columns.append(Column("locale", label=_("language of the pages")))
        return super().get_context_data(table=Table(columns, self.libraries), **kwargs)

    @cached_property
    def libraries(self):
        return list(libraries_of(self.request.user).select_related("locale").order_by("path"))


def _explorer(library):
    return reverse("wagtailadmin_explore", args=[library.pk])
