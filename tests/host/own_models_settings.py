"""The host with accounts, images and documents of its own, and pages called like ours."""

from tests.host.settings import *  # noqa: F403
from tests.host.settings import INSTALLED_APPS

INSTALLED_APPS = [
    "tests.host.people",
    "tests.host.pictures",
    "tests.host.namesakes",
    *INSTALLED_APPS,
]
AUTH_USER_MODEL = "people.Person"
WAGTAILIMAGES_IMAGE_MODEL = "pictures.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "pictures.Paper"
