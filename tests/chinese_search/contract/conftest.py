import pytest
from modelsearch.backends import get_search_backend

from tests.factories.library import stock_library


@pytest.fixture(autouse=True)
def library(db):
    stock_library()


@pytest.fixture
def backend():
    return get_search_backend()
