"""Follow docs/install.md in a site."""

import re
import shutil
from pathlib import Path

from .host import Host
from .install_page import InstallPage
from .kinds import SETTINGS, URLS, Kind

CATCH_ALL = re.compile(r'^( *)path\("", include\(wagtail_urls\)\)', re.MULTILINE)


def install_wheel(host: Host, page: InstallPage, wheel: Path) -> None:
    (host.site / "dist").mkdir()
    shutil.copy(wheel, host.site / "dist")
    for command in page.install:
        host.run(command)


def change_settings(host: Host, kind: Kind, page: InstallPage) -> None:
    """Add the lines to the settings, and to the addresses, under the site's own prefix."""
    for name in (SETTINGS, URLS):
        shutil.copy(host.site / name, _kept(host, name))
    host.append(SETTINGS, page.settings)
    line = page.urls.replace('path("casestudies/"', f'path("{kind.prefix}"')
    text = (host.site / URLS).read_text("utf-8")
    changed, places = CATCH_ALL.subn(lambda found: f"{found[1]}{line}\n{found[0]}", text)
    assert places == 1, f"{URLS} has {places} places for Wagtail's catch-all pattern"
    (host.site / URLS).write_text(changed, "utf-8")


def remove(host: Host) -> None:
    """Take the programme out again as docs/reference/commands.md says."""
    host.stop()
    host.manage("uninstall_casestudies --yes")
    for name in (SETTINGS, URLS):
        shutil.copy(_kept(host, name), host.site / name)
    host.run("pip uninstall --yes wagtail-casestudies")
    host.manage("update_index")


def _kept(host, name):
    return host.folder / f"{Path(name).name}.before"


def run_commands(host: Host, page: InstallPage) -> str:
    """Run the last step; return what the checks said, which is the last command's."""
    return [host.run(command) for command in page.commands][-1]
