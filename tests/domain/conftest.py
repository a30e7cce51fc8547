"""People at two unions."""

import pytest

from casestudies.enums import MemberRole
from tests.factories import MemberFactory, UnionFactory


@pytest.fixture
def union():
    union = UnionFactory()
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
