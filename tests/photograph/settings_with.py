"""The host with what docs/install.md tells it to add, and nothing else."""

from tests.hosts import install_page

from .settings_without import *  # noqa: F403

exec(install_page.read(install_page.PAGE.read_text("utf-8")).settings)  # noqa: S102
INSTALLED_APPS = list(dict.fromkeys(INSTALLED_APPS))  # noqa: F405
