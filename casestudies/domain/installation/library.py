"""The library page, and what its editors may do."""

from django.contrib.auth.models import Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Site

from ...enums import StaffRole
from ...models.case import CaseIndexPage
from .roles import group_of

LIBRARY_TITLE = "案例库"


def make_library(made: list[str]) -> list[CaseIndexPage]:
    """Make the library page where there is none; return what was made."""
    root = _site_root()
    if CaseIndexPage.objects.exists() or root is None:
        return []
    library = CaseIndexPage(title=LIBRARY_TITLE, slug="cases", show_in_menus=True)
    root.add_child(instance=library)
    made.append(f"页面：{LIBRARY_TITLE}")
    return [library]


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
