"""Private files whose rows are gone go too; what else the site keeps there stays."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile

from casestudies import conf
from casestudies.domain import removal
from casestudies.domain.removal import files
from casestudies.domain.removal.files import private_files, remove_files
from casestudies.models import SubmissionPhoto
from tests.factories import SubmissionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]


def keep(name):
    conf.private_storage().save(name, ContentFile(b"x"))
    return name


def kept(root):
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def test_files_of_rows_that_are_gone_go(root):
    key, photo = uuid4(), uuid4().hex
    left = [
        keep(f"files/{key}/{uuid4().hex}.pdf"),
        *sorted([keep(f"photos/{key}/{photo}.jpg"), keep(f"photos/{key}/{photo}-preview.jpg")]),
    ]
    assert private_files() == left
    assert {kind.name: kind.number for kind in removal.kinds()}["未公开的照片和扫描件（文件）"] == 3
    remove_files(private_files())
    assert not root.exists()


def test_the_sites_own_files_in_the_same_folder_stay(root):
    key = uuid4()
    own = sorted(
        [
            keep("photos/2024/gate.jpg"),
            keep("photos/gate.jpg"),
            keep(f"photos/{key}/gate.jpg"),
            keep(f"photos/{key}/raw/{uuid4().hex}.jpg"),
            keep(f"scans/{key}/{uuid4().hex}.jpg"),
            keep(f"{uuid4().hex}.pdf"),
        ]
    )
    keep(f"photos/{key}/{uuid4().hex}.jpg")
    keep(f"files/{uuid4()}/{uuid4().hex}.docx")
    remove_files(private_files())
    assert kept(root) == own
    assert not (root / "files").exists()


def test_a_folder_that_the_site_gave_stays(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        conf.PRIVATE_STORAGE_ALIAS: {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "own"},
        }
    }
    keep(f"photos/{uuid4()}/{uuid4().hex}.jpg")
    remove_files(private_files())
    assert list(Path(tmp_path / "own").iterdir()) == []


def test_a_name_in_a_row_goes_whatever_its_shape():
    photo = SubmissionFactory(photos=1).photos.get()
    SubmissionPhoto.everything.filter(pk=photo.pk).update(file="old/photo.jpg")
    assert "old/photo.jpg" in private_files()


def test_a_storage_that_cannot_list_loses_what_rows_name(monkeypatch):
    monkeypatch.setattr(files, "_listed", lambda storage, folder: ([], []))
    SubmissionFactory(photos=1)
    assert len(private_files()) == 2
