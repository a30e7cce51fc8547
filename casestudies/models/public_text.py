"""All that readers see of a page in words, found from its fields, so that none is forgotten."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from taggit.managers import TaggableManager
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage
from wagtail.rich_text import RichText

from ..personal import OwnContact, Trace, traces
from .contact import SubmissionContact

_ENDS_A_LINE = re.compile(r"<br\s*/?>|</(?:p|li|h[1-6]|ul|ol|blockquote|td|th|tr)>")
_REACHES_A_PERSON = re.compile(r'<a [^>]*?href="((?:mailto|tel):[^"]*)"')
#: The one column of words that can be edited, says Django, and that nobody reads.
_PLACE_IN_THE_TREE = "path"
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class PublicText:
    """What one field of a page says, that of its pictures included."""

    field: str
    label: str
    text: str


def public_texts(page) -> Iterator[PublicText]:
    """Yield every text of the page: typed, chosen or beside its pictures; 1 query for topics.

    Fields that the page's class names in ``public_contacts`` are contacts on purpose.
    """
    for field in page._meta.get_fields():
        if field.name in getattr(page, "public_contacts", ()) or not _is_public(field):
            continue
        value = getattr(page, field.name)
        if isinstance(field, TaggableManager):
            value = "\n".join(value.names())
        yield PublicText(field.name, str(field.verbose_name), _text_of(value))


def _is_public(field) -> bool:
    if field.name == _PLACE_IN_THE_TREE:
        return False
    if isinstance(field, StreamField | TaggableManager):
        return True
    if isinstance(field, models.ForeignKey):
        return issubclass(field.related_model, AbstractImage)
    return isinstance(field, models.CharField | models.TextField) and field.editable


def _text_of(value) -> str:
    """Return what a value of a field or of a block says, one line for each part."""
    if isinstance(value, RichText):
        return _plain(value.source)
    if isinstance(value, AbstractImage):
        return "\n".join((value.title, value.description))
    if isinstance(value, StreamValue):
        return "\n".join(_text_of(child.value) for child in value)
    if isinstance(value, ListValue):
        return "\n".join(_text_of(child) for child in value)
    if isinstance(value, StructValue):
        return "\n".join(_text_of(child) for child in value.values())
    return "" if value is None else str(value)


def _plain(source: str) -> str:
    """Return the words of rich text, and where its links write or call."""
    links = _REACHES_A_PERSON.findall(source)
    words = _TAG.sub("", _ENDS_A_LINE.sub("\n", source))
    return unescape("\n".join([words, *links]))


def traces_in(page) -> list[tuple[PublicText, Trace]]:
    """Return personal data in what readers of the page see, each words of a field once: 2 queries.

    A byline names a person on purpose, who may be the contact: there only telephone and
    address of the dossier count.
    """
    row = SubmissionContact.objects.filter(submission__case_page=page.pk).first()
    contact = row.own if row else OwnContact()
    unnamed = OwnContact(phone=contact.phone, address=contact.address)
    found = {}
    for text in public_texts(page):
        own = unnamed if text.field == "byline" else contact
        for trace in traces(text.text, contact=own):
            found.setdefault((text.field, trace.words), (text, trace))
    return list(found.values())


def refuse_personal_data(page) -> None:
    """Raise ValidationError by field where readers would see what may not be public."""
    errors = {}
    for text, trace in traces_in(page):
        if trace.stops:
            sentence = _("%(field)s: remove the %(kind)s “%(words)s” before this is published.")
            told = {"field": text.label, "kind": trace.kind.label, "words": trace.words}
            errors.setdefault(text.field, []).append(sentence % told)
    if errors:
        raise ValidationError(errors)
