"""What happens of itself: pictures of the library lose what they tell of people and places."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, PngImagePlugin
from wagtail.images import get_image_model

from casestudies.domain.installation import EDITORS
from tests.factories import StaffFactory, jpeg

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

GPS, ORIENTATION = 0x8825, 0x0112


def picture(file_format, *, size=(300, 200)) -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (31.0, 58.0, 48.0)
    exif[GPS] = exif.get_ifd(GPS)
    options = {}
    if file_format == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_text("Author", "someone")
    target = BytesIO()
    Image.new("RGB", size, (180, 60, 40)).save(target, file_format, exif=exif, **options)
    return target.getvalue()


def stored(image):
    with image.file.open("rb") as file:
        found = Image.open(BytesIO(file.read()))
    found.load()
    return found


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP"])
def test_editors_picture_loses_place_and_person(client, file_format):
    content = picture(file_format)
    assert Image.open(BytesIO(content)).getexif().get_ifd(GPS)
    client.force_login(StaffFactory(groups=[EDITORS]))
    upload = SimpleUploadedFile(f"photo.{file_format.lower()}", content)
    response = client.post(reverse("wagtailimages:add"), {"title": "班前会", "file": upload})
    assert response.status_code == 302
    image = get_image_model().objects.get()
    kept = stored(image)
    assert kept.format == file_format
    assert not kept.getexif()
    assert not getattr(kept, "text", None)
    assert kept.size == (200, 300)
    assert (image.width, image.height) == (200, 300)
    assert image.file_size == image.file.size
    known = image.file_hash
    image._set_file_hash()
    assert image.file_hash == known


def test_picture_without_metadata_is_kept_to_the_byte():
    content = jpeg()
    image = get_image_model().objects.create(
        title="班前会", file=SimpleUploadedFile("clean.jpg", content)
    )
    with image.file.open("rb") as file:
        assert file.read() == content
