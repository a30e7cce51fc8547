"""Walks through the admin as somebody who clicks on everything, and notes what answers how."""

import re
from collections import Counter, deque

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import Resolver404, resolve

ADMIN_PATH = "/admin/"
#: So many pages of one view are looked at.
PER_VIEW = 3
_ADDRESS = re.compile(r"""["'](/admin/[^"'?#\s]*)""")
_LEFT_ALONE = {"wagtailadmin_logout", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog"}


def crawl(username: str) -> dict[str, int]:
    """Return the status of every address of the admin that can be reached from its first page.

    GET alone: what a link shows and what a script may ask for.
    """
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.get(username=username))
    answers, seen, looked_at = {}, {ADMIN_PATH}, Counter()
    waiting = deque(seen)
    while waiting:
        address = waiting.popleft()
        view = _view(address)
        if view is None or looked_at[view] >= PER_VIEW:
            continue
        looked_at[view] += 1
        answer = client.get(address)
        answers[address] = answer.status_code
        for found in _ADDRESS.findall(_text(answer)):
            if found not in seen:
                seen.add(found)
                waiting.append(found)
    return answers


def _view(address):
    try:
        match = resolve(address)
    except Resolver404:
        return None
    return None if match.view_name in _LEFT_ALONE else match.view_name


def _text(answer):
    kind = answer.headers.get("Content-Type", "")
    if answer.status_code != 200 or answer.streaming or not kind.startswith(("text/html", "app")):
        return answer.headers.get("Location", "") and f'"{answer.headers["Location"]}"'
    return answer.content.decode(errors="replace").replace("\\u002D", "-").replace("\\/", "/")
