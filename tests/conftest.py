"""Fixtures all tests share."""

import pytest
from django.core.cache import cache
from django.db import connection

from casestudies.domain.installation import CHECKERS, EDITORS, install
from casestudies.enums import MemberRole
from tests.factories import MemberFactory, StaffFactory, UnionFactory


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


# --- people at two unions ------------------------------------------------------------------


@pytest.fixture
def union():
    union = UnionFactory(name="崇川区总工会", short_name="崇川区")
    MemberFactory(union=union)
    MemberFactory(union=union, approver=True)
    return union


@pytest.fixture
def author(union):
    return union.members.get(role=MemberRole.AUTHOR).user


@pytest.fixture
def approver(union):
    return union.members.get(role=MemberRole.APPROVER).user


@pytest.fixture
def foreign():
    """The approver of another union."""
    return MemberFactory(approver=True).user


# --- people of the office ------------------------------------------------------------------


@pytest.fixture
def checker(installed):
    return StaffFactory(groups=[CHECKERS], last_name="沈察")


@pytest.fixture
def editor(installed):
    return StaffFactory(groups=[EDITORS], last_name="卞辑")
