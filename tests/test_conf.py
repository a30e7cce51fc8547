from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile

from casestudies import conf


@pytest.mark.parametrize("root", ["/srv/private", Path("/srv/private")])
def test_the_private_folder_is_the_one_named(settings, root):
    settings.CASESTUDIES = {"PRIVATE_ROOT": root}
    del settings.BASE_DIR
    assert conf.private_storage().location == "/srv/private"


@pytest.mark.parametrize("base", ["/srv/site", Path("/srv/site")])
def test_the_private_folder_lies_beside_the_site_by_default(settings, base):
    settings.CASESTUDIES = {}
    settings.BASE_DIR = base
    assert conf.value("PRIVATE_ROOT") == Path("/srv/site/private")


def test_a_site_without_a_private_folder_is_told_what_to_set(settings):
    settings.CASESTUDIES = {}
    del settings.BASE_DIR
    storage = conf.private_storage()
    with pytest.raises(ImproperlyConfigured, match=r'CASESTUDIES\["PRIVATE_ROOT"\] is not set'):
        storage.save("photo.jpg", ContentFile(b""))


def test_private_files_have_no_address():
    with pytest.raises(ValueError, match="no address"):
        conf.private_storage().url("photo.jpg")


def test_a_storage_of_the_hosts_own_needs_no_folder(settings):
    settings.CASESTUDIES = {}
    del settings.BASE_DIR
    settings.STORAGES = settings.STORAGES | {
        "casestudies_private": {"BACKEND": "django.core.files.storage.memory.InMemoryStorage"}
    }
    assert type(conf.private_storage()).__name__ == "InMemoryStorage"


def test_letters_come_from_the_programmes_address_or_the_sites(settings):
    settings.DEFAULT_FROM_EMAIL = "site@example.org"
    assert conf.value("FROM_EMAIL") == "site@example.org"
    settings.CASESTUDIES = {"FROM_EMAIL": "cases@example.org"}
    assert conf.value("FROM_EMAIL") == "cases@example.org"


def test_a_site_that_sets_nothing_has_every_default(settings):
    del settings.CASESTUDIES
    for name, key in conf.KEYS.items():
        assert key.fault(conf.value(name)) == ""


def test_a_key_that_is_not_declared_is_an_error():
    with pytest.raises(KeyError):
        conf.value("PRIVAT_ROOT")


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        (conf.KEYS["PRIVATE_ROOT"], 5, "it must be str or Path"),
        (conf.KEYS["PRIVATE_ROOT"], "/srv", ""),
        (conf.Key((str,), str, choices=("ours", "all")), "none", "it must be one of ours, all"),
        (conf.Key((str,), str, choices=("ours", "all")), "all", ""),
    ],
)
def test_a_wrong_value_is_told(key, value, fault):
    assert key.fault(value) == fault
