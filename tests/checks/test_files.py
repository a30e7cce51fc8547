"""Where private files may lie."""

import pytest

from casestudies.checks.files import check_private_files


def ids(messages):
    return [message.id for message in messages]


@pytest.mark.parametrize("folder", ["media", "media/private", "site/../media/private"])
def test_private_files_may_not_lie_where_files_are_served(settings, tmp_path, folder):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.CASESTUDIES = {"PRIVATE_ROOT": str(tmp_path / folder)}
    assert ids(check_private_files(None)) == ["casestudies.E001"]


def test_private_files_beside_the_served_ones_are_right(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.CASESTUDIES = {"PRIVATE_ROOT": tmp_path / "media-private"}
    assert check_private_files(None) == []


def test_a_storage_of_the_hosts_own_is_looked_at_too(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.CASESTUDIES = {"PRIVATE_ROOT": tmp_path / "private"}
    settings.STORAGES = settings.STORAGES | {
        "casestudies_private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "media" / "scans"},
        }
    }
    assert ids(check_private_files(None)) == ["casestudies.E001"]


def test_a_storage_without_a_folder_is_never_served(settings, tmp_path):
    del settings.BASE_DIR
    settings.CASESTUDIES = {}
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = settings.STORAGES | {
        "casestudies_private": {"BACKEND": "django.core.files.storage.memory.InMemoryStorage"}
    }
    assert check_private_files(None) == []
