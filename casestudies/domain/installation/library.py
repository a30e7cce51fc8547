"""The library page, and the collection of its pictures."""

from wagtail.log_actions import log
from wagtail.models import Collection

from ...models.library import COLLECTION_MADE, CaseIndexPage
from .places import DEFAULT_SLUG, Place

LIBRARY_TITLE = "案例库"


def make_library(made: list[str], *, place: Place) -> list[CaseIndexPage]:
    """Make the library page where there is none; return what was made.

    Where no place was asked for, one library anywhere is enough. Raises Invalid, NotReady.
    """
    asked = place.asked_for()
    libraries = CaseIndexPage.objects.all()
    if (libraries.descendant_of(asked, inclusive=True) if asked else libraries).exists():
        return []
    parent = place.parent_page()
    slug = place.free_slug(parent)
    library = CaseIndexPage(title=LIBRARY_TITLE, slug=slug, show_in_menus=True)
    if twin := _twin(parent):
        library.translation_key = twin.translation_key
    parent.add_child(instance=library)
    line = f"页面：{LIBRARY_TITLE}"
    if slug != (place.named_slug or DEFAULT_SLUG):
        line += f"（地址“{DEFAULT_SLUG}”已有别的页面，改用“{slug}”）"
    made.append(line)
    return [library]


def _twin(parent):
    """Return the library in another language that the one below ``parent`` translates."""
    for other in parent.get_translations():
        if library := CaseIndexPage.objects.child_of(other).first():
            return None if library.has_translation(parent.locale) else library
    return None


def make_collections(made: list[str], *, libraries: list[CaseIndexPage]) -> None:
    """Make a collection of pictures for each library that names none; translations share one."""
    for library in libraries:
        if library.collection_id is not None:
            continue
        library.collection = _collection_of_twins(library) or _new_collection(library, made)
        library.save(update_fields=["collection"])


def _collection_of_twins(library):
    twins = library.get_translations().exclude(collection=None).select_related("collection")
    return next((twin.collection for twin in twins), None)


def _new_collection(library, made):
    collection = Collection(name=library.title)
    Collection.get_first_root_node().add_child(instance=collection)
    log(instance=collection, action=COLLECTION_MADE)
    made.append(f"图片集合：{collection.name}")
    return collection
