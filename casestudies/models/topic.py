"""The controlled vocabulary of topics, and the terms explained to readers."""

import re

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase


class Topic(TagBase):
    """标签: editors add topics, writers choose among them. domain.md §6."""

    free_tagging = False

    group = models.CharField(_("group"), max_length=30, blank=True)
    synonyms = models.TextField(
        _("other names"),
        blank=True,
        help_text=_("One on each line: names of the very same thing."),
    )
    narrower = models.TextField(
        _("narrower terms"),
        blank=True,
        help_text=_(
            "One on each line: what belongs to the topic. Several names of the same thing "
            "stand on one line, joined by “=”."
        ),
    )
    broader = models.TextField(
        _("broader terms"),
        blank=True,
        help_text=_("One on each line: what the topic belongs to. Found last."),
    )
    description = models.TextField(_("description"), blank=True)
    sort_order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("sort_order", "name")

    def get_absolute_url(self):
        return reverse("casestudies:topic", args=[self.slug])

    @property
    def synonym_list(self) -> list[str]:
        return _lines(self.synonyms)

    @property
    def narrower_list(self) -> list[list[str]]:
        """The narrower terms, each with all its names."""
        return _equal_names(self.narrower)

    @property
    def broader_list(self) -> list[str]:
        return [name for names in self.broader_names for name in names]

    @property
    def broader_names(self) -> list[list[str]]:
        """The broader terms, each with all its names."""
        return _equal_names(self.broader)


def _lines(text) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _equal_names(text) -> list[list[str]]:
    """Return for each line the names of one thing, which “=” joins."""
    return [
        names
        for line in _lines(text)
        if (names := [name.strip() for name in re.split("[=＝]", line) if name.strip()])
    ]


class GlossaryTerm(models.Model):
    """名词解释: domain.md §7."""

    term = models.CharField(_("term"), max_length=50, unique=True)
    explanation = models.TextField(_("explanation"))

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ("term",)

    def __str__(self):
        return self.term
