"""Wiring: the system checks, and the watch over what must be indexed again."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChineseSearchConfig(AppConfig):
    name = "casestudies.chinese_search"
    label = "chinese_search"
    verbose_name = _("Chinese search")

    def ready(self):
        from . import checks, freshness  # noqa: F401

        freshness.connect()
