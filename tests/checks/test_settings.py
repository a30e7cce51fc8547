import pytest
from django.apps import apps

from casestudies.checks.settings import (
    check_keys,
    check_private_root,
    check_search,
)


def ids(messages):
    return [message.id for message in messages]


def test_settings_of_the_programme_are_right():
    assert check_keys(None) == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (["PRIVATE_ROOT"], "CASESTUDIES is not a dictionary."),
        (
            {"PRIVAT_ROOT": "/srv"},
            'CASESTUDIES has a key "PRIVAT_ROOT" that the programme does not know.',
        ),
        (
            {"PRIVATE_ROOT": 5},
            'CASESTUDIES["PRIVATE_ROOT"] is not right: it must be str or Path.',
        ),
    ],
)
def test_a_wrong_setting_is_told(settings, said, told):
    settings.CASESTUDIES = said
    assert [(each.id, each.msg) for each in check_keys(None)] == [("casestudies.E003", told)]


@pytest.mark.parametrize("folder", ["media", "media/private", "site/../media/private"])
def test_private_files_may_not_lie_where_files_are_served(settings, tmp_path, folder):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.CASESTUDIES = {"PRIVATE_ROOT": str(tmp_path / folder)}
    assert ids(check_private_root(None)) == ["casestudies.E001"]


def test_private_files_beside_the_served_ones_are_right(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.CASESTUDIES = {"PRIVATE_ROOT": tmp_path / "media-private"}
    assert check_private_root(None) == []


def test_a_storage_of_the_hosts_own_is_looked_at_too(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.CASESTUDIES = {"PRIVATE_ROOT": tmp_path / "private"}
    settings.STORAGES = settings.STORAGES | {
        "casestudies_private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "media" / "scans"},
        }
    }
    assert ids(check_private_root(None)) == ["casestudies.E001"]


def test_a_storage_without_a_folder_is_never_served(settings, tmp_path):
    del settings.BASE_DIR
    settings.CASESTUDIES = {}
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = settings.STORAGES | {
        "casestudies_private": {"BACKEND": "django.core.files.storage.memory.InMemoryStorage"}
    }
    assert check_private_root(None) == []


def test_search_must_be_installed_and_know_the_topics(settings, monkeypatch):
    assert check_search(None) == []
    del settings.CHINESE_SEARCH_VOCABULARY
    assert ids(check_search(None)) == ["casestudies.W002"]
    # Not by INSTALLED_APPS: apps that are made ready twice break on Wagtail 8.0.
    monkeypatch.delitem(apps.app_configs, "chinese_search")
    assert ids(check_search(None)) == ["casestudies.E002"]
