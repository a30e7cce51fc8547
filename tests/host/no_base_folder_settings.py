"""The host of somebody who names no folder: neither BASE_DIR nor a private one."""

from tests.host.settings import *  # noqa: F403

del BASE_DIR  # noqa: F821
CASESTUDIES = {}
