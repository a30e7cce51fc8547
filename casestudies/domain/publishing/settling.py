"""Puts pictures where they belong that came before private pictures, or were left half-way."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from wagtail.images import get_image_model

from ...models.library import CaseIndexPage
from ...picture_files import PRIVATE, new_name
from .pictures import settle

#: How pictures of cases were named up to 0.2, wherever their collection is now.
_OF_A_DOSSIER = r"/case-[0-9a-f]{32}"
_AT_ONCE = 500


def settle_all() -> tuple[int, int]:
    """Return how many originals left the public media, and how many renditions changed sides.

    Three queries for 500 pictures, two for each that moves; asked again, it moves none.
    """
    originals = sum(_hide(image) for image in list(_open_originals()))
    private = get_image_model().objects.filter(file__startswith=f"{PRIVATE}/").order_by("pk")
    keys = list(private.values_list("pk", flat=True))
    some = (keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE))
    return originals, sum(map(settle, some))


def _open_originals():
    """Return pictures of the programme whose original lies in the public media."""
    of_programme = Q(file__regex=_OF_A_DOSSIER)
    for path in CaseIndexPage.objects.exclude(collection=None).values_list(
        "collection__path", flat=True
    ):
        of_programme |= Q(collection__path__startswith=path)
    everything = get_image_model().objects.filter(of_programme)
    return everything.exclude(file__startswith=f"{PRIVATE}/").order_by("pk")


def _hide(image) -> bool:
    """Copy the original into private storage, tell its row, and leave the public one behind."""
    storage, old = image.file.storage, image.file.name
    try:
        with storage.open(old, "rb") as stored:
            content = ContentFile(stored.read())
    except FileNotFoundError:
        return False
    new = storage.save(new_name(PRIVATE, old), content)
    with transaction.atomic():
        # Whatever its cases: nothing that anybody sees changes, only where it lies.
        rows = type(image)._base_manager.filter(pk=image.pk, file=old)
        left = old if rows.update(file=new) else new
        transaction.on_commit(lambda: storage.delete(left))
    return left == old
