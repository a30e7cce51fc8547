"""Checks of what people type or upload, with sentences that say what to do."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import conf
from .chinese import count_characters

_PHONE = re.compile(r"^[0-9+\-()（） ]{5,30}$")
_SCAN_SIGNATURES = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}


def validate_length(texts, *, least: int, most: int) -> None:
    """Raise ValidationError unless the 字数 of the texts is within the limits, both included."""
    count = count_characters(*texts)
    if count < least:
        raise ValidationError(
            _(
                "The text has %(count)d characters, %(missing)d fewer than the %(least)d required."
                " Please add to it."
            )
            % {"count": count, "missing": least - count, "least": least},
            code="too_short",
        )
    if count > most:
        raise ValidationError(
            _(
                "The text has %(count)d characters, %(surplus)d more than the %(most)d allowed."
                " Please shorten it."
            )
            % {"count": count, "surplus": count - most, "most": most},
            code="too_long",
        )


def validate_photo_count(count: int, *, least: int, most: int) -> None:
    """Raise ValidationError unless there is no photo or from ``least`` to ``most``."""
    if count and not least <= count <= most:
        raise ValidationError(
            ngettext(
                "There is %(count)d photo. Please give %(least)d to %(most)d photos, or none.",
                "There are %(count)d photos. Please give %(least)d to %(most)d photos, or none.",
                count,
            )
            % {"count": count, "least": least, "most": most},
            code="photo_count",
        )


def validate_caption(caption: str) -> None:
    """Refuse a caption that is too long."""
    if len(caption) > conf.MAX_CAPTION_LENGTH:
        raise ValidationError(
            _("The caption has %(count)d characters; please keep it to %(limit)d.")
            % {"count": len(caption), "limit": conf.MAX_CAPTION_LENGTH}
        )


def validate_phone(value: str) -> None:
    if not _PHONE.match(value):
        raise ValidationError(
            _("“%(value)s” is not a telephone number. Please use digits, like 0513-85550101.")
            % {"value": value},
            code="phone",
        )


def validate_scan(upload) -> None:
    """Raise ValidationError unless the upload is a PDF, JPG or PNG by content and not too large."""
    if upload.size > conf.MAX_UPLOAD_MB * 1024**2:
        raise ValidationError(
            _("“%(name)s” is larger than %(limit)d MB. Please scan it at a lower resolution.")
            % {"name": upload.name, "limit": conf.MAX_UPLOAD_MB},
            code="too_large",
        )
    if scan_type(upload) is None:
        raise ValidationError(
            _("“%(name)s” is not a PDF, JPG or PNG file. Please choose the scan again.")
            % {"name": upload.name},
            code="scan_type",
        )


def scan_type(upload) -> str | None:
    """Return ``pdf``, ``jpg`` or ``png`` by the first bytes of the file, or None."""
    upload.seek(0)
    start = upload.read(16)
    upload.seek(0)
    return next((kind for sign, kind in _SCAN_SIGNATURES.items() if start.startswith(sign)), None)
