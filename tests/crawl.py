"""Walks through a site as somebody who clicks on everything, and notes what answers how."""

import re
from collections import Counter, deque

from django.test import Client
from django.urls import Resolver404, resolve

_ADDRESS = re.compile(r"""["'](/[^"'?#\s<>]*)""")
_LEFT_ALONE = {
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "casestudies:sign_out",
}


def crawl(client: Client, *starts: str, within: str = "/", per_view: int = 3) -> dict[str, int]:
    """Return the status of every address below ``within`` that links from the starts lead to.

    GET alone, without what stands after a question mark; of each view so many pages.
    """
    answers, seen, looked_at = {}, set(starts), Counter()
    waiting = deque(starts)
    while waiting:
        address = waiting.popleft()
        view = _view(address)
        if view is None or (looked_at[view] >= per_view and address not in starts):
            continue
        looked_at[view] += 1
        answer = client.get(address)
        answers[address] = answer.status_code
        for found in _ADDRESS.findall(_text(answer)):
            if found.startswith(within) and found not in seen:
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
    """Return what may hold links: the body of a page or of an answer in JSON, or where it leads."""
    if "Location" in answer.headers:
        return f'"{answer.headers["Location"]}"'
    kind = answer.headers.get("Content-Type", "")
    if answer.streaming or not kind.startswith(("text/html", "application/json")):
        return ""
    return answer.content.decode(errors="replace").replace("\\u002D", "-")
