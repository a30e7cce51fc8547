"""A site with much of its own.

Accounts by e-mail, images and documents with fields of the site's, two sites, two languages in
the addresses, the admin and the programme elsewhere, tasks that wait for a worker.
"""

import shutil

from tests.contracts.tree import ROOT

from . import queue
from .kinds import FILES, SETTINGS, URLS, Kind
from .neighbours import Neighbour
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
        shutil.copytree(ROOT / "tests/host" / app, host.site / app)
    host.append(SETTINGS, (FILES / "own_models/settings.py").read_text("utf-8"))
    shutil.copy(FILES / "own_models/urls.py", host.site / URLS)
    queue.add(host)


KIND = Kind(
    "7.4",
    django="5.2",
    change=change,
    pages=PAGES,
    admin="/cms/",
    prefix="programme/",
    tree="/zh-hans/",
    login="{}@example.org",
    has_queue=True,
    neighbours=(
        Neighbour("--site localhost", "localhost", "/zh-hans/", "别站的班前十分钟"),
        Neighbour("--parent /en/", "127.0.0.1", "/en/", "英文的班前十分钟"),
    ),
)
