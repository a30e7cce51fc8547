"""Pictures for readers: renditions that exist already, else an address that makes them.

Renditions are made when a case is published (``domain.publishing.prepare_renditions``); a
page in which one is missing, or still private, does not wait for it. Nothing shows the file
itself: what it tells of people and places is taken out of renditions.
"""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.utils import generate_signature

from ... import conf
from ...picture_files import PRIVATE


@dataclass(frozen=True)
class Picture:
    """What an ``img`` needs; width and height keep its place while it loads."""

    url: str
    width: int
    height: int


def made_when_asked(image, name: str) -> Picture:
    """Return the rendition ``name`` of an image that has none yet, under a signed address.

    Width and height are those of the file.
    """
    spec = conf.RENDITIONS[name]
    address = reverse(
        "casestudies:picture", args=[generate_signature(image.pk, spec), image.pk, spec]
    )
    return Picture(address, image.width, image.height)


def with_card_picture(cases, *, cover="cover"):
    """Annotate cases with ``card_rendition``, the newest of their cover, and join the cover.

    ``cover`` is the way to the cover from other pages.
    """
    renditions = _public_renditions().filter(
        image=OuterRef(cover), filter_spec=conf.RENDITIONS["card"]
    )
    newest = renditions.order_by("-pk").values(
        found=JSONObject(file="file", width="width", height="height")
    )
    return cases.select_related(cover).annotate(card_rendition=Subquery(newest[:1]))


def card_picture(case) -> Picture | None:
    """Return the picture of a case read through ``with_card_picture``."""
    if case.card_rendition:
        storage = _rendition_model()._meta.get_field("file").storage
        found = case.card_rendition
        return Picture(storage.url(found["file"]), found["width"], found["height"])
    return made_when_asked(case.cover, "card") if case.cover else None


def pictures(images) -> dict[tuple[int, str], Picture]:
    """Return what exists of the images by image id and name in ``conf.RENDITIONS``: 1 query."""
    names = {conf.RENDITIONS[name]: name for name in ("photo", "photo_small", "card")}
    ids = {image.pk for image in images}
    if not ids:
        return {}
    renditions = _public_renditions().filter(image__in=ids, filter_spec__in=names)
    return {
        (rendition.image_id, names[rendition.filter_spec]): Picture(
            rendition.url, rendition.width, rendition.height
        )
        for rendition in renditions.order_by("pk")
    }


def _public_renditions():
    return _rendition_model().objects.exclude(file__startswith=f"{PRIVATE}/")


def _rendition_model():
    return get_image_model().get_rendition_model()
