"""What becomes of an uploaded photo: one decode, no metadata, a preview beside it."""

import hashlib
import logging
import warnings
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from . import conf

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CleanPhoto:
    """A photo fit for keeping: upright JPEG bytes without EXIF, GPS or comments."""

    name: str
    content: bytes
    preview: bytes
    width: int
    height: int
    sha256: str


def clean_photo(upload) -> CleanPhoto:
    """Return the uploaded file as a CleanPhoto, decoding it once.

    ``upload`` is an UploadedFile. Raises ValidationError, with a sentence for the
    user, when it is too large, no JPEG by content, has too many pixels or is cut short.
    Source: domain.md §2 (JPG), §8 (no personal data in what is published).
    """
    name = upload.name
    if upload.size > conf.MAX_UPLOAD_MB * 1024**2:
        raise ValidationError(
            _("“%(name)s” is larger than %(limit)d MB. Please choose a smaller photo.")
            % {"name": name, "limit": conf.MAX_UPLOAD_MB},
            code="too_large",
        )
    picture = _decode(upload, name)
    content = _encode(picture, quality=90)
    width, height = picture.size
    picture.thumbnail((conf.PREVIEW_EDGE, conf.PREVIEW_EDGE), Image.Resampling.BILINEAR)
    return CleanPhoto(
        name=name,
        content=content,
        preview=_encode(picture, quality=80),
        width=width,
        height=height,
        sha256=hashlib.sha256(content).hexdigest(),
    )


#: What Pillow calls the places where a picture tells of camera, person and place.
_METADATA = {"exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment"}
_NEEDED_TO_SHOW = {"icc_profile", "transparency"}


def forget_metadata(picture: Image.Image) -> None:
    """Drop all that the picture would carry into a file, but what it takes to show it."""
    picture.info = {k: v for k, v in picture.info.items() if k in _NEEDED_TO_SHOW}


def without_metadata(upload) -> bytes | None:
    """Return the picture upright and free of EXIF, GPS, XMP and comments; None if it has none.

    For pictures of any format that enter the programme's collection, where Wagtail would keep
    them as they are. What Pillow cannot read is left to Wagtail's own checks.
    """
    upload.seek(0)
    try:
        picture = Image.open(upload)
        if not (picture.getexif() or _METADATA & picture.info.keys() or _has_text(picture)):
            return None
        picture.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return None
    # Phones store a JPEG with a second picture inside as MPO.
    file_format = "JPEG" if picture.format == "MPO" else picture.format
    moving = file_format != "JPEG" and getattr(picture, "n_frames", 1) > 1
    if not moving:
        _turn_upright(picture)
    forget_metadata(picture)
    target = BytesIO()
    icc_profile = picture.info.get("icc_profile")
    options = {"save_all": True} if moving else {}
    picture.save(
        target, file_format, quality=90, exif=b"", xmp=b"", icc_profile=icc_profile, **options
    )
    return target.getvalue()


def _has_text(picture) -> bool:
    """Whether a PNG carries text chunks."""
    return bool(getattr(picture, "text", None))


def _decode(upload, name: str) -> Image.Image:
    upload.seek(0)
    try:
        with warnings.catch_warnings():
            # The pixel limit below is ours and lower than the one Pillow warns at; of a
            # damaged EXIF it warns too, and we drop that.
            warnings.simplefilter("ignore")
            picture = Image.open(upload, formats=["JPEG"])
    except Image.DecompressionBombError:
        raise _too_many_pixels(name) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise ValidationError(
            _("“%(name)s” is not a JPG photo. Please save it as JPG and choose it again.")
            % {"name": name},
            code="not_jpeg",
        ) from None
    if picture.width * picture.height > conf.MAX_PHOTO_PIXELS:
        raise _too_many_pixels(name)
    edge = conf.MAX_PHOTO_EDGE
    # A JPEG decodes at a half, a quarter … of its size for a fraction of the time.
    longest = max(picture.size)
    picture.draft("RGB", tuple(side * edge // longest for side in picture.size))
    try:
        picture.load()
    except (OSError, ValueError, SyntaxError):
        raise ValidationError(
            _("“%(name)s” is damaged and cannot be opened. Please choose another photo.")
            % {"name": name},
            code="damaged",
        ) from None
    _turn_upright(picture)
    if picture.mode != "RGB":
        picture = picture.convert("RGB")
        # The profile describes the colours before the conversion.
        picture.info.pop("icc_profile", None)
    picture.thumbnail((edge, edge), Image.Resampling.LANCZOS)
    return picture


def _turn_upright(picture: Image.Image) -> None:
    """Turn the picture as its EXIF says; where the EXIF is damaged, leave it as it lies."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ImageOps.exif_transpose(picture, in_place=True)
        except Exception:  # Pillow raises a dozen kinds for broken EXIF, which we drop anyway.
            logger.info("Damaged EXIF in an uploaded photo", exc_info=True)


def _too_many_pixels(name: str) -> ValidationError:
    return ValidationError(
        _(
            "“%(name)s” has too many pixels (at most %(limit)d million)."
            " Please make the photo smaller and choose it again."
        )
        % {"name": name, "limit": conf.MAX_PHOTO_PIXELS // 1_000_000},
        code="too_many_pixels",
    )


def _encode(picture: Image.Image, *, quality: int) -> bytes:
    target = BytesIO()
    profile = picture.info.get("icc_profile")
    picture.info = {}
    picture.save(target, "JPEG", quality=quality, icc_profile=profile, exif=b"")
    picture.info = {"icc_profile": profile} if profile else {}
    return target.getvalue()
