"""Reading pages in tests."""

import re

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
