"""Pictures of unpublished cases lie outside the public media, before and after."""

import re
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.images import get_image_model

from casestudies import conf, picture_files
from casestudies.domain import publishing, removal
from casestudies.models import CaseIndexPage, CasePage
from tests.factories import CasePageFactory, approve_case, jpeg
from tests.factories.images import ImageFactory, photo_block

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

Image = get_image_model()


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Public and private folders without the files of other tests."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.CASESTUDIES = {"PRIVATE_ROOT": tmp_path / "private"}
    return tmp_path / "media"


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def files(folder):
    return sorted(str(p.relative_to(folder)) for p in Path(folder).rglob("*") if p.is_file())


def made(accepted, editor, committed):
    with committed():
        return publishing.make_case_page(accepted, by=editor)


def published(page, editor, committed):
    with committed():
        publishing.submit_for_review(page, by=editor)
    with committed():
        return approve_case(page)


def test_nothing_of_a_draft_is_public(accepted, editor, media, committed):
    page = made(accepted, editor, committed)
    assert page.cover.renditions.count() == 3
    assert files(media) == []
    publishing.submit_for_review(page, by=editor)
    assert files(media) == []


def test_publication_opens_renditions_and_never_an_original(accepted, editor, media, committed):
    page = published(made(accepted, editor, committed), editor, committed)
    assert page.live
    shown = [r.file.name for image in publishing.photos_of(page) for r in image.renditions.all()]
    assert files(media) == sorted(shown)
    assert len(shown) == 5
    assert all(re.fullmatch(r"casestudies-public/[\da-f]{2}/[\da-f]{32}\.jpg", n) for n in shown)
    assert len(set(shown)) == 5
    assert all(picture_files.is_private(image.file.name) for image in Image.objects.all())


def test_take_down_closes_them_again(accepted, editor, media, committed):
    page = published(made(accepted, editor, committed), editor, committed)
    before = files(media)
    with committed():
        page.unpublish()
    assert files(media) == []
    assert page.cover.renditions.count() == 3
    with committed():
        published(page, editor, committed)
    assert len(files(media)) == 5
    assert not set(files(media)) & set(before)


def test_a_picture_of_two_cases_is_public_until_both_are_down(media, committed):
    image = ImageFactory(collection=CaseIndexPage.objects.get().collection)
    first = CasePageFactory(public=True, cover=image)
    second = CasePageFactory(public=True, body=[photo_block(image)])
    publishing.prepare_renditions(first)
    with committed():
        first.unpublish()
    assert len(files(media)) == 3
    with committed():
        CasePage.objects.get(pk=second.pk).unpublish()
    assert files(media) == []


def test_a_picture_taken_out_of_a_public_case_is_closed(media, committed):
    collection = CaseIndexPage.objects.get().collection
    old, new = ImageFactory(collection=collection), ImageFactory(collection=collection)
    page = CasePageFactory(public=True, cover=old)
    publishing.prepare_renditions(page)
    with committed():
        page.cover = new
        page.save()
    assert files(media) == []
    publishing.prepare_renditions(page)
    assert files(media) == sorted(r.file.name for r in new.renditions.all())


def test_pictures_of_the_host_stay_where_the_host_keeps_them(media):
    image = ImageFactory()
    rendition = image.get_rendition("width-100")
    assert files(media) == sorted([image.file.name, rendition.file.name])
    assert image.file.name.startswith("original_images/")
    assert rendition.file.name.startswith("images/")


def test_an_upload_into_the_collection_is_private_from_the_start(media, tmp_path):
    image = Image.objects.create(
        title="班前会",
        file=SimpleUploadedFile("班前会现场.JPG", jpeg()),
        collection=CaseIndexPage.objects.get().collection,
    )
    assert files(media) == []
    assert re.fullmatch(r"casestudies-private/[\da-f]{2}/[\da-f]{32}\.jpg", image.file.name)
    stored = Path(image.file.path)
    assert stored.is_relative_to(tmp_path / "private")
    assert stat.S_IMODE(stored.stat().st_mode) == 0o600
    folders = [stored.parent, stored.parent.parent]
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in folders] == [0o700, 0o700]


def test_storages_that_are_no_folders_will_do(accepted, editor, settings, media, committed):
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"default": memory, conf.PRIVATE_STORAGE_ALIAS: memory}
    page = made(accepted, editor, committed)
    assert isinstance(conf.private_storage(), InMemoryStorage)
    assert conf.private_storage().exists(page.cover.file.name)
    assert not default_storage.exists("casestudies-public")
    page = published(page, editor, committed)
    shown = page.cover.renditions.get(filter_spec=conf.RENDITIONS["card"]).file
    assert default_storage.exists(shown.name)
    assert shown.url == f"/media/{shown.name}"
    with committed():
        page.unpublish()
    folders = default_storage.listdir("casestudies-public")[0]
    assert [default_storage.listdir(f"casestudies-public/{each}")[1] for each in folders] == [
        [] for each in folders
    ]
    assert files(media) == []


def killed(*args, **kwargs):
    """What ends the process there: no code of ours catches it, nothing tidies up."""
    raise SystemExit


def test_killed_between_the_file_and_its_row(accepted, editor, media, monkeypatch, committed):
    monkeypatch.setattr(Image, "save", killed)
    with pytest.raises(SystemExit), transaction.atomic():
        publishing.make_case_page(accepted, by=editor)
    monkeypatch.undo()
    assert (Image.objects.count(), files(media)) == (0, [])
    left = removal.orphans(now=timezone.now() + timedelta(days=2))
    assert [picture_files.is_private(name) for _storage, name in left] == [True]
    page = made(accepted, editor, committed)
    assert len(publishing.photos_of(page)) == 2


@pytest.mark.parametrize("point", ["save", "update", "delete"])
def test_killed_while_a_take_down_closes_pictures(
    accepted, editor, media, monkeypatch, committed, point
):
    """Before the copy, between copy and row, between row and deletion: the commands mend all."""
    page = published(made(accepted, editor, committed), editor, committed)
    renditions = type(page.cover.renditions.first())
    owner = {
        "save": picture_files.PictureStorage,
        "update": type(renditions.objects.all()),
        "delete": picture_files.PictureStorage,
    }[point]
    page.unpublish()
    keys = publishing.picture_keys(page)
    monkeypatch.setattr(owner, point, killed)
    with pytest.raises(SystemExit), committed():
        publishing.settle(keys)
    monkeypatch.undo()
    with committed():
        call_command("settle_pictures", verbosity=0)
    for storage, name in removal.orphans(now=timezone.now() + timedelta(days=2)):
        storage.delete(name)
    assert files(media) == []
    for rendition in renditions.objects.all():
        assert picture_files.is_private(rendition.file.name)
        assert rendition.file.storage.exists(rendition.file.name)


def test_the_hosts_migrations_say_what_the_host_said():
    for model in (Image, Image.get_rendition_model()):
        field = model._meta.get_field("file")
        assert isinstance(field.storage, picture_files.PictureStorage)
        told = str(field.deconstruct())
        assert "casestudies" not in told


def test_settle_pictures_takes_in_what_an_older_release_left(
    accepted, editor, media, committed, capsys
):
    page = made(accepted, editor, committed)
    first = page.cover
    storage = first.file.storage
    with first.file.open("rb") as stored:
        content = stored.read()
    old = storage.save("original_images/case-" + "a" * 32 + ".jpg", ContentFile(content))
    Image.objects.filter(pk=first.pk).update(file=old)
    rendition = first.renditions.first()
    guessed = storage.save("images/case-aa.jpg", ContentFile(content))
    type(rendition).objects.filter(pk=rendition.pk).update(file=guessed)
    own = ImageFactory(title="院门")
    assert len(files(media)) == 3
    with committed():
        call_command("settle_pictures")
    assert files(media) == [own.file.name]
    assert capsys.readouterr().out == "移出公开目录的原图 1 张，归位的缩略图 1 张。\n"
    with Image.objects.get(pk=first.pk).file.open("rb") as stored:
        assert stored.read() == content
    with committed():
        call_command("settle_pictures")
    assert capsys.readouterr().out == "移出公开目录的原图 0 张，归位的缩略图 0 张。\n"


def test_what_a_take_down_left_half_way_is_settled_by_the_command(
    accepted, editor, media, committed
):
    page = published(made(accepted, editor, committed), editor, committed)
    page.unpublish()  # the process ends before what was to follow the commit
    assert len(files(media)) == 5
    with committed():
        call_command("settle_pictures", verbosity=0)
    assert files(media) == []


def test_settling_takes_three_queries_and_one_for_each_rendition(
    accepted, editor, committed, django_assert_num_queries
):
    page = published(made(accepted, editor, committed), editor, committed)
    keys = publishing.picture_keys(page)
    with django_assert_num_queries(3):
        assert publishing.settle(keys) == 0
    page.unpublish()
    with django_assert_num_queries(8):
        assert publishing.settle(keys) == 5
