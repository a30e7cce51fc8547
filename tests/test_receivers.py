"""What happens of itself: the programme's pictures lose what they tell of people and places."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, PngImagePlugin
from wagtail.images import get_image_model
from wagtail.models import Collection

from casestudies.domain.installation import EDITORS
from casestudies.models import CaseIndexPage
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


def of_programme():
    return CaseIndexPage.objects.get().collection


def put_in(collection, content):
    """Let code of whoever put a picture into a collection; return the bytes that are kept."""
    image = get_image_model().objects.create(
        title="班前会", file=SimpleUploadedFile("photo.jpg", content), collection=collection
    )
    with image.file.open("rb") as file:
        return file.read()


def test_picture_without_metadata_is_kept_to_the_byte():
    content = jpeg()
    assert put_in(of_programme(), content) == content


def test_pictures_of_the_host_are_kept_to_the_byte():
    content = picture("JPEG")
    Collection.get_first_root_node().add_child(name="新闻")
    for collection in Collection.objects.exclude(pk=of_programme().pk):
        assert put_in(collection, content) == content


def test_a_collection_below_the_programmes_is_the_programmes():
    below = of_programme().add_child(name="2026年")
    kept = put_in(below, picture("JPEG"))
    assert not Image.open(BytesIO(kept)).getexif()


def test_a_host_may_want_all_of_its_pictures_bare(settings):
    settings.CASESTUDIES = settings.CASESTUDIES | {"STRIP_METADATA": "all"}
    kept = put_in(Collection.get_first_root_node(), picture("JPEG"))
    assert not Image.open(BytesIO(kept)).getexif()


def test_without_a_collection_of_its_own_the_programme_has_no_pictures():
    CaseIndexPage.objects.update(collection=None)
    content = picture("JPEG")
    assert put_in(Collection.get_first_root_node(), content) == content
