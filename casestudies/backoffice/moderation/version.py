"""A version that was sent, whole and compared with another."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ...domain.intake import version_of, versions_of
from ...models.excerpt import Excerpt
from .comparison import asked, compared
from .dossier import DossierMixin


class VersionView(DossierMixin, WagtailAdminTemplateMixin, TemplateView):
    """A version that was sent, the whole sheet, and what changed since another."""

    template_name = "casestudies/backoffice/moderation/version.html"
    header_icon = "history"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.submission = self.dossier()
        self.version = version_of(self.submission, self.kwargs["n"])
        if self.version is None:
            raise Http404

    def get_page_title(self):
        return f"{self.submission.number} · {self.version}"

    def get_breadcrumbs_items(self):
        dossier = reverse("casestudies_backoffice:dossier", args=[self.submission.pk])
        return [
            *self.breadcrumbs_items,
            {"url": reverse("casestudies_backoffice:dossiers"), "label": _("All dossiers")},
            {"url": dossier, "label": self.submission.number},
            {"url": "", "label": str(self.version)},
        ]

    def get_context_data(self, **kwargs):
        sent, n = versions_of(self.submission), self.version.n
        # The one before first, else the one after.
        others = [v.n for v in sent if v.n < n] + [v.n for v in sent[::-1] if v.n > n]
        compare = {"versions": sent, "newest": self.version}
        if others:
            other = asked(self.request, others)
            compare = compared(self.submission, sent, n, other, reader=self.reader())
        return super().get_context_data(
            # For the sheet, whose files have the dossier's key and the call's limits.
            submission=self.submission,
            version=self.version,
            sheet=Excerpt.of_version(self.version, reader=self.reader()),
            **compare,
            **kwargs,
        )
