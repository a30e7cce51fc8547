"""The gate of pictures: what readers see is bare, wherever the picture came from."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms
from wagtail.images import get_image_model

from casestudies import conf
from casestudies.domain.publishing import prepare_renditions
from tests.factories import CasePageFactory
from tests.factories.images import photo_block

pytestmark = pytest.mark.django_db

GPS, ARTIST = 0x8825, 0x013B
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def host_image(file_format, **options):
    """An image outside the programme's collection, which keeps all it tells."""
    exif = Image.Exif()
    exif[ARTIST] = "(c) Photographer"
    exif[GPS] = {1: "N", 2: (31.0, 58.0, 48.0)}
    content = BytesIO()
    Image.new("RGB", (1500, 1000), (20, 90, 60)).save(
        content, file_format, exif=exif, icc_profile=PROFILE, **options
    )
    upload = SimpleUploadedFile(f"photo.{file_format.lower()}", content.getvalue())
    return get_image_model().objects.create(title="班组现场", file=upload)


def opened(stored):
    with stored.open("rb") as file:
        found = Image.open(BytesIO(file.read()))
    found.load()
    return found


@pytest.mark.parametrize(
    ("file_format", "options"),
    [("JPEG", {"comment": b"taken at home", "xmp": b"<x:xmpmeta/>"}), ("PNG", {}), ("WEBP", {})],
)
def test_every_rendition_of_a_case_page_is_bare(file_format, options):
    image = host_image(file_format, **options)
    assert opened(image.file).getexif()[ARTIST] == "(c) Photographer"
    prepare_renditions(CasePageFactory(cover=image, body=[photo_block(image)]))
    made = {rendition.filter_spec: rendition for rendition in image.renditions.all()}
    assert made.keys() == set(conf.RENDITIONS.values())
    for rendition in made.values():
        shown = opened(rendition.file)
        assert shown.format == "JPEG"
        assert dict(shown.getexif()) == {}
        assert not {"exif", "comment", "xmp", "photoshop"} & shown.info.keys()
        assert shown.info["icc_profile"] == PROFILE
    assert opened(image.file).getexif()[ARTIST] == "(c) Photographer"
