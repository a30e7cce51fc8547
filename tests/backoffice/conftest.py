"""People of the office, each signed in to the admin."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from casestudies.domain.installation import JUDGES
from tests.factories import REVIEW_GROUPS, StaffFactory


@pytest.fixture(autouse=True)
def _installed(installed):
    """Every screen here needs groups and workflows."""


@pytest.fixture
def judge():
    """Enters the admin, and nothing more."""
    return StaffFactory(groups=[JUDGES])


@pytest.fixture
def superuser():
    return StaffFactory(is_superuser=True)


@pytest.fixture
def looker():
    """Sees dossiers without their contact, decides nothing."""
    group = Group.objects.create(name="旁听")
    group.permissions.add(
        *Permission.objects.filter(codename__in=["access_admin", "view_submission"])
    )
    return StaffFactory(groups=["旁听"])


@pytest.fixture
def case_reviewers():
    return [StaffFactory(groups=[group]) for group in REVIEW_GROUPS]


@pytest.fixture
def signed_in():
    """Return a browser in which the person is signed in."""

    def sign_in(user):
        client = Client()
        client.force_login(user)
        return client

    return sign_in
