"""The home page of the site."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page


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
