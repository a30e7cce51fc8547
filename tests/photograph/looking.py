"""What of the host a guest must leave as it is, each part as plain data to compare."""

import gettext
import hashlib
import re
from io import BytesIO
from pathlib import Path

import django
import wagtail
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from PIL import Image
from wagtail import hooks
from wagtail.images import get_image_model
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page
from wagtail.users.models import UserProfile

from tests.photograph.notices.models import NoticePage

#: What differs from one request to the next, or counts what the whole site has.
_FLEETING = [
    (re.compile(r"[A-Za-z0-9]{64}"), "TOKEN"),
    (re.compile(r"\?v=[0-9a-f]+"), ""),
    (re.compile(r"\d{4}-\d\d-\d\d[T ][0-9:.+Z]+|\d+:\d\d( [ap].m.)?"), "MOMENT"),
    (
        re.compile(r"\bnow\b|\b(an?|\d+)\s(second|minute)s? ago|刚刚|\d+\s?(秒|分)钟?之?前"),
        "A WHILE AGO",
    ),
    # Setup makes revisions too, so the numbers go on from others.
    (re.compile(r"(revision[^0-9<>]{0,40}?)\d+(\.\.\.\d+)?"), r"\1N"),
    (re.compile(r"(value=\")\d+(\" data-w-session-target=\"revisionId)"), r"\1N\2"),
    (re.compile(r"\s+"), " "),
]


def look(people) -> dict:
    notice = NoticePage.objects.get(slug="notices")
    letters, panels = letters_and_panels(notice, people)
    return {
        "letters": letters,
        "panels": panels,
        "picture": picture(people["moderator"]),
        "rights": rights(),
        "strings": strings(),
        "creatable": creatable(),
        "settings": {
            name: repr(getattr(settings, name)) for name in dir(settings) if name.isupper()
        },
        "hooks": registered_hooks(),
        "posts": posts(),
        "screens": {
            f"{language} {address}": screen(people["judge"], address, language)
            for language in ("en", "zh-hans")
            for address in addresses(notice)
        },
        "front": {path: Client().get(path).content.decode() for path in ("/", "/notices/")},
    }


def letters_and_panels(notice, people):
    """A notice goes through the host's own workflow twice: approved, then returned."""
    letters, panels = {}, {}
    for decision in ("approve", "reject"):
        notice = NoticePage.objects.get(pk=notice.pk)
        notice.text += "，明天恢复"
        notice.save_revision(user=people["writer"])
        notice.get_workflow().start(notice, people["writer"])
        letters[f"submitted before {decision}"] = sent()
        panels |= {
            f"{name} before {decision}": panels_of(people[name])
            for name in ("writer", "moderator", "judge", "root")
        }
        state = notice.current_workflow_task_state
        state.task.specific.on_action(state, people["moderator"], decision)
        letters[decision] = sent()
    return letters, panels


def sent() -> list:
    found = sorted([*letter.to, letter.subject, letter.body] for letter in mail.outbox)
    mail.outbox.clear()
    return found


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def panels_of(user) -> list[str]:
    response = signed_in(user).get(reverse("wagtailadmin_home"))
    return [type(panel).__name__ for panel in response.context["panels"]]


def picture(user) -> dict:
    """Upload a picture that tells who took it; return what is kept of it and of a rendition."""
    exif = Image.Exif()
    exif[0x013B] = "(c) Photographer"
    content = BytesIO()
    Image.new("RGB", (400, 300), (9, 90, 60)).save(content, "JPEG", exif=exif)
    collection = get_image_model()._meta.get_field("collection").remote_field.model
    signed_in(user).post(
        reverse("wagtailimages:add"),
        {
            "title": "现场",
            "collection": collection.objects.get(name="Root").pk,
            "file": SimpleUploadedFile("scene.jpg", content.getvalue()),
        },
    )
    image = get_image_model().objects.get()
    rendition = image.get_rendition("width-200")
    with image.file.open("rb") as kept, rendition.file.open("rb") as shown:
        return {
            "as uploaded": kept.read() == content.getvalue(),
            "artist": Image.open(kept).getexif()[0x013B],
            "rendition": hashlib.sha256(shown.read()).hexdigest(),
        }


def rights() -> dict:
    """Return the rights of the host's groups, told by their names."""
    groups = Group.objects.all()
    if apps.is_installed("casestudies"):
        groups = groups.filter(casestudies_role=None)
    pages = GroupPagePermission.objects.filter(group__in=groups)
    pictures = GroupCollectionPermission.objects.filter(group__in=groups)
    return {
        "groups": sorted(groups.values_list("name", "permissions__codename"), key=str),
        "pages": sorted(pages.values_list("group__name", "page__path", "permission__codename")),
        "collections": sorted(
            pictures.values_list("group__name", "collection__name", "permission__codename")
        ),
    }


def strings() -> dict[str, str]:
    """Return what Wagtail's and Django's own strings are in Chinese."""
    said = {}
    with translation.override("zh-hans"):
        for package in (django, wagtail):
            for path in Path(package.__file__).parent.rglob("zh_Hans/LC_MESSAGES/django.mo"):
                with path.open("rb") as file:
                    catalogue = gettext.GNUTranslations(file)._catalog
                for key in catalogue:
                    if isinstance(key, str) and key and "\x04" not in key:
                        said[key] = translation.gettext(key)
    return said


def creatable() -> dict:
    return {
        model._meta.label: sorted(each._meta.label for each in model.creatable_subpage_models())
        for model in (Page, NoticePage)
    }


def registered_hooks() -> dict:
    hooks.search_for_hooks()
    return {
        name: sorted(f"{function.__module__}.{function.__qualname__}" for function, _order in each)
        for name, each in hooks._hooks.items()
    }


def posts() -> dict:
    content = b"x" * 1142
    return {
        path: Client().post(path, content, content_type="application/octet-stream").content.decode()
        for path in ("/raw/", "/streamed/")
    }


def addresses(notice) -> list[str]:
    """Return screens of somebody who has rights to a part of the site, and no part in ours."""
    pages, images = "wagtailadmin_pages", "wagtailimages"
    return [
        reverse("wagtailadmin_home"),
        reverse(f"{pages}:add_subpage", args=[notice.pk]),
        reverse(f"{pages}:edit", args=[notice.pk]),
        reverse(f"{images}:index"),
        reverse(f"{images}:add"),
        reverse("wagtailadmin_account"),
    ]


def screen(user, address, language) -> str:
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    response = signed_in(user).get(address, follow=True)
    body = f"{response.status_code} {response.content.decode()}"
    for pattern, word in _FLEETING:
        body = pattern.sub(word, body)
    return body.replace("> <", ">\n<")
