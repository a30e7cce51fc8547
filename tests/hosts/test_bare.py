"""A project of older days: its folder is a text, its template has a single block."""

import shutil

from . import pythons
from .kinds import FILES, SETTINGS, Kind
from .way import *  # noqa: F403


def change(host):
    host.edit(SETTINGS, "^BASE_DIR = .*$", "import os\nBASE_DIR = os.path.dirname(PROJECT_DIR)")
    for name in ("db.sqlite3", "static", "media"):
        host.edit(SETTINGS, f'BASE_DIR / "{name}"', f'os.path.join(BASE_DIR, "{name}")')
    shutil.copy(FILES / "bare/base.html", host.site / "mysite/templates/base.html")


# Without a block in the head, styles are linked inside the page.
KIND = Kind("7.4", django="5.2", python=pythons.oldest, change=change, told=("casestudies.W010",))
