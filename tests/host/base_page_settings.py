"""The host with a base page model of its own."""

from tests.host.settings import *  # noqa: F403
from tests.host.settings import INSTALLED_APPS

INSTALLED_APPS = ["tests.host.base_page", *(app for app in INSTALLED_APPS if app != "tests.host")]
WAGTAIL_PAGE_MODEL = "base_page.SitePage"
