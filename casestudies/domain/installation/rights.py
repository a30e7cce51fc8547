"""What editors may do with pages and pictures: the programme's own, nothing else of the site."""

from django.contrib.auth.models import Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from ...enums import StaffRole
from ...models.library import CaseIndexPage
from .roles import group_of

#: 三审 alone publishes cases; calls, which lie below the library too, editors publish themselves.
PAGE_RIGHTS = ("add_page", "change_page", "publish_page")
IMAGE_RIGHTS = ("add_image", "change_image", "choose_image")


def give_editors_rights(made: list[str], *, libraries: list[CaseIndexPage]) -> None:
    """Let editors write the pages of the libraries and keep their pictures."""
    editors = group_of(StaffRole.EDITORS)
    for library in libraries:
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
