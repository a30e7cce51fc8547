"""The host as it was."""

import tempfile
from pathlib import Path

from tests.host.wagtail_site import *  # noqa: F403
from tests.host.wagtail_site import INSTALLED_APPS

BASE_DIR = Path(tempfile.mkdtemp(prefix="casestudies-host-"))
SECRET_KEY = "of-the-host"
INSTALLED_APPS = ["tests.photograph.notices", *INSTALLED_APPS]
ROOT_URLCONF = "tests.photograph.urls"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
MEDIA_ROOT = BASE_DIR / "media"
WAGTAIL_SITE_NAME = "一家企业"
WAGTAILADMIN_BASE_URL = "http://localhost"
