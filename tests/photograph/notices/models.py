from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page


class NoticePage(Page):
    """A page type that says nothing of what may lie below it, as most do."""

    text = models.TextField(blank=True)
    template = "notices/notice_page.html"
    content_panels = [*Page.content_panels, FieldPanel("text")]
