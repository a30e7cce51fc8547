"""A site with much of its own.

Accounts by e-mail, images and documents with fields of the site's, two sites, two languages in
the addresses, the admin and the programme elsewhere.
"""

import shutil

from .kinds import FILES, SETTINGS, URLS, Kind
from .way import *  # noqa: F403

PAGES = """
from home.models import HomePage
from wagtail.models import Locale
home = HomePage.objects.get()
home.copy_for_translation(Locale.objects.create(language_code="en")).get_latest_revision().publish()
second = HomePage(title="第二站", slug="second")
Page.objects.get(depth=1).add_child(instance=second)
Site.objects.create(hostname="localhost", port={port}, root_page=second)
"""


def change(host):
    for app in ("people", "pictures"):
        shutil.copytree(FILES / "own_models" / app, host.site / app)
        (host.site / app / "migrations").mkdir()
        (host.site / app / "migrations/__init__.py").touch()
    host.append(SETTINGS, (FILES / "own_models/settings.py").read_text("utf-8"))
    shutil.copy(FILES / "own_models/urls.py", host.site / URLS)


KIND = Kind(
    "7.4",
    change=change,
    pages=PAGES,
    admin="/cms/",
    prefix="programme/",
    programme="/zh-hans/programme/",
    login="{}@example.org",
)
