"""Pages and a menu of the host's own."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page


class ArticlePage(Page):
    text = RichTextField()
    picture = models.ForeignKey(
        "wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    content_panels = [*Page.content_panels, FieldPanel("text"), FieldPanel("picture")]
    template = "article_page.html"


class MenuEntry(models.Model):
    """Leads to a page of whatever kind, and does not outlive it."""

    title = models.CharField(max_length=50)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "菜单项"

    def __str__(self):
        return self.title


class Badge(models.Model):
    """Hangs on an entry of the menu."""

    entry = models.ForeignKey(MenuEntry, on_delete=models.CASCADE, related_name="badges")

    class Meta:
        verbose_name = "角标"

    def __str__(self):
        return f"{self.entry}"
