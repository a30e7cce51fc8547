"""Fixtures all tests share."""

import pytest

from casestudies.domain.installation import install


@pytest.fixture(autouse=True)
def _clear_site_cache():
    from wagtail.models import Site

    Site.clear_site_root_paths_cache()


@pytest.fixture
def installed(db):
    """Groups, workflows, vocabulary and the library page."""
    install()
