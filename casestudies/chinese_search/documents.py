"""What of an object goes into the index: the texts of its search fields, as Wagtail takes them."""

from dataclasses import dataclass

from django.db.models import Manager
from django.utils.encoding import force_str
from modelsearch.index import AutocompleteField, RelatedFields, SearchField

from .analysis import canonical

#: Longer texts are cut: a PostgreSQL vector must stay under 1 MB, one page within bounds.
MAX_CHARACTERS = 50_000
#: What is written at once.
BATCH_CHARACTERS, BATCH_DOCUMENTS = 400_000, 500


@dataclass
class Document:
    """Canonical texts of one object; ``body`` has the boost of each, None where none is set."""

    pk: str
    title: str
    body: list[tuple[str, float | None]]
    autocomplete: str

    @classmethod
    def of(cls, instance) -> "Document":
        title, body, autocomplete = [], [], []
        for field, raw in _texts(instance, instance.get_search_fields()):
            text = canonical(raw[:MAX_CHARACTERS])
            if isinstance(field, AutocompleteField):
                autocomplete.append(text)
            elif field.field_name == "title":
                title.append(text)
            else:
                body.append((text, field.boost))
        body = [(text, boost) for text, boost in body if text]
        return cls(force_str(instance.pk), _joined(title), body, _joined(autocomplete))

    @property
    def body_text(self) -> str:
        return _joined(text for text, _boost in self.body)

    @property
    def size(self) -> int:
        return len(self.title) + len(self.body_text) + len(self.autocomplete)


def batches(documents):
    """Yield documents by key, so many at a time as are written at once: memory stays bounded."""
    batch, size = {}, 0
    for document in documents:
        batch[document.pk] = document
        size += document.size
        if size > BATCH_CHARACTERS or len(batch) == BATCH_DOCUMENTS:
            yield batch
            batch, size = {}, 0
    if batch:
        yield batch


def field_text(instance, kind, names) -> str:
    """Return the padded canonical text of the named fields of an object, of one kind of field."""
    fields = [
        field
        for field in instance.get_search_fields()
        if isinstance(field, kind) and field.field_name in names
    ]
    return f" {_joined(canonical(text) for _field, text in _texts(instance, fields))} "


def _joined(texts):
    return " ".join(text for text in texts if text)[:MAX_CHARACTERS]


def _texts(instance, fields):
    for field in fields:
        if isinstance(field, SearchField | AutocompleteField):
            yield field, _text(field.get_value(instance))
        elif isinstance(field, RelatedFields):
            for related in _related(field.get_value(instance)):
                yield from _texts(related, field.fields)


def _related(value):
    if value is None:
        return []
    if isinstance(value, Manager):
        return value.all()
    return [value() if callable(value) else value]


def _text(value) -> str:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return force_str(value)
