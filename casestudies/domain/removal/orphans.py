"""Files of the programme that no row names: what a process left that was ended between the two."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.storage import Storage
from django.db.models import JSONField
from django.utils import timezone
from wagtail.images import get_image_model

from ... import conf
from ...picture_files import PRIVATE, PUBLIC
from . import ours
from .files import file_fields, left_in, sample_name

#: Younger files may belong to a row that is about to be written.
GRACE = timedelta(days=1)


def orphans(*, now: datetime | None = None) -> list[tuple[Storage, str]]:
    """Return storage and name of each file without a row that is older than a day.

    Looks in our private folders and in the public one of our renditions: a listing for each
    folder in them, and a query for each column of files that has any there. A storage that
    cannot tell how old a file is keeps all.
    """
    before = (now or timezone.now()) - GRACE
    found = [
        (storage, name)
        for storage, folder, columns in _places()
        for name in _without_row(storage, folder, columns)
        if _is_older(storage, name, before)
    ]
    kept = _in_json({name for _storage, name in found}) if found else set()
    return [(storage, name) for storage, name in found if name not in kept]


def _places():
    """Yield each storage and folder of ours with the columns whose files lie there."""
    private = conf.private_storage()
    by_folder = defaultdict(list)
    for field in file_fields():
        by_folder[sample_name(field).split("/")[0]].append(field)
    for folder, columns in by_folder.items():
        yield private, folder, columns
    image = get_image_model()
    pictures = [model._meta.get_field("file") for model in (image, image.get_rendition_model())]
    yield private, PRIVATE, pictures
    yield pictures[1].storage, PUBLIC, pictures[1:]


def _without_row(storage, folder, columns) -> list[str]:
    there = set(left_in(storage, folder))
    for field in columns:
        rows = field.model._base_manager.filter(**{f"{field.name}__startswith": f"{folder}/"})
        there.difference_update(rows.values_list(field.name, flat=True).iterator())
    return sorted(there)


def _is_older(storage, name, moment) -> bool:
    try:
        return storage.get_modified_time(name) < moment
    except (NotImplementedError, FileNotFoundError):
        return False


def _in_json(names: set[str]) -> set[str]:
    """Return those of the names that a row of ours keeps in words, like what was sent."""
    fields = [
        field
        for model in ours.tables()
        for field in model._meta.local_fields
        if isinstance(field, JSONField)
    ]
    return {
        name
        for field in fields
        for value in field.model._base_manager.values_list(field.name, flat=True).iterator()
        for name in _strings(value)
        if name in names
    }


def _strings(value) -> Iterator[str]:
    """Yield every string in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)
