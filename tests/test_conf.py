from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from casestudies import conf


@pytest.mark.parametrize("root", ["/srv/private", Path("/srv/private")])
def test_the_private_folder_is_the_one_named(settings, root):
    settings.CASESTUDIES_PRIVATE_ROOT = root
    del settings.BASE_DIR
    assert conf.private_root() == Path("/srv/private")
    assert conf.private_storage().location == "/srv/private"


@pytest.mark.parametrize("base", ["/srv/site", Path("/srv/site")])
def test_the_private_folder_lies_beside_the_site_by_default(settings, base):
    del settings.CASESTUDIES_PRIVATE_ROOT
    settings.BASE_DIR = base
    assert conf.private_root() == Path("/srv/site/private")


def test_a_site_without_a_private_folder_is_told_what_to_set(settings):
    del settings.CASESTUDIES_PRIVATE_ROOT
    del settings.BASE_DIR
    with pytest.raises(ImproperlyConfigured, match="CASESTUDIES_PRIVATE_ROOT is not set"):
        conf.private_root()


def test_a_storage_of_the_hosts_own_needs_no_folder(settings, tmp_path):
    del settings.CASESTUDIES_PRIVATE_ROOT
    del settings.BASE_DIR
    settings.STORAGES = settings.STORAGES | {
        "casestudies_private": {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    }
    assert type(conf.private_storage()).__name__ == "InMemoryStorage"


def test_letters_come_from_the_programmes_address_or_the_sites(settings):
    settings.DEFAULT_FROM_EMAIL = "site@example.org"
    assert conf.notifications_from() == "site@example.org"
    settings.CASESTUDIES_FROM_EMAIL = "cases@example.org"
    assert conf.notifications_from() == "cases@example.org"
