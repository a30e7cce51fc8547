"""What docs/install.md tells a site to do, read from its fenced blocks and from nothing else."""

import re
from dataclasses import dataclass
from textwrap import dedent

from tests.contracts.tree import ROOT

PAGE = ROOT / "docs" / "install.md"
FENCED = re.compile(r"^( *)```(\w+)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class InstallPage:
    """The four steps: commands, lines of the settings, a line of the addresses, commands."""

    install: list[str]
    settings: str
    urls: str
    commands: list[str]


def read(text: str) -> InstallPage:
    """Read the page. Raises ValueError when it has other blocks than the four steps."""
    blocks = [(language, dedent(body)) for _indent, language, body in FENCED.findall(text)]
    if [language for language, _body in blocks] != ["sh", "python", "python", "sh"]:
        raise ValueError(f"docs/install.md has blocks {[language for language, _ in blocks]}")
    (_, install), (_, settings), (_, urls), (_, commands) = blocks
    return InstallPage(install.splitlines(), settings, urls.strip(), commands.splitlines())
