"""A Wagtail site that has nothing of the programme installs the search, migrates and finds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.own_site

ROOT = Path(__file__).parents[2]

SITE = """
INSTALLED_APPS = [
    "casestudies.chinese_search",
    "wagtail.users",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
SECRET_KEY = "of a test"
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "site.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "zh-hans"
STATIC_URL = "/static/"
WAGTAIL_SITE_NAME = "别的网站"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "casestudies.chinese_search"}}
CHINESE_SEARCH_VOCABULARY = "words.entries"
"""

URLS = """
from django.urls import include, path
from wagtail.admin import urls

urlpatterns = [path("admin/", include(urls))]
"""

WORDS = """
from casestudies.chinese_search.vocabulary import Entry


def entries():
    return [Entry(("产改", "产业工人队伍建设改革"))]
"""

VISIT = """
import sys

import django

django.setup()

from django.contrib.auth import get_user_model
from django.core.checks import run_checks
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page
from wagtail.search.models import IndexEntry

call_command("migrate", verbosity=0)
home = Page.objects.get(depth=2)
home.add_child(instance=Page(title="纵深推进产业工人队伍建设改革", slug="a"))
home.add_child(instance=Page(title="春送岗位", slug="b"))


def titles(query):
    return ",".join(page.title for page in Page.objects.search(query))


print("word", titles("工人队伍"))
print("synonym", titles("产改"))
print("traditional", titles("產業工人"))
print("checks", [message.id for message in run_checks(databases=["default"])])
IndexEntry.objects.update(title_norm=1)
print("stale", [message.id for message in run_checks(databases=["default"])])
client = Client()
client.force_login(get_user_model().objects.create_superuser("a", "a@example.org", "a"))
print("panel", "搜索索引由旧版程序建立" in client.get("/admin/").content.decode())
call_command("update_index", verbosity=0)
print("mended", [message.id for message in run_checks(databases=["default"])])
ours = {name.split(".")[1] for name in sys.modules if name.startswith("casestudies.")}
print("ours", ",".join(sorted(ours)))
"""


def test_a_site_without_the_programme_searches_chinese(tmp_path):
    for name, text in (("site_settings", SITE), ("urls", URLS), ("words", WORDS), ("go", VISIT)):
        (tmp_path / f"{name}.py").write_text(text, "utf-8")
    visit = subprocess.run(
        [sys.executable, "go.py"],
        cwd=tmp_path,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PYTHONIOENCODING": "utf-8",
            "DJANGO_SETTINGS_MODULE": "site_settings",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert visit.stdout.splitlines() == [
        "word 纵深推进产业工人队伍建设改革",
        "synonym 纵深推进产业工人队伍建设改革",
        "traditional 纵深推进产业工人队伍建设改革",
        "checks []",
        "stale ['chinese_search.W001']",
        "panel True",
        "mended []",
        "ours chinese_search",
    ], visit.stderr
