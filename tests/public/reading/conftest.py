"""A site with a home page and a library, and how its pages are counted."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from tests.factories.home import HomePageFactory
from tests.factories.places import CaseIndexPageFactory


@pytest.fixture
def home(db):
    return HomePageFactory()


@pytest.fixture
def library(home):
    return CaseIndexPageFactory(slug="cases", introduction="一线班组的好办法。")


@pytest.fixture
def queries_of(client):
    """Return a function: the SQL of a GET, the addresses of sites looked up anew."""

    def count(address):
        assert client.get(address).status_code == 200
        Site.clear_site_root_paths_cache()
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return [query["sql"] for query in captured]

    return count
