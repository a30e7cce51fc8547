"""The contact of the very dossier that a text was made of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .folding import Folded, fold

#: Shorter addresses, as the name of a town, are in many texts.
_LEAST_ADDRESS = 6
_LEAST_LINE = 5
_LEAST_PHONE = 7
_REGION = re.compile(r"^(?:\w{2,3}省)?(?:\w{2,3}市)?")
_SAID_TO_ASK = re.compile(r"联系|咨询|垂询|报名|电话|来电|致电")
_NAME = re.compile(r"[^\s,，、/()（）:：]+")
#: So far from the name a word like «联系人» makes it a contact.
_BESIDE = 8


@dataclass(frozen=True, slots=True)
class OwnContact:
    """Contact person and post, telephone and address of one dossier, as typed."""

    contact: str = ""
    phone: str = ""
    address: str = ""


def _squeezed(folded: Folded) -> tuple[str, list[int]]:
    """Return letters and digits alone, and where each stands in the folded text."""
    places = [place for place, char in enumerate(folded.text) if char.isalnum()]
    return "".join(folded.text[place] for place in places).lower(), places


def own(folded: Folded, contact: OwnContact) -> Iterator[tuple[int, int]]:
    """Return start and end in the folded text of what is the contact's own.

    The name alone may be the author's or the hero's: it counts only where the text says to ask.
    """
    text, places = _squeezed(folded)
    for wanted in _wanted(contact):
        at = text.find(wanted)
        while wanted and at >= 0:
            yield places[at], places[at + len(wanted) - 1] + 1
            at = text.find(wanted, at + len(wanted))
    name = _NAME.match(fold(contact.contact).text.strip())
    if name and len(name[0]) > 1:
        for match in re.finditer(re.escape(name[0]), folded.text):
            near = folded.text[max(0, match.start() - _BESIDE) : match.end() + _BESIDE]
            if _SAID_TO_ASK.search(near):
                yield match.span()


def _wanted(contact) -> Iterator[str]:
    line = _squeezed(fold(contact.contact))[0]
    if len(line) >= _LEAST_LINE:
        yield line
    phone = re.sub(r"[^0-9]", "", fold(contact.phone).text).removeprefix("86")
    if len(phone) >= _LEAST_PHONE:
        yield phone
        area = re.match(r"0(?:10|2[0-9]|[3-9][0-9]{2})(?=[2-8][0-9]{6,7}$)", phone)
        if area:
            yield phone[area.end() :]
    address = _squeezed(fold(_REGION.sub("", contact.address.strip())))[0]
    if len(address) >= _LEAST_ADDRESS:
        yield address
