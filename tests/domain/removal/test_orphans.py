"""Files that no row names go after a day; all others stay."""

import os
from datetime import timedelta
from pathlib import Path
from time import time
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from wagtail.images import get_image_model

from casestudies import conf
from casestudies.domain import publishing
from casestudies.domain.removal import orphans
from casestudies.models import CaseIndexPage, SubmissionDraft, SubmissionPhoto
from casestudies.picture_files import PRIVATE, PUBLIC, new_name
from tests.factories import CasePageFactory, SubmissionFactory
from tests.factories.images import ImageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

LATER = timedelta(days=1, minutes=1)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def keep(name):
    """Keep a file, made now; a clock that is shifted for tests shifts no file's."""
    storage = conf.private_storage()
    storage.save(name, ContentFile(b"x"))
    os.utime(storage.path(name), times=(time(), time()))
    return name


def keep_public(name):
    storage = get_image_model().get_rendition_model()._meta.get_field("file").storage
    name = storage.save(name, ContentFile(b"x"))
    os.utime(storage.path(name), times=(time(), time()))
    return name


def names(now=None):
    return sorted(name for _storage, name in orphans(now=now or timezone.now() + LATER))


def test_what_was_left_between_file_and_row_is_found_after_a_day():
    left = sorted(
        [
            keep(f"photos/{uuid4()}/{uuid4().hex}-preview.jpg"),
            keep(f"files/{uuid4()}/{uuid4().hex}.pdf"),
            keep(new_name(PRIVATE, "photo.jpg")),
            keep_public(new_name(PUBLIC, "photo.jpg")),
        ]
    )
    keep("photos/gate.jpg")
    keep_public(f"{PUBLIC}/gate.jpg")
    assert names() == left
    assert names(now=timezone.now() + timedelta(hours=23)) == []


def test_files_of_rows_stay():
    SubmissionFactory(photos=2, walk="submitted")
    image = ImageFactory(collection=CaseIndexPage.objects.get().collection)
    page = CasePageFactory(public=True, cover=image)
    publishing.prepare_renditions(page)
    draft = ImageFactory(collection=CaseIndexPage.objects.get().collection)
    draft.get_rendition("width-50")
    assert SubmissionPhoto.objects.count() == 2
    assert names() == []


def test_a_file_that_a_row_names_in_words_stays():
    name = keep(f"photos/{uuid4()}/{uuid4().hex}.jpg")
    assert names() == [name]
    dossier = SubmissionFactory()
    row, _created = SubmissionDraft.objects.get_or_create(submission=dossier)
    row.photos = [{"pk": 1, "caption": "", "file": name}]
    row.save()
    assert names() == []


def test_the_command_deletes_them(capsys, media, root):
    private, public = keep(new_name(PRIVATE, "p.jpg")), keep_public(new_name(PUBLIC, "p.jpg"))
    for path in (root / private, media / public):
        os.utime(path, times=(0, 0))
    young = keep(new_name(PRIVATE, "p.jpg"))
    call_command("remove_orphan_files", dry_run=True)
    assert capsys.readouterr().out == f"{private}\n{public}\n将删除 2 个没有记录的文件。\n"
    assert (root / private).is_file()
    call_command("remove_orphan_files")
    assert capsys.readouterr().out == "删除 2 个没有记录的文件。\n"
    assert [p for p in Path(media).rglob("*") if p.is_file()] == []
    assert list(root.rglob("*.jpg")) == [root / young]
    call_command("remove_orphan_files")
    assert capsys.readouterr().out == "删除 0 个没有记录的文件。\n"
