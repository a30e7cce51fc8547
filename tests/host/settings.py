"""What ``wagtail start`` writes, and the programme on top where it is installed."""

import os
from pathlib import Path

from tests.host.wagtail_site import *  # noqa: F403
from tests.host.wagtail_site import INSTALLED_APPS

FOLDER = Path(os.environ["HOST_FOLDER"])
HAS_CASESTUDIES = os.environ.get("HOST_HAS_CASESTUDIES") == "1"

BASE_DIR = FOLDER
SECRET_KEY = "for-tests-only"
DEBUG = False
ROOT_URLCONF = "tests.host.urls"
INSTALLED_APPS = ["tests.host", *INSTALLED_APPS]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": FOLDER / "db.sqlite3",
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
    }
}
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
WAGTAIL_I18N_ENABLED = True
MEDIA_ROOT = FOLDER / "media"
WAGTAIL_SITE_NAME = "某单位网站"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8000"

if HAS_CASESTUDIES:
    INSTALLED_APPS += ["casestudies", "casestudies.chinese_search"]
    WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "casestudies.chinese_search"}}
    CHINESE_SEARCH_VOCABULARY = "casestudies.domain.vocabulary.search_entries"
    CASESTUDIES = {"PRIVATE_ROOT": FOLDER / "private"}
