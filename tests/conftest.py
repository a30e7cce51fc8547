"""Fixtures all tests share."""

import pytest
from django.core.cache import cache
from django.db import connection

from casestudies.domain.installation import install


def pytest_collection_modifyitems(items):
    if connection.vendor != "postgresql":
        for item in items:
            if item.get_closest_marker("postgres"):
                item.add_marker(pytest.mark.skip(reason="needs PostgreSQL"))


@pytest.fixture(autouse=True)
def _clear_cache():
    """Forget roots of sites and renditions of images that a test before rolled back."""
    cache.clear()


@pytest.fixture
def installed(db):
    """Groups, workflows, vocabulary and the library page."""
    install()
