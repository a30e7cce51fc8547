"""What becomes of an uploaded photo."""

import hashlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from casestudies import conf
from casestudies.photos import clean_photo
from tests.factories import jpeg, uploaded_jpeg

ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


def opened(content):
    return Image.open(BytesIO(content))


def upload(content, name="现场.jpg"):
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def saved(picture, kind="JPEG", **options):
    target = BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def exif(**tags):
    values = Image.Exif()
    values[GPS] = {1: "N", 2: (31.0, 58.0, 1.0), 3: "E", 4: (120.0, 53.0, 2.0)}
    values[MAKER] = "手机品牌"
    for tag, value in tags.items():
        values[int(tag.removeprefix("tag"))] = value
    return values


def refusal(content, name="现场.jpg"):
    with pytest.raises(ValidationError) as caught:
        clean_photo(upload(content, name))
    return caught.value.code, caught.value.messages


def test_photo_is_kept_as_jpeg_with_its_size_hash_and_preview():
    clean = clean_photo(uploaded_jpeg(size=(1200, 800)))
    assert (clean.name, clean.width, clean.height) == ("现场.jpg", 1200, 800)
    assert opened(clean.content).format == "JPEG"
    assert opened(clean.content).size == (1200, 800)
    assert opened(clean.preview).size == (480, 320)
    assert clean.sha256 == hashlib.sha256(clean.content).hexdigest()


def test_nothing_but_the_picture_is_kept():
    content = saved(
        Image.new("RGB", (300, 200)),
        exif=exif(),
        comment=b"13812345678",
        xmp=b"<x:xmpmeta>secret</x:xmpmeta>",
    )
    assert opened(content).getexif().get_ifd(GPS)  # there was something that could leak
    assert "comment" in opened(content).info
    clean = clean_photo(upload(content))
    for kept in (clean.content, clean.preview):
        assert dict(opened(kept).getexif()) == {}
        assert not {"exif", "comment", "xmp", "mp"} & set(opened(kept).info)
        assert b"secret" not in kept
        assert b"13812345678" not in kept


def test_photo_taken_upright_stands_upright():
    content = saved(Image.new("RGB", (300, 200)), exif=exif(tag274=6))
    clean = clean_photo(upload(content))
    assert (clean.width, clean.height) == (200, 300)
    assert opened(clean.content).size == (200, 300)
    assert opened(clean.preview).size == (200, 300)


def test_large_photo_is_made_smaller():
    clean = clean_photo(uploaded_jpeg(size=(6000, 4000)))
    assert (clean.width, clean.height) == (2000, 1333)
    assert opened(clean.preview).size == (480, 320)


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_other_colour_modes_become_rgb_without_their_profile(mode):
    content = saved(Image.new(mode, (300, 200)), icc_profile=b"a profile of other colours")
    clean = clean_photo(upload(content))
    assert opened(clean.content).mode == "RGB"
    assert "icc_profile" not in opened(clean.content).info


def test_colour_profile_of_an_rgb_photo_is_kept():
    content = saved(Image.new("RGB", (900, 600)), icc_profile=b"Display P3")
    clean = clean_photo(upload(content))
    assert opened(clean.content).info["icc_profile"] == b"Display P3"
    assert opened(clean.preview).info["icc_profile"] == b"Display P3"


def test_photo_of_several_pictures_keeps_the_first():
    first, second = Image.new("RGB", (300, 200)), Image.new("RGB", (30, 20))
    clean = clean_photo(upload(saved(first, "MPO", save_all=True, append_images=[second])))
    assert opened(clean.content).format == "JPEG"
    assert opened(clean.content).size == (300, 200)


@pytest.mark.parametrize(
    "damaged",
    [
        b"Exif\0\0garbage",
        b"\xff\xff",
        b"Exif\0\0II*\0\x08\0\0\0\xff\xff\x12\x01\x03\0\x01\0\0\0\x06\0\0\0junk",
        b"Exif\0\0MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\x88\x25\0\x04\0\0\0\x01"
        b"\xff\xff\xff\xff\0\0\0\0",
    ],
)
def test_damaged_exif_does_not_cost_the_photo(damaged):
    clean = clean_photo(upload(saved(Image.new("RGB", (300, 200)), exif=damaged)))
    assert sorted(opened(clean.content).size) == [200, 300]
    assert dict(opened(clean.content).getexif()) == {}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8\xff",
        b"<script>alert(1)</script>",
        saved(Image.new("RGB", (30, 20)), "PNG"),
        saved(Image.new("RGB", (30, 20)), "GIF"),
        saved(Image.new("RGB", (30, 20)), "WEBP"),
    ],
    ids=["empty", "header", "script", "png", "gif", "webp"],
)
def test_another_type_under_a_jpg_name_is_refused(content):
    code, messages = refusal(content)
    assert code == "not_jpeg"
    assert messages == ["“现场.jpg”不是 JPG 照片，请另存为 JPG 格式后重新选择。"]


def test_photo_cut_short_is_refused():
    whole = saved(Image.effect_noise((900, 700), 80).convert("RGB"))
    code, messages = refusal(whole[: len(whole) // 3])
    assert code == "damaged"
    assert messages == ["“现场.jpg”已损坏，无法打开，请换一张照片。"]


def giant(width, height):
    """A JPEG whose header claims a size it does not have."""
    content = bytearray(jpeg(size=(16, 16)))
    frame = content.index(b"\xff\xc0") + 5
    content[frame : frame + 4] = height.to_bytes(2) + width.to_bytes(2)
    return bytes(content)


@pytest.mark.parametrize("side", [30_000, 9_500])
def test_too_many_pixels_are_refused_before_decoding(side):
    code, messages = refusal(giant(side, side))
    assert code == "too_many_pixels"
    assert messages == ["“现场.jpg”的像素太多（最多 80 百万像素），请缩小后重新选择。"]


def test_too_large_a_file_is_refused_unread(monkeypatch):
    monkeypatch.setattr(conf, "MAX_UPLOAD_MB", 1)
    photo = upload(b"x" * (1024**2 + 1))
    photo.file = None
    with pytest.raises(ValidationError) as caught:
        clean_photo(photo)
    assert caught.value.code == "too_large"
    assert caught.value.messages == ["“现场.jpg”超过 1 MB，请换一张小一些的照片。"]
