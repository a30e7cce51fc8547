"""What nobody can see is no part of what people type.

Databases, spreadsheets and Word files refuse such characters, or show a text in an order
nobody typed.
"""

import re

from django.http import QueryDict

#: No text of a spreadsheet, of XML or of PostgreSQL holds these; the last are halves of characters.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
#: These turn the direction of what follows: text then reads in another order than it was typed in.
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
#: A text of these alone, and of white space, says nothing.
_UNSEEN = re.compile(
    "[\\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d"
    "\u2060-\u2064\u206a-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]*"
)


def clean_text(text: str) -> str:
    """Return the text without what cannot be seen; empty where nothing of it can.

    Line breaks and tabs stay, and joiners between characters, which scripts and emoji need.
    """
    text = _TURNING.sub("", CONTROLS.sub("", text))
    return "" if not text.isspace() and _UNSEEN.fullmatch(text) else text


def clean_request(request):
    """Let a view read what address and form say in UTF-8 and cleaned, passwords as they are."""
    if request.encoding and not is_utf8(request.encoding):
        request.encoding = "utf-8"
    request.GET = _cleaned(request.GET)
    if request.method == "POST":
        request.POST = _cleaned(request.POST)


def is_utf8(charset: str) -> bool:
    return charset.lower() in ("utf-8", "utf8")


def _cleaned(said: QueryDict) -> QueryDict:
    found = QueryDict(mutable=True, encoding=said.encoding)
    for name, texts in said.lists():
        kept = "password" in name
        found.setlist(clean_text(name), texts if kept else [clean_text(text) for text in texts])
    found._mutable = False
    return found


def clean_tree(tree):
    """Return what JSON told, its texts cleaned."""
    if isinstance(tree, str):
        return clean_text(tree)
    if isinstance(tree, dict):
        return {name: clean_tree(value) for name, value in tree.items()}
    return [clean_tree(value) for value in tree] if isinstance(tree, list) else tree
