"""What editors may do with pages and pictures: the programme's own, nothing else of the site."""

from django.contrib.auth.models import Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from ...enums import StaffRole
from ...models.library import CaseIndexPage
from .roles import group_of

#: 三审 alone publishes cases; calls, which lie below the library too, editors publish themselves.
PAGE_RIGHTS = ("add_page", "change_page", "publish_page")
IMAGE_RIGHTS = ("add_image", "change_image", "choose_image")


def give_editors_rights(made: list[str], *, new_libraries: list[CaseIndexPage]) -> None:
    """Let editors write the pages of the new libraries, and of all where they have no right yet."""
    editors = group_of(StaffRole.EDITORS)
    if not GroupPagePermission.objects.filter(group=editors).exists():
        new_libraries = CaseIndexPage.objects.all()
        editors.permissions.add(*_promoting())
    for library in new_libraries:
        for right in _named("wagtailcore", PAGE_RIGHTS):
            GroupPagePermission.objects.get_or_create(group=editors, page=library, permission=right)
        if library.collection:
            for right in _named("wagtailimages", IMAGE_RIGHTS):
                GroupCollectionPermission.objects.get_or_create(
                    group=editors, collection=library.collection, permission=right
                )
        made.append(f"编辑权限：{editors.name}（{library.title}）")


def _named(app_label, codenames):
    return Permission.objects.filter(content_type__app_label=app_label, codename__in=codenames)


def _promoting():
    """The rights to recommend results of the site's search, where the site has promotions."""
    return Permission.objects.filter(
        content_type__app_label="wagtailsearchpromotions", content_type__model="searchpromotion"
    )
