"""The library page, and what its editors may do."""

from django.contrib.auth.models import Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Site

from ...enums import StaffRole
from ...models.case import CaseIndexPage
from .places import DEFAULT_SLUG, Place
from .roles import group_of

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


def _site_root():
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    return site.root_page if site else None


def give_editors_rights(made: list[str]) -> None:
    """Editors write pages of the site and add photos; 三审 alone publishes cases."""
    editors = group_of(StaffRole.EDITORS)
    root = _site_root()
    if root is None or GroupPagePermission.objects.filter(group=editors).exists():
        return
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=codename
        )
        GroupPagePermission.objects.create(group=editors, page=root, permission=permission)
    for codename in ("add_image", "change_image", "choose_image"):
        permission = Permission.objects.get(
            content_type__app_label="wagtailimages", codename=codename
        )
        GroupCollectionPermission.objects.get_or_create(
            group=editors, collection=Collection.get_first_root_node(), permission=permission
        )
    editors.permissions.add(
        *Permission.objects.filter(
            content_type__app_label="wagtailsearchpromotions",
            content_type__model="searchpromotion",
        )
    )
    made.append(f"编辑权限：{editors.name}")
