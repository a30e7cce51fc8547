"""The host as its people made it, before anybody heard of the plugin."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site

from tests.photograph.notices.models import NoticePage

#: Names that the plugin would like for its own groups.
SAME_NAMES = ("评委", "案例编辑")


def make_host() -> dict:
    """Make pages, groups and people; Wagtail's own workflow «Moderators approval» is there."""
    root = Page.objects.get(depth=1)
    front = root.add_child(instance=NoticePage(title="一家企业", slug="front", text="欢迎"))
    Site.objects.update(root_page=front)
    notices = front.add_child(instance=NoticePage(title="通知", slug="notices", text="今天停水"))
    pictures = Collection.get_first_root_node().add_child(name="新闻图片")
    access = Permission.objects.get(codename="access_admin")
    for name in SAME_NAMES:
        group = Group.objects.create(name=name)
        group.permissions.add(access)
    judges = Group.objects.get(name="评委")
    for right in ("add_image", "choose_image"):
        permission = Permission.objects.get(codename=right)
        GroupCollectionPermission.objects.create(
            group=judges, collection=pictures, permission=permission
        )
    for right in ("add_page", "change_page"):
        permission = Permission.objects.get(codename=right)
        GroupPagePermission.objects.create(group=judges, page=notices, permission=permission)
    users = get_user_model().objects
    people = {
        name: users.create_user(name, f"{name}@example.org", "secret", last_name=name)
        for name in ("writer", "moderator", "judge")
    }
    people["writer"].groups.add(Group.objects.get(name="Editors"))
    people["moderator"].groups.add(Group.objects.get(name="Moderators"))
    people["judge"].groups.add(Group.objects.get(name="评委"))
    people["root"] = users.create_superuser("root", "root@example.org", "secret")
    return people
