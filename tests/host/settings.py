"""What ``wagtail start`` writes, and the programme on top where it is installed."""

import os
from pathlib import Path

from tests.host import wagtail_site

FOLDER = Path(os.environ["HOST_FOLDER"])
HAS_CASESTUDIES = os.environ.get("HOST_HAS_CASESTUDIES") == "1"

BASE_DIR = FOLDER
SECRET_KEY = "for-tests-only"
DEBUG = False
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "tests.host.urls"
INSTALLED_APPS = ["tests.host", *wagtail_site.APPS]
MIDDLEWARE = wagtail_site.MIDDLEWARE
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": FOLDER / "db.sqlite3",
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
LANGUAGE_CODE = "zh-hans"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
WAGTAIL_I18N_ENABLED = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
STATIC_URL = "/static/"
MEDIA_URL = "/media/"
MEDIA_ROOT = FOLDER / "media"
WAGTAIL_SITE_NAME = "某单位网站"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8000"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None

if HAS_CASESTUDIES:
    INSTALLED_APPS += ["casestudies", "casestudies.chinese_search"]
    WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "casestudies.chinese_search"}}
    CHINESE_SEARCH_VOCABULARY = "casestudies.domain.vocabulary.search_entries"
    CASESTUDIES = {"PRIVATE_ROOT": FOLDER / "private"}
