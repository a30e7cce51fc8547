"""The host with what docs/install.md tells it to add, and nothing else."""

from pathlib import Path

from .settings_without import *  # noqa: F403

_page = (Path(__file__).parents[2] / "docs/install.md").read_text("utf-8")
_block = _page.split("```python\n")[1].split("```")[0]
exec("\n".join(line.removeprefix("   ") for line in _block.splitlines()))  # noqa: S102
INSTALLED_APPS = list(dict.fromkeys(INSTALLED_APPS))  # noqa: F405
