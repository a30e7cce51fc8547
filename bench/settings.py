"""Settings of the measurements: the tests', with two comparison pages and real hashing off."""

from settings.test import *  # noqa: F403
from settings.test import TEMPLATES

ROOT_URLCONF = "bench.urls"
TEMPLATES[0]["OPTIONS"]["debug"] = False
LOGGING = {"version": 1, "disable_existing_loggers": True}
