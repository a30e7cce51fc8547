"""System checks: what a host must have for the programme's promises to hold.

One for each line of the install page and for each way to get it wrong; each is one sentence
with what to do. A module here registers its checks when it is imported.
"""

from . import (
    addresses,
    approvals,
    databases,
    files,
    groups,
    letters,
    models,
    production,
    settings,
    setup,
    templates,
    wiring,
)

__all__ = [
    "addresses",
    "approvals",
    "databases",
    "files",
    "groups",
    "letters",
    "models",
    "production",
    "settings",
    "setup",
    "templates",
    "wiring",
]
