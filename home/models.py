"""The home page of the site."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from casestudies.domain.reading.cases import cards, newest_ids
from casestudies.domain.reading.numbers import kept_numbers
from casestudies.domain.reading.topics import by_group
from casestudies.models.call import CallPage
from casestudies.public.frame import frame_context
from casestudies.public.reading.sites import scope_asked

NEWEST = 6


class HomePage(Page):
    """The front page: a welcome, open calls, the newest cases, the topics."""

    welcome = models.CharField(_("welcome"), max_length=200, blank=True)
    about = models.TextField(_("about the library"), blank=True)

    max_count = 1
    template = "home/home_page.html"
    content_panels = [*Page.content_panels, FieldPanel("welcome"), FieldPanel("about")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        libraries = scope_asked(request).libraries
        kept = kept_numbers(libraries)
        context = super().get_context(request, *args, **kwargs) | frame_context()
        return context | {
            "calls": CallPage.objects.open().descendant_of(self).newest_first(),
            "cases": cards(newest_ids(libraries)[:NEWEST]),
            "total": kept.total,
            "groups": by_group(kept.topics),
        }
