"""The tables that go out and come in, each declared once for export, template and import."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Model

from ..models.topic import GlossaryTerm, Topic
from ..models.union import Union
from .columns import Column, column_of


@dataclass(frozen=True)
class Table:
    """A model and its fields in the order of the columns; the first one says which row is meant."""

    model: type[Model]
    fields: tuple[str, ...]

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return tuple(column_of(self.model._meta.get_field(name)) for name in self.fields)

    @property
    def key(self) -> Column:
        return self.columns[0]

    @property
    def name(self) -> str:
        return self.model._meta.model_name

    def row_of(self, instance) -> dict[str, str | int]:
        """Return for each field what stands in its column."""
        return {c.name: c.shown(getattr(instance, c.name)) for c in self.columns}


TOPICS = Table(
    Topic,
    ("name", "group", "synonyms", "narrower", "broader", "description", "sort_order"),
)
GLOSSARY = Table(GlossaryTerm, ("term", "explanation"))
UNIONS = Table(Union, ("name", "short_name", "kind", "sort_order", "is_active"))
