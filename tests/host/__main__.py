"""What a test asks of the host: ``python -m tests.host stock|crawl|…``, answered in JSON."""

import json
import sys

import django
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

ADMIN = "host-admin"


def stock():
    from tests.host.stock import stock_host, stock_programme

    stock_host(ADMIN)
    stock_programme()


def crawl():
    from tests.crawl import crawl

    return crawl(_client(), "/admin/", within="/admin/")


def article() -> list[int]:
    """Return how the host's article answers, its picture of ours and the library in the admin."""
    from tests.host.models import ArticlePage

    client = _client()
    page = ArticlePage.objects.get()
    addresses = [page.url, reverse("wagtailadmin_pages:edit", args=[page.pk]), "/admin/images/"]
    return [client.get(address).status_code for address in addresses]


def leave() -> dict[str, int]:
    """Delete everything that can be deleted in the admin; return how each deletion answers."""
    from django.contrib.auth.models import Group
    from wagtail.images import get_image_model

    from tests.host.models import ArticlePage

    users = get_user_model().objects.exclude(username=ADMIN)
    found = {
        "wagtailadmin_pages:delete": ArticlePage.objects.all(),
        "wagtailimages:delete": get_image_model().objects.all(),
        "wagtailusers_users:delete": users,
        "wagtailusers_groups:delete": Group.objects.all(),
    }
    client = _client()
    return {
        reverse(view, args=[row.pk]): client.post(reverse(view, args=[row.pk])).status_code
        for view, rows in found.items()
        for row in rows
    }


def _client():
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.get(username=ADMIN))
    return client


if __name__ == "__main__":
    django.setup()
    json.dump(
        {each.__name__: each for each in (stock, crawl, article, leave)}[sys.argv[1]](), sys.stdout
    )
