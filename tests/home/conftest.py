"""Fixtures of the host site and its demo."""

import pytest
from django.apps import apps


@pytest.fixture
def row_counts():
    """Tells how many rows each table has."""

    def counted():
        return {model._meta.label: model._base_manager.count() for model in apps.get_models()}

    return counted
