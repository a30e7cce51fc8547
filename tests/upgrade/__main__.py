"""``python -m tests.upgrade``: migrates ``DATABASE_URL`` and visits all of it.

Answers in JSON: columns that are not what the models say, and for each person the status of every
address visited.
"""

import json
import sys

import django

#: Who looks, and where each begins: what is linked from there is visited too.
PEOPLE = {
    "": "/",
    "author": "casestudies:desk",
    "approver": "casestudies:desk",
    "checker": "wagtailadmin_home",
    "editor": "wagtailadmin_home",
    "first": "wagtailadmin_home",
    "admin": "wagtailadmin_home",
}


def wrong_columns() -> list[str]:
    """Return the columns that a table lacks or has too many."""
    from django.apps import apps
    from django.db import connection

    wrong = []
    for model in apps.get_app_config("casestudies").get_models(include_auto_created=True):
        table = model._meta.db_table
        with connection.cursor() as cursor:
            found = connection.introspection.get_table_description(cursor, table)
        wanted = {field.column for field in model._meta.local_concrete_fields}
        wrong += [f"{table}.{name}" for name in wanted ^ {column.name for column in found}]
    return sorted(wrong)


def visit_all() -> dict[str, dict[str, int]]:
    """Return for each person the status of every address visited."""
    from django.core.management import call_command
    from django.shortcuts import resolve_url

    from tests.crawl import crawl

    call_command("migrate", verbosity=0)
    _draw_files()
    call_command("update_index", verbosity=0)
    answers = {}
    for username, begin in PEOPLE.items():
        more = _further(username)
        within = "/admin/" if begin == "wagtailadmin_home" else "/"
        client = _client(username)
        answers[username] = crawl(client, resolve_url(begin), *more, within=within, per_view=2)
    return answers


def _further(username) -> list[str]:
    """Return addresses that are visited whether or not something links to them."""
    from django.urls import reverse
    from wagtail.models import Page

    from casestudies.models import Submission, Topic

    pages = Page.objects.filter(depth__gt=1)
    if username == "":
        return [page.specific.url for page in pages.live()] + [
            topic.get_absolute_url() for topic in Topic.objects.all()[:3]
        ]
    if username == "admin":
        dossiers = Submission.objects.sent()
        return [reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in pages] + [
            reverse("casestudies_backoffice:dossier", args=[each.pk]) for each in dossiers
        ]
    return []


def _client(username):
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client(raise_request_exception=False)
    if username:
        client.force_login(get_user_model().objects.get(username=username))
    return client


def _draw_files():
    """Put a picture where a row says that there is one: the file kept holds none."""
    from django.apps import apps
    from django.core.files.base import ContentFile
    from django.db.models import FileField

    from tests.factories import jpeg

    for model in apps.get_models():
        for field in model._meta.fields:
            if isinstance(field, FileField):
                for name in model._base_manager.values_list(field.name, flat=True):
                    if name and not field.storage.exists(name):
                        field.storage.save(name, ContentFile(jpeg((90, 60))))


if __name__ == "__main__":
    django.setup()
    json.dump({"visits": visit_all(), "columns": wrong_columns()}, sys.stdout)
