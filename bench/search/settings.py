"""The measurements' settings, with a table for documents and stock Wagtail beside ours."""

from bench.settings import *  # noqa: F403
from settings.base import INSTALLED_APPS as HOST_APPS

INSTALLED_APPS = [*HOST_APPS, "bench.search"]
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "casestudies.chinese_search"},
    "stock": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": False},
}
