"""What a person reads on a screen of the admin."""

import html
import re

from django.contrib.messages import get_messages


def text_of(response) -> str:
    """Return the words of the page without tags, white space folded."""
    body = re.sub(r"(?s)<(script|style|template).*?</\1>", " ", response.content.decode())
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def told(response) -> list[str]:
    """Return the messages the person reads next."""
    return [
        " ".join(html.unescape(re.sub(r"<[^>]+>", " ", str(message))).split())
        for message in get_messages(response.wsgi_request)
    ]
