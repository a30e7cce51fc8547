"""Reading pages in tests."""

import re

from bs4 import BeautifulSoup
from django.urls import reverse

from casestudies.domain import intake


def text(response) -> str:
    """The page as one line."""
    return re.sub(r"\s+", " ", response.content.decode())


def address(thing, name="dossier", *more):
    return reverse(f"casestudies:{name}", args=[thing.key, *more])


def errors(response) -> list[str]:
    """The sentences of the summary on top, in order."""
    return [sentence for _place, sentence in response.context["form"].summary]


def mark(submission) -> str:
    """What a page opened now would post of the dossier it shows."""
    return intake.shown_now(submission).seal()


def filled(response) -> dict:
    """What a browser would post of the page's form, nothing changed and no button pressed."""
    form = BeautifulSoup(response.content, "html.parser").select_one("form.cs-form")
    posted = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        if (value := _value_of(field)) is not None:
            posted.setdefault(field["name"], []).append(value)
    return posted


def _value_of(field) -> str | None:
    if field.name == "textarea":
        # A browser leaves out the line break that opens it.
        return field.text.removeprefix("\n")
    if field.name == "select":
        chosen = field.select_one("option[selected]")
        return chosen["value"] if chosen else ""
    if field.get("type") == "file":
        return None
    if field.get("type") in ("checkbox", "radio"):
        return field.get("value", "on") if field.has_attr("checked") else None
    return field.get("value", "")
