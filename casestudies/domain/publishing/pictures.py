"""Pictures of the programme: their collection, and on which side their files lie.

Originals are private for good. Renditions are public while something public shows the picture
and private before and after; docs/decisions/private-pictures.md.
"""

from collections.abc import Iterable
from io import BytesIO

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, ReferenceIndex
from wagtail.utils.file import hash_filelike

from ... import conf
from ...models.library import CaseIndexPage
from ...picture_files import PRIVATE, PUBLIC, is_private, new_name

ALL = "all"


def collection_of(library) -> Collection:
    """Return where photos of the library's cases are kept; the site's root where it names none."""
    return library.collection or Collection.get_first_root_node()


def loses_metadata(image) -> bool:
    """Whether a file of the image is kept without EXIF, GPS and the like: 1 query.

    All of the programme are, in the collections its libraries name and below them; of the
    host's other pictures only where it says so in ``CASESTUDIES["STRIP_METADATA"]``.
    """
    return conf.value("STRIP_METADATA") == ALL or _in_programme(image)


def name_for_original(image, filename: str) -> str | None:
    """Return a private name for a file of the programme's, None for one of the host's: 1 query."""
    return new_name(PRIVATE, filename) if _in_programme(image) else None


def name_for_rendition(rendition, filename: str) -> str | None:
    """Return a name on the side where the picture's readers are; None for one of the host's."""
    image = rendition.image
    if not is_private(image.file.name):
        return None
    return new_name(PUBLIC if shown_to_readers([image.pk]) else PRIVATE, filename)


def keep_private(image, content: bytes, *, filename: str) -> None:
    """Put the file of a new image into private storage, whatever its collection."""
    storage = image.file.storage
    image.file = storage.save(new_name(PRIVATE, filename), ContentFile(content))
    image.file_size, image.file_hash = len(content), hash_filelike(BytesIO(content))


def pictures_of_pages(pages: Iterable[int]) -> set[int]:
    """Return the keys of the pictures that the stored text of the pages shows: 1 query."""
    found = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(key) for key in pages],
        to_content_type=ContentType.objects.get_for_model(get_image_model()),
    )
    return {int(key) for key in found.values_list("to_object_id", flat=True)}


def pages_showing(key: int) -> set[int]:
    """Return the keys of the pages whose stored text shows the picture: 1 query."""
    found = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(get_image_model()),
        to_object_id=str(key),
    )
    return {int(page) for page in found.values_list("object_id", flat=True)}


def shown_to_readers(keys: Iterable[int]) -> set[int]:
    """Return those pictures that a live page or something that is no page shows: 2 queries.

    So a picture of the programme may be shown by a page of the host's too.
    """
    pages = ContentType.objects.get_for_model(Page)
    found = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(get_image_model()),
        to_object_id__in=[str(key) for key in keys],
    ).values_list("to_object_id", "base_content_type", "object_id")
    by_page = {int(by) for _key, kind, by in found if kind == pages.pk}
    live = set(Page.objects.filter(live=True, pk__in=by_page).values_list("pk", flat=True))
    return {int(key) for key, kind, by in found if kind != pages.pk or int(by) in live}


def settle(keys: Iterable[int]) -> int:
    """Move renditions of the pictures to the side they belong on; return how many: 3 queries.

    One more for each rendition. Asked again it moves none, so that whatever was broken off is
    mended by asking again.
    """
    keys = set(keys)
    if not keys:
        return 0
    shown = shown_to_readers(keys)
    here = Q(file__startswith=f"{PRIVATE}/")
    astray = _of_programme(keys).filter(Q(here, image__in=shown) | Q(~here, ~Q(image__in=shown)))
    moved = list(astray.select_related("image"))
    for rendition in moved:
        _move(rendition, PUBLIC if rendition.image_id in shown else PRIVATE)
    return len(moved)


def _of_programme(keys) -> QuerySet:
    """Return the renditions of those of the pictures whose original is private."""
    renditions = get_image_model().get_rendition_model().objects
    return renditions.filter(image__in=keys, image__file__startswith=f"{PRIVATE}/")


def _move(rendition, folder):
    """Copy the file to the other side, tell its row, and leave the old one behind.

    A rendition whose file is gone goes too: it is made anew when it is asked for.
    """
    storage, old = rendition.file.storage, rendition.file.name
    try:
        with storage.open(old, "rb") as stored:
            content = ContentFile(stored.read())
    except FileNotFoundError:
        rendition.delete()
        return
    new = storage.save(new_name(folder, old), content)
    rows = type(rendition).objects.filter(pk=rendition.pk, file=old)
    left = old if rows.update(file=new) else new
    rendition.purge_from_cache()
    transaction.on_commit(lambda: storage.delete(left))


def _in_programme(image) -> bool:
    paths = CaseIndexPage.objects.exclude(collection=None).values_list(
        "collection__path", flat=True
    )
    return image.collection.path.startswith(tuple(paths))
