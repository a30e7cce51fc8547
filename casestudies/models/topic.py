"""The controlled vocabulary of topics, and the terms explained to readers."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from taggit.models import TagBase

from ..chinese_search.analysis import canonical
from .topic_terms import TERM_FIELDS, lines_of, names_of, problems, problems_with
from .words import CleanWordsMixin


class Topic(CleanWordsMixin, TagBase):
    """标签: editors add topics, writers choose among them. domain.md §6."""

    free_tagging = False

    group = models.CharField(pgettext_lazy("casestudies", "group"), max_length=30, blank=True)
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
    description = models.TextField(pgettext_lazy("casestudies", "description"), blank=True)
    sort_order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        permissions = [("export_topic", _("Can take the list of topics away as a spreadsheet"))]
        ordering = ("sort_order", "name")

    def clean(self):
        """Tidy the terms, and refuse a name that means two things: 1 query."""
        super().clean()
        self.tidy(self._names_of_others())

    def tidy(self, owners: dict[str, str]):
        """Tidy the terms; raise ValidationError for a name that means two things.

        ``owners`` tells for each canonical name of another topic how that topic is called.
        """
        if found := problems(self, owners):
            raise ValidationError(found)
        for field in TERM_FIELDS:
            setattr(self, field, "\n".join(lines_of(getattr(self, field))))

    def problems_with(self, field: str, line: str) -> list[str]:
        """Return what is wrong with a line to be added to one of ``TERM_FIELDS``: 1 query."""
        return problems_with(self, field, line, self._names_of_others())

    def _names_of_others(self) -> dict[str, str]:
        """Return for each canonical name of another topic how that topic is called."""
        others = Topic.objects.exclude(pk=self.pk).only("name", "synonyms")
        return {
            canonical(name): topic.name
            for topic in others
            for name in (*topic.synonym_list, topic.name)
        }

    def get_absolute_url(self):
        return reverse("casestudies:topic", args=[self.slug])

    @property
    def synonym_list(self) -> list[str]:
        return lines_of(self.synonyms)

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


def _equal_names(text) -> list[list[str]]:
    """Return for each line the names of one thing."""
    lines = ([name for name in names_of(line) if name] for line in lines_of(text))
    return [names for names in lines if names]


class GlossaryTerm(CleanWordsMixin, models.Model):
    """名词解释: domain.md §7."""

    term = models.CharField(_("term"), max_length=50, unique=True)
    explanation = models.TextField(_("explanation"))

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        permissions = [
            ("export_glossaryterm", _("Can take the list of glossary terms away as a spreadsheet")),
        ]
        ordering = ("term",)

    def __str__(self):
        return self.term
