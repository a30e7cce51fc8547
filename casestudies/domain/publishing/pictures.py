"""Pictures of the programme: the collection they lie in, and which lose their metadata."""

from wagtail.models import Collection

from ... import conf
from ...models.library import CaseIndexPage

ALL = "all"


def collection_of(library) -> Collection:
    """Return where photos of the library's cases are kept; the site's root where it names none."""
    return library.collection or Collection.get_first_root_node()


def loses_metadata(image) -> bool:
    """Whether a file of the image is kept without EXIF, GPS and the like: 1 query.

    All of the programme are, in the collections its libraries name and below them; of the
    host's other pictures only where it says so in ``CASESTUDIES["STRIP_METADATA"]``.
    """
    if conf.value("STRIP_METADATA") == ALL:
        return True
    paths = CaseIndexPage.objects.exclude(collection=None).values_list(
        "collection__path", flat=True
    )
    return image.collection.path.startswith(tuple(paths))
