"""Photos and scans of the form: what is kept, what is refused, with which words."""

import struct
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, JpegImagePlugin

from casestudies import conf
from casestudies.enums import SubmissionState
from casestudies.models import Submission, SubmissionDraft, SubmissionFile
from tests.factories import as_typed, jpeg, uploaded_jpeg

from .pages import address, errors, mark, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

GPS = 0x8825


def upload(content, name="现场.jpg"):
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def png() -> bytes:
    target = BytesIO()
    Image.new("RGB", (40, 30)).save(target, "PNG")
    return target.getvalue()


def huge_jpeg(width=30_000, height=30_000) -> bytes:
    """A small JPEG whose header claims to be that large."""
    content = bytearray(jpeg(size=(16, 16)))
    frame = content.index(b"\xff\xc0")
    content[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def with_position() -> bytes:
    exif = Image.Exif()
    exif[GPS] = {1: "N", 2: (31.0, 58.0, 1.0), 3: "E", 4: (120.0, 53.0, 2.0)}
    exif[0x010F] = "PHONE-MAKER"
    content = jpeg(exif=exif)
    assert Image.open(BytesIO(content)).getexif().get_ifd(GPS)
    return content


@pytest.fixture
def decoded(monkeypatch):
    """The sizes of the pictures that were decoded."""
    sizes = []
    file_load = JpegImagePlugin.JpegImageFile.load

    def counted_file(picture, *args, **kwargs):
        if picture.tile:
            sizes.append(picture.size)
        return file_load(picture, *args, **kwargs)

    monkeypatch.setattr(JpegImagePlugin.JpegImageFile, "load", counted_file)
    return sizes


@pytest.fixture
def post(client, author, form_page, typed):
    """Post the form with photos given as (upload, caption)."""
    client.force_login(author)

    def send(*rows, **changes):
        values = typed(**changes) | {"photo-TOTAL_FORMS": max(3, len(rows))}
        for place, (chosen, caption) in enumerate(rows):
            values |= {f"photo-{place}-caption": caption}
            if chosen:
                values |= {f"photo-{place}-file": chosen}
        return client.post(form_page.get_url(), values)

    return send


def stored_photos():
    return list(as_typed().photos.all())


def test_two_photos_with_captions_are_kept_in_their_order(post):
    response = post((uploaded_jpeg(), "班前会"), (uploaded_jpeg(colour=(9, 9, 9)), "谈心"))
    assert response.status_code == 302
    assert [(each.caption, each.sort_order) for each in stored_photos()] == [
        ("班前会", 0),
        ("谈心", 1),
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (png(), "“现场.jpg”不是 JPG 照片，请另存为 JPG 格式后重新选择。"),
        (b"GIF89a", "“现场.jpg”不是 JPG 照片，请另存为 JPG 格式后重新选择。"),
        (jpeg()[:3000], "“现场.jpg”已损坏，无法打开，请换一张照片。"),
        (huge_jpeg(), "“现场.jpg”的像素太多（最多 80 百万像素），请缩小后重新选择。"),
    ],
)
def test_a_bad_photo_is_refused_and_the_rest_is_kept(post, content, sentence):
    response = post((upload(content), "坏的"), (uploaded_jpeg(), "好的"))
    assert response.status_code == 200
    assert errors(response) == [sentence]
    page = text(response)
    assert '<a href="#id_photo-0-file">' in page
    assert 'value="坏的"' in page
    assert "已保存：现场.jpg" in page
    assert [each.caption for each in stored_photos()] == ["好的"]
    assert as_typed().title == "班前十分钟点亮一整天"


def test_a_picture_of_30000_by_30000_is_never_decoded(post, decoded):
    response = post((upload(huge_jpeg()), "大"))
    assert "像素太多" in errors(response)[0]
    assert decoded == []


def test_a_photo_too_large_in_bytes_is_refused(post, monkeypatch):
    monkeypatch.setattr(conf, "MAX_UPLOAD_MB", 1)
    response = post((upload(jpeg() + b"\0" * 1024**2), "大"))
    assert errors(response) == ["“现场.jpg”超过 1 MB，请换一张小一些的照片。"]
    assert stored_photos() == []


def test_each_photo_is_decoded_once(post, decoded):
    post(*[(uploaded_jpeg(colour=(90 * place, 2, 3)), "说明") for place in range(3)])
    assert len(stored_photos()) == 3
    assert len(decoded) == 3


def test_nothing_but_the_picture_is_stored(post):
    post((upload(with_position()), "一"), (uploaded_jpeg(), "二"))
    for photo in stored_photos():
        for stored in (photo.file, photo.preview):
            with stored.open() as content:
                written = content.read()
            picture = Image.open(BytesIO(written))
            assert dict(picture.getexif()) == {}
            assert "exif" not in picture.info
            assert b"PHONE-MAKER" not in written
    assert Path(stored_photos()[0].file.path).is_relative_to(conf.value("PRIVATE_ROOT"))


def test_the_fourth_photo_is_refused_and_three_are_kept(post, decoded):
    rows = [(uploaded_jpeg(f"{n}.jpg", colour=(n, 0, 0)), f"第{n}张") for n in range(1, 5)]
    response = post(*rows)
    assert errors(response) == [
        "现有 4 张照片。照片可以不交；要交请交 2 至 3 张。",
        "照片数量已满，“4.jpg”没有保存。",
    ]
    assert 'value="第4张"' in text(response)
    assert [each.caption for each in stored_photos()] == ["第1张", "第2张", "第3张"]
    assert len(decoded) == 3


def test_several_files_in_one_place_are_none_dropped_silently(client, author, form_page, typed):
    client.force_login(author)
    files = [uploaded_jpeg(f"{n}.jpg", colour=(n, 0, 0)) for n in range(1, 5)]
    response = client.post(form_page.get_url(), typed() | {"photo-0-file": files})
    assert "照片数量已满，“4.jpg”没有保存。" in errors(response)
    assert [each.name for each in stored_photos()] == ["1.jpg", "2.jpg", "3.jpg"]


def test_one_photo_is_a_draft_but_cannot_be_handed_over(post):
    assert post((uploaded_jpeg(), "一张")).status_code == 302
    response = post((uploaded_jpeg(), "一张"), move="hand_over")
    assert errors(response) == ["现有 1 张照片。照片可以不交；要交请交 2 至 3 张。"]
    assert len(stored_photos()) == 1


def test_a_missing_caption_is_named_at_handing_over(post):
    def rows():
        return (uploaded_jpeg(), "班前会"), (uploaded_jpeg(colour=(9, 9, 9)), "")

    assert post(*rows()).status_code == 302
    response = post(*rows(), move="hand_over")
    assert errors(response) == ["第 2 张照片没有文字说明，请写明照片内容。"]
    assert '<a href="#id_photo-1-caption">' in text(response)
    assert Submission.objects.get().state == SubmissionState.DRAFT


def test_a_caption_without_photo_is_kept_on_the_page(post):
    response = post((None, "忘了选照片"))
    assert errors(response) == ["第 1 张的文字说明没有照片，请选择照片，或删去文字说明。"]
    assert 'value="忘了选照片"' in text(response)


def test_a_caption_too_long_is_kept_on_the_page_and_the_photo_stored(post):
    response = post((uploaded_jpeg(), "长" * 201))
    assert errors(response) == ["第 1 张照片：文字说明有 201 个字符，请控制在 200 个以内。"]
    assert "长" * 201 in text(response)
    assert [each.caption for each in stored_photos()] == ["长" * 201]


def test_the_same_photo_twice_is_refused_once(post):
    response = post((uploaded_jpeg("甲.jpg"), "一"), (uploaded_jpeg("乙.jpg"), "二"))
    assert errors(response) == ["“乙.jpg”与另一张照片相同，请换一张。"]
    assert [each.caption for each in stored_photos()] == ["一"]


def test_a_list_that_did_not_arrive_whole_is_told_and_the_rest_kept(
    client, author, form_page, typed
):
    client.force_login(author)
    values = typed(**{"photo-TOTAL_FORMS": None}) | {"photo-0-file": uploaded_jpeg()}
    response = client.post(form_page.get_url(), values)
    assert errors(response) == ["照片列表没有完整送达，请重新选择照片。"]
    assert stored_photos() == []
    assert as_typed().title == "班前十分钟点亮一整天"


def test_a_caption_too_long_is_shown_again_with_what_is_wrong(client, post):
    post((uploaded_jpeg(), "班前会"))
    post((uploaded_jpeg(), "长" * 201), mark=mark(as_typed()))
    response = client.get(address(Submission.objects.get()))
    assert errors(response) == ["第 1 张照片：文字说明有 201 个字符，请控制在 200 个以内。"]
    assert f'value="{"长" * 201}"' in text(response)
    saved = timezone.localtime(SubmissionDraft.objects.get().saved_at)
    assert f"已保存 {saved:%H:%M}，还有 1 处需要修改：" in text(response)


def test_a_caption_too_long_cannot_be_handed_over(post):
    rows = (uploaded_jpeg(), "班前会"), (uploaded_jpeg(colour=(9, 9, 9)), "长" * 201)
    response = post(*rows, move="hand_over")
    assert errors(response) == ["第 2 张照片：文字说明有 201 个字符，请控制在 200 个以内。"]
    assert '<a href="#id_photo-1-caption">' in text(response)
    assert Submission.objects.get().state == SubmissionState.DRAFT


@pytest.mark.parametrize("name", ["盖章.pdf", "盖章.png", "盖章.jpg"])
def test_a_scan_is_kept(client, author, form_page, typed, name):
    contents = {"pdf": b"%PDF-1.7 ...", "png": png(), "jpg": jpeg()}
    client.force_login(author)
    scan = SimpleUploadedFile(name, contents[name[-3:]])
    assert client.post(form_page.get_url(), typed() | {"scan": scan}).status_code == 302
    stored = SubmissionFile.everything.get()
    assert (stored.name, stored.extension, stored.uploaded_by) == (name, name[-3:], author)


def test_a_scan_that_is_none_is_refused_and_the_rest_kept(client, author, form_page, typed):
    client.force_login(author)
    scan = SimpleUploadedFile("盖章.pdf", b"<html><script>")
    response = client.post(form_page.get_url(), typed() | {"scan": scan})
    assert errors(response) == ["“盖章.pdf”不是 PDF、JPG 或 PNG 文件，请重新选择扫描件。"]
    assert not SubmissionFile.everything.exists()
    assert as_typed().title
