"""Photos that were stored before: changed, replaced, removed."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.factories import SubmissionFactory, as_typed, uploaded_jpeg

from .pages import address, errors, mark

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]


def upload(content, name="现场.jpg"):
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def png() -> bytes:
    target = BytesIO()
    Image.new("RGB", (40, 30)).save(target, "PNG")
    return target.getvalue()


def stored_photos():
    return list(as_typed().photos.all())


@pytest.fixture
def with_photos(client, union, author):
    client.force_login(author)
    return SubmissionFactory(union=union, photos=2)


def test_a_stored_photo_is_named_beside_its_place(client, with_photos):
    names = [photo.name for photo in with_photos.photos.all()]
    content = client.get(address(with_photos)).content.decode()
    assert re.findall("已保存：([^<]*)<", content) == names


def test_captions_change_and_photos_are_removed(client, with_photos, typed):
    first, second = with_photos.photos.all()
    response = client.post(
        address(with_photos),
        typed(direction=None, mark=mark(with_photos))
        | {
            "photo-0-pk": first.pk,
            "photo-0-caption": "不要了",
            "photo-0-DELETE": "on",
            "photo-1-pk": second.pk,
            "photo-1-caption": "新的说明",
        },
    )
    assert response.status_code == 302
    assert [(each.pk, each.caption) for each in stored_photos()] == [(second.pk, "新的说明")]


def test_a_caption_of_a_photo_removed_does_not_matter(client, with_photos, typed):
    first, second = with_photos.photos.all()
    gone = {"photo-0-pk": first.pk, "photo-0-caption": "长" * 201, "photo-0-DELETE": "on"}
    response = client.post(
        address(with_photos), typed(direction=None, mark=mark(with_photos)) | gone
    )
    assert response.status_code == 302
    assert [each.pk for each in stored_photos()] == [second.pk]


def test_a_photo_is_replaced_in_its_place(client, with_photos, typed):
    first, second = with_photos.photos.all()
    client.post(
        address(with_photos),
        typed(direction=None, mark=mark(with_photos))
        | {
            "photo-0-pk": first.pk,
            "photo-0-caption": "换过的",
            "photo-0-file": uploaded_jpeg("新.jpg", colour=(200, 200, 0)),
            "photo-1-pk": second.pk,
            "photo-1-caption": second.caption,
        },
    )
    assert [each.name for each in stored_photos()] == ["新.jpg", second.name]


def test_a_bad_replacement_leaves_the_stored_photo(client, with_photos, typed):
    first = with_photos.photos.first()
    response = client.post(
        address(with_photos),
        typed(direction=None, mark=mark(with_photos))
        | {
            "photo-0-pk": first.pk,
            "photo-0-caption": first.caption,
            "photo-0-file": upload(png()),
        },
    )
    assert "不是 JPG 照片" in errors(response)[0]
    assert len(stored_photos()) == 2


def test_a_photo_of_another_dossier_cannot_be_named(client, with_photos, typed):
    theirs = SubmissionFactory(photos=2).photos.first()
    client.post(
        address(with_photos),
        typed(direction=None, mark=mark(with_photos))
        | {"photo-0-pk": theirs.pk, "photo-0-DELETE": "on", "photo-0-caption": "改你的"},
    )
    theirs.refresh_from_db()
    assert theirs.caption == "班前会现场（1）"


def test_photos_not_on_the_page_count_too(client, with_photos, typed):
    """A form opened before a colleague added two photos brings two more."""
    response = client.post(
        address(with_photos),
        typed(direction=None, mark=mark(with_photos))
        | {
            "photo-0-file": uploaded_jpeg("3.jpg", colour=(7, 0, 0)),
            "photo-1-file": uploaded_jpeg("4.jpg", colour=(8, 0, 0)),
        },
    )
    assert "照片数量已满，“4.jpg”没有保存。" in errors(response)
    assert len(stored_photos()) == 3
