"""What people type or upload, and the sentences they read when it is wrong."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from casestudies import conf
from casestudies.validators import (
    scan_type,
    validate_length,
    validate_phone,
    validate_photo_count,
    validate_scan,
)


def messages(validate, *args, **kwargs):
    """The sentences of the refusal, or an empty list."""
    try:
        validate(*args, **kwargs)
    except ValidationError as error:
        return error.messages
    return []


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, ["案例简介现有 0 字，比要求的 800 字少 800 字，请补充。"]),
        (799, ["案例简介现有 799 字，比要求的 800 字少 1 字，请补充。"]),
        (800, []),
        (1500, []),
        (1501, ["案例简介现有 1501 字，比允许的 1500 字多 1 字，请删减。"]),
    ],
)
def test_length_includes_both_limits(count, expected):
    parts = ("字" * (count // 2), "字" * (count - count // 2), "", " \n")
    assert messages(validate_length, parts, least=800, most=1500) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, []),
        (1, ["现有 1 张照片。照片可以不交；要交请交 2 至 3 张。"]),
        (2, []),
        (3, []),
        (4, ["现有 4 张照片。照片可以不交；要交请交 2 至 3 张。"]),
    ],
)
def test_photos_are_none_or_within_the_limits(count, expected):
    assert messages(validate_photo_count, count, least=2, most=3) == expected


@pytest.mark.parametrize(
    "value", ["0513-85550101", "+86 138 0000 0000", "（0513）85550101", "12345"]
)
def test_telephone_numbers_pass(value):
    assert messages(validate_phone, value) == []


@pytest.mark.parametrize("value", ["1234", "请打办公室", "0513-8555转 8", "1" * 31])
def test_other_texts_are_no_telephone_numbers(value):
    assert messages(validate_phone, value) == [
        f"“{value}”不是有效的联系电话，请填写数字，如 0513-85550101。"
    ]


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\xff\xd8\xff\xe0", "jpg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"MZ\x90\x00", None),
        (b"", None),
    ],
)
def test_scan_type_is_read_from_the_content(start, kind):
    scan = SimpleUploadedFile("申报表.pdf", start + b"\0" * 40 if start else b"")
    scan.read(3)
    assert scan_type(scan) == kind
    assert scan.tell() == 0
    expected = [] if kind else ["“申报表.pdf”不是 PDF、JPG 或 PNG 文件，请重新选择扫描件。"]
    assert messages(validate_scan, scan) == expected


def test_scan_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(conf, "MAX_UPLOAD_MB", 1)
    scan = SimpleUploadedFile("申报表.pdf", b"%PDF-" + b"\0" * 1024**2)
    assert messages(validate_scan, scan) == ["“申报表.pdf”超过 1 MB，请降低扫描分辨率。"]
