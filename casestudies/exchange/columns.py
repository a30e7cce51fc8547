"""How a field of a model stands in a spreadsheet: its heading, its text, and back."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language, override, pgettext_lazy
from django.utils.translation import gettext as _

from ..cleaning import clean_text
from ..models.topic_terms import TERM_FIELDS, lines_of

YES = pgettext_lazy("casestudies", "yes")
NO = pgettext_lazy("casestudies", "no")


def in_languages(text) -> set[str]:
    """Return a translated text as editors may meet it: here, on the site, in English."""
    found = set()
    for language in {get_language(), settings.LANGUAGE_CODE, "en"} - {None}:
        with override(language):
            found.add(str(text).casefold())
    return found


def plain(value) -> str:
    """Return text as it leaves and comes back: lines by line feeds, nothing unseen."""
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    return clean_text(text).strip()


def _unspaced(text):
    return re.sub(r"\s+", "", text)


@dataclass(frozen=True)
class Column:
    """A column of one line of text."""

    field: models.Field

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def heading(self) -> str:
        return capfirst(str(self.field.verbose_name))

    def is_headed(self, heading: str) -> bool:
        words = {_unspaced(text) for text in in_languages(self.field.verbose_name)}
        return _unspaced(heading.casefold()) in words

    def shown(self, value) -> str | int:
        """Return what stands in the cell, and what two values are compared by."""
        return plain(value)

    def read(self, text: str):
        """Return the value of a cell; raise ValueError with a sentence."""
        if "\n" in text:
            raise ValueError(_("this must stand on one line."))
        return self._cleaned(text)

    def _cleaned(self, text):
        """Return the value as the form of the admin takes it."""
        most = self.field.max_length
        if not text and not self.field.blank:
            raise ValueError(_("must be filled in."))
        if most and len(text) > most:
            words = {"most": most, "now": len(text)}
            raise ValueError(_("has %(now)s characters, %(most)s are allowed.") % words)
        try:
            return self.field.formfield().clean(text)
        except ValidationError as error:
            raise ValueError(" ".join(error.messages)) from error

    @property
    def rules(self) -> list[str]:
        """What may be written, a sentence each."""
        found = []
        if not self.field.blank and not self.field.has_default():
            found.append(_("Must be filled in."))
        if self.field.unique:
            found.append(_("No two rows have the same: it says which row is meant."))
        if self.field.max_length:
            most = self.field.max_length
            found.append(_("At most %(most)s characters.") % {"most": most})
        return [*found, *filter(None, [str(self.field.help_text)])]


class TextColumn(Column):
    """A column of text on several lines."""

    def read(self, text):
        return self._cleaned(text)


class TermsColumn(TextColumn):
    """Terms of a topic, one on each line."""

    def shown(self, value):
        return "\n".join(lines_of(plain(value)))


class NumberColumn(Column):
    """A whole number; blank is the default."""

    def shown(self, value):
        return value

    def read(self, text):
        if not text:
            return self.field.get_default()
        try:
            return self._cleaned(text)
        except ValueError:
            sentence = _("must be a whole number, neither below 0 nor too large.")
            raise ValueError(sentence) from None

    @property
    def rules(self):
        return [_("A whole number; blank is %(default)s.") % {"default": self.field.get_default()}]


class ChoiceColumn(Column):
    """One of several choices, by its label."""

    def shown(self, value):
        return str(dict(self.field.flatchoices).get(value, value))

    def read(self, text):
        if not text:
            return self._cleaned(text)
        for value, label in self.field.flatchoices:
            if text.casefold() in in_languages(label):
                return value
        raise ValueError(_("must be one of: %(labels)s.") % {"labels": self._labels})

    @property
    def _labels(self):
        return "、".join(str(label) for _value, label in self.field.flatchoices)

    @property
    def rules(self):
        return [_("Must be filled in."), _("One of: %(labels)s.") % {"labels": self._labels}]


class YesNoColumn(Column):
    """Yes or no, in words."""

    def shown(self, value):
        return str(YES if value else NO)

    def read(self, text):
        word = text.casefold()
        if word in {"true", "1", *in_languages(YES)}:
            return True
        if word in {"false", "0", *in_languages(NO)}:
            return False
        raise ValueError(_("write “%(yes)s” or “%(no)s”.") % {"yes": YES, "no": NO})

    @property
    def rules(self):
        sentence = _("“%(yes)s” or “%(no)s”.") % {"yes": YES, "no": NO}
        return [sentence, *filter(None, [str(self.field.help_text)])]


def column_of(field: models.Field) -> Column:
    if field.choices:
        return ChoiceColumn(field)
    if field.name in TERM_FIELDS:
        return TermsColumn(field)
    kinds = {
        models.BooleanField: YesNoColumn,
        models.IntegerField: NumberColumn,
        models.TextField: TextColumn,
    }
    return next((made for kind, made in kinds.items() if isinstance(field, kind)), Column)(field)
