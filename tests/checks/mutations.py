"""What may be wrong with a working site, and what is then told: settings and addresses.

Each mutation is its name, what is told (id and sentence) and what changes the ``Site``.
"""

import sqlite3
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import django
import pytest
from django.apps import apps
from django.db import connections
from django.urls import include, path
from django.utils import timezone
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from casestudies.domain.letters import write_letters
from casestudies.models.letter import PATIENCE, Letter
from tests.factories import SubmissionFactory

FOLDER = "django.core.files.storage.FileSystemStorage"
MEMORY = "django.core.files.storage.memory.InMemoryStorage"
MIDDLEWARE_LOSS = "does not run: unions cannot sign in or are not told what became of it."
OURS = path("casestudies/", include("casestudies.urls"))
ADMIN = path("admin/", include(wagtailadmin_urls))
PAGES = path("", include(wagtail_urls))
SEARCH_LOSS = "which finds no word inside a Chinese sentence."
INSIDE = "The folder of private files lies inside {}, which is served to everybody."
NO_URLS = (
    "casestudies.urls is not among the addresses of the site, or not as casestudies: every page"
    " of the programme fails."
)
LATE = "Letters have waited for more than 10 minutes: 1. Nobody is told of what was decided."
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@dataclass
class Site:
    """A working site that a mutation may change; all is put back after the test."""

    settings: Any
    patch: pytest.MonkeyPatch
    folder: Path

    def set(self, **values):
        for name, value in values.items():
            setattr(self.settings, name, value)

    def key(self, **values):
        self.set(CASESTUDIES=self.settings.CASESTUDIES | values)

    def storage(self, backend, **options):
        private = {"BACKEND": backend, "OPTIONS": options}
        self.set(STORAGES=self.settings.STORAGES | {"casestudies_private": private})

    def urls(self, *patterns):
        self.set(ROOT_URLCONF=type("Addresses", (), {"urlpatterns": patterns}))

    def drop(self, name, part):
        self.set(**{name: [each for each in getattr(self.settings, name) if part not in each]})

    def engine(self, *, options=None, **values):
        (engine,) = self.settings.TEMPLATES
        options = engine["OPTIONS"] | (options or {})
        self.set(TEMPLATES=[engine | values | {"OPTIONS": options}])

    def without_processor(self, part):
        processors = self.settings.TEMPLATES[0]["OPTIONS"]["context_processors"]
        self.engine(options={"context_processors": [p for p in processors if part not in p]})

    def base(self, text):
        (self.folder / "stranger.html").write_text(text, "utf-8")
        self.engine(DIRS=[self.folder])
        self.key(BASE_TEMPLATE="stranger.html")

    def without_app(self, label):
        # Not by INSTALLED_APPS: apps that are made ready twice break on Wagtail 8.0.
        self.patch.delitem(apps.app_configs, label)

    def database(self, **values):
        for name, value in values.items():
            self.patch.setattr(connections["default"], name, value)

    def without_fts5(self):
        class Refusing:
            def execute(self, statement):
                raise sqlite3.OperationalError("no such module: fts5")

            def close(self):
                pass

        self.patch.setattr(sqlite3, "connect", lambda name: Refusing())

    def smtp_without_timeout(self):
        if django.VERSION >= (6, 1):
            self.set(MAILERS={"default": {"BACKEND": SMTP}})
        else:
            self.set(EMAIL_BACKEND=SMTP)


FILES = [
    (
        "private folder inside media",
        ("E001", INSIDE.format("MEDIA_ROOT")),
        lambda site: site.key(PRIVATE_ROOT=Path(site.settings.MEDIA_ROOT) / "private"),
    ),
    (
        "private folder is media",
        ("E001", INSIDE.format("MEDIA_ROOT")),
        lambda site: site.key(PRIVATE_ROOT=str(site.settings.MEDIA_ROOT)),
    ),
    (
        "private folder inside collected static files",
        ("E001", INSIDE.format("STATIC_ROOT")),
        lambda site: site.key(PRIVATE_ROOT=Path(site.settings.STATIC_ROOT) / "private"),
    ),
    (
        "private folder inside static files",
        ("E001", INSIDE.format("STATICFILES_DIRS")),
        lambda site: (
            site.set(STATICFILES_DIRS=[("site", str(site.folder))]),
            site.key(PRIVATE_ROOT=site.folder / "private"),
        ),
    ),
    (
        "private folder inside what WhiteNoise serves",
        ("E001", INSIDE.format("WHITENOISE_ROOT")),
        lambda site: (
            site.set(WHITENOISE_ROOT=str(site.folder)),
            site.key(PRIVATE_ROOT=site.folder / "private"),
        ),
    ),
    (
        "default private folder, beside a site that serves all of itself",
        ("E001", INSIDE.format("MEDIA_ROOT")),
        lambda site: site.set(CASESTUDIES={}, MEDIA_ROOT=site.settings.BASE_DIR),
    ),
    (
        "private folder inside the default storage",
        ("E001", INSIDE.format('STORAGES["default"]')),
        lambda site: (
            site.set(
                STORAGES=site.settings.STORAGES
                | {"default": {"BACKEND": FOLDER, "OPTIONS": {"location": site.folder}}}
            ),
            site.key(PRIVATE_ROOT=site.folder / "private"),
        ),
    ),
    (
        "private storage inside media",
        ("E001", INSIDE.format("MEDIA_ROOT")),
        lambda site: site.storage(FOLDER, location=Path(site.settings.MEDIA_ROOT) / "scans"),
    ),
    (
        "private storage with an address",
        ("E009", "Private files of the programme have a public address: /scans/photo.jpg"),
        lambda site: site.storage(FOLDER, location=site.folder, base_url="/scans/"),
    ),
    (
        "private storage is the default one",
        (
            "E008",
            'STORAGES["casestudies_private"] is the same as STORAGES["default"], whose files are'
            " public.",
        ),
        lambda site: (
            site.set(STORAGES=site.settings.STORAGES | {"default": {"BACKEND": MEMORY}}),
            site.set(
                STORAGES=site.settings.STORAGES | {"casestudies_private": {"BACKEND": MEMORY}},
            ),
        ),
    ),
    (
        "private storage that is not there",
        (
            "E007",
            "Private files of the programme have no place: Could not find backend 'gone.Scans': No"
            " module named 'gone'",
        ),
        lambda site: site.storage("gone.Scans"),
    ),
    (
        "no private folder and no BASE_DIR",
        (
            "E007",
            'Private files of the programme have no place: CASESTUDIES["PRIVATE_ROOT"] is not set:'
            " a folder that no web server serves.",
        ),
        lambda site: (delattr(site.settings, "BASE_DIR"), site.set(CASESTUDIES={})),
    ),
    (
        "private folder below a file",
        ("E015", "Private files cannot be written to /dev/null/private."),
        lambda site: site.key(PRIVATE_ROOT="/dev/null/private"),
    ),
    (
        "private folder is a file",
        ("E015", "Private files cannot be written to /dev/null."),
        lambda site: site.key(PRIVATE_ROOT="/dev/null"),
    ),
    (
        "private folder of somebody else",
        ("E015", "Private files cannot be written to /srv."),
        lambda site: (
            site.patch.setattr("os.access", lambda folder, mode: False),
            site.key(PRIVATE_ROOT="/srv"),
        ),
    ),
]

ADDRESSES = [
    ("no addresses of ours", ("E012", NO_URLS), lambda site: site.urls(ADMIN, PAGES)),
    (
        "addresses inside a namespace",
        ("E012", NO_URLS),
        lambda site: site.urls(ADMIN, path("p/", include(([OURS], "site"))), PAGES),
    ),
    (
        "addresses without their namespace",
        ("E012", NO_URLS),
        lambda site: site.urls(ADMIN, path("p/", include("casestudies.public.urls")), PAGES),
    ),
    (
        "addresses after Wagtail's",
        (
            "E013",
            "Addresses of the programme (/casestudies/desk/) are answered by wagtail_serve.",
        ),
        lambda site: site.urls(ADMIN, PAGES, OURS),
    ),
    (
        "no admin",
        (
            "E014",
            "wagtail.admin.urls is not among the addresses of the site: staff cannot work.",
        ),
        lambda site: site.urls(OURS, PAGES),
    ),
    (
        "no pages",
        (
            "E014",
            "wagtail.urls is not among the addresses of the site: nobody can read a call or a"
            " case.",
        ),
        lambda site: site.urls(ADMIN, OURS),
    ),
]


def write_late_letter():
    write_letters("withdrawn", to=["li@example.org"], submission=SubmissionFactory())
    Letter.objects.update(written_at=timezone.now() - PATIENCE - timedelta(seconds=1))
