"""A page model of the site's own below all others, which Wagtail has from 8.0 on."""

from django.db import models
from wagtail.models.pages import AbstractPage, AbstractPageMeta, DefaultBasePageMixin


class SitePage(AbstractPage, DefaultBasePageMixin):
    department = models.CharField(max_length=50, blank=True)

    class Meta(AbstractPageMeta):
        pass
