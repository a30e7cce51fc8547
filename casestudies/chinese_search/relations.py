"""Which saved rows stand in the document of another object: read from ``RelatedFields``."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model
from django.db.models.constants import LOOKUP_SEP
from modelsearch.index import BaseField
from taggit.managers import TaggableManager

#: (owner, lookup, value): the owners to index are those where ``lookup`` has ``value``.
Clue = tuple[type[Model], str, object]


@dataclass(frozen=True)
class Target:
    """The fields of ``model`` stand in the documents of the owners that ``lookup`` finds."""

    owner: type[Model]
    model: type[Model]
    lookup: str

    def clue(self, instance) -> Clue:
        return self.owner, f"{self.lookup}__pk", instance.pk


@dataclass(frozen=True)
class Link:
    """A row of ``model`` hangs at a ``source`` by the columns ``key``: a child row, or a tag's.

    ``path`` leads from the owner to the source, and is empty where they are the same.
    """

    owner: type[Model]
    model: type[Model]
    path: str
    source: type[Model]
    key: tuple[str, ...]
    column: Field

    def clues(self, values) -> Iterator[Clue]:
        """Yield the clue to the owners of a row with these values of ``key``, if it has any."""
        *content_type, value = values
        if value is None or (content_type and not self._is_source(*content_type)):
            return
        yield self.owner, _join(self.path, self.column.name), value

    def _is_source(self, content_type):
        if content_type is None:
            return False
        model = ContentType.objects.get_for_id(content_type).model_class()
        return model is not None and issubclass(model, self.source)


@dataclass(frozen=True)
class ManyToMany:
    """Sources and targets are joined in the table ``model``; ``path`` as in ``Link``."""

    owner: type[Model]
    model: type[Model]
    path: str
    source: type[Model]
    name: str
    is_forward: bool
    is_symmetrical: bool

    def clues(self, instance, is_reverse, pks) -> Iterator[Clue]:
        """Yield clues for a change at ``instance``; ``pks`` of the other side, None for all."""
        for pk in self._sources(instance, is_reverse, pks):
            yield self.owner, _join(self.path, "pk"), pk

    def _sources(self, instance, is_reverse, pks) -> Iterable:
        is_source = is_reverse is not self.is_forward
        if is_source and not self.is_symmetrical:
            return [instance.pk]
        if pks is None:
            joined = self.source._base_manager.filter(**{f"{self.name}__pk": instance.pk})
            pks = joined.values_list("pk", flat=True)
        return [instance.pk, *pks] if is_source else pks


Relation = Target | Link | ManyToMany


def relations_of(owner) -> Iterator[Relation]:
    """Yield what to watch so that the documents of an indexed model stay right."""
    for source, path, field in _steps(owner, "", owner.get_search_fields()):
        yield from _joints(owner, source, path, field)
        if not _is_row_itself(field):
            yield Target(owner, field.related_model, _join(path, field.name))


def has_related_content(owner) -> bool:
    """Tell whether a document holds more than the columns of its own row.

    A name that is no field is a method: what it reads is not known, so it counts.
    """
    return any(
        _field(owner, each.field_name) is None or _related(owner, each)
        for each in owner.get_search_fields()
    )


def prefetched(owner) -> list[str]:
    """Return the paths whose rows are read for many owners at once."""
    steps = _steps(owner, "", owner.get_search_fields())
    return list(dict.fromkeys(_join(path, field.name) for _source, path, field in steps))


def _steps(source, path, search_fields):
    """Yield each relation the search fields follow, with its model and the path to that."""
    for search_field in search_fields:
        field = _related(source, search_field)
        if field is not None:
            yield source, path, field
            inner = getattr(search_field, "fields", ())
            yield from _steps(field.related_model, _join(path, field.name), inner)


def _related(model, search_field):
    """Return the relation a search field follows, or None; a plain foreign key is a column."""
    field = _field(model, search_field.field_name)
    if field is None or not field.is_relation or field.related_model is None:
        return None
    if isinstance(search_field, BaseField) and (field.many_to_one or field.one_to_one):
        return None
    return field


def _field(model, name):
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _joints(owner, source, path, field):
    """Yield the rows between a source and its targets; none where the source has the key."""
    if isinstance(field, TaggableManager):
        yield _tagged(owner, source, path, field)
    elif field.many_to_many:
        yield from _many_to_many(owner, source, path, field)
    elif isinstance(field, GenericRelation):
        key = (field.content_type_field_name, field.object_id_field_name)
        yield _generic(owner, source, path, field.related_model, key)
    elif _is_row_itself(field):
        yield _link(owner, source, path, field.related_model, field.field)


def _is_row_itself(field):
    """Tell whether the related row has the key to its source, as a child row has."""
    if isinstance(field, GenericRelation):
        return True
    return not field.concrete and (field.one_to_many or field.one_to_one)


def _tagged(owner, source, path, field):
    key = field.through._meta.get_field("content_object")
    if field.use_gfk:
        return _generic(owner, source, path, field.through, (key.ct_field, key.fk_field))
    return _link(owner, source, path, field.through, key)


def _many_to_many(owner, source, path, field):
    is_forward = not field.auto_created
    declared = field if is_forward else field.field
    through = declared.remote_field.through
    if not through._meta.auto_created:
        name = declared.m2m_field_name() if is_forward else declared.m2m_reverse_field_name()
        yield _link(owner, source, path, through, through._meta.get_field(name))
    symmetrical = declared.remote_field.symmetrical
    yield ManyToMany(owner, through, path, source, field.name, is_forward, symmetrical)


def _link(owner, source, path, model, key):
    return Link(owner, model, path, source, (key.attname,), key.target_field)


def _generic(owner, source, path, model, key):
    attnames = tuple(model._meta.get_field(name).attname for name in key)
    return Link(owner, model, path, source, attnames, source._meta.pk)


def _join(*parts):
    return LOOKUP_SEP.join(part for part in parts if part)
