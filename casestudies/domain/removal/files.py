"""Private files of the programme: those that rows name, and those whose rows are gone.

A private storage may be a folder that the site keeps files of its own in, so a file without a
row is ours only where its whole name is shaped like the names that our models make.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.core.files.storage import FileSystemStorage
from django.db.models import FileField

from ... import conf
from ...picture_files import PRIVATE, PUBLIC
from . import ours

#: Below the folder of its kind, each dossier has one of its own, named by its key.
_OWNER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_FILE = re.compile(r"[0-9a-f]{32}[-a-z]*(\.[a-z0-9]*)?")
#: Below the folders of pictures those that share the first two digits have one.
_SHARE = re.compile(r"[0-9a-f]{2}")


def private_files() -> list[str]:
    """Return the name of every private file, whether a row names it or none does any more.

    One query for each column of files, one listing for each folder.
    """
    names = {name for field in file_fields() for name in _named(field)}
    storage = conf.private_storage()
    for folder in _folders():
        names.update(left_in(storage, folder))
    return sorted(names)


def remove_files(names: list[str]) -> None:
    """Delete the files, then the folders of ours where nothing is left."""
    storage = conf.private_storage()
    for name in names:
        storage.delete(name)
    if isinstance(storage, FileSystemStorage):
        _remove_empty(storage)


def file_fields() -> list[FileField]:
    """Return the columns of our models that name files, of whatever models there are."""
    return [
        field
        for model in ours.tables()
        for field in model._meta.local_fields
        if isinstance(field, FileField)
    ]


def sample_name(field: FileField) -> str:
    """Return a name that the column would give a file: asked of the model, so nothing is listed."""
    model = field.model
    links = [
        link
        for link in model._meta.fields
        if link.is_relation and link.related_model._meta.app_label in conf.APP_LABELS
    ]
    row = model(**{link.name: link.related_model() for link in links})
    return field.generate_filename(row, "file.jpg")


def is_shaped_like_ours(name: str) -> bool:
    """Whether a name below a folder of ours is one that our models make."""
    folder, owner, file = f"{name}//".split("/")[:3]
    owners = _SHARE if folder in (PRIVATE, PUBLIC) else _OWNER
    return bool(owners.fullmatch(owner) and _FILE.fullmatch(file)) and name.count("/") == 2


def _named(field) -> Iterator[str]:
    rows = field.model._base_manager.exclude(**{field.name: ""})
    return rows.values_list(field.name, flat=True)


def _folders() -> list[str]:
    """Return the folder of every kind of private file, that of pictures last."""
    return [*sorted({sample_name(field).split("/")[0] for field in file_fields()}), PRIVATE]


def left_in(storage, folder) -> Iterator[str]:
    """Yield what lies in a folder of ours and is shaped like ours: a listing for each below it."""
    for owner in _listed(storage, folder)[0]:
        names = (f"{folder}/{owner}/{file}" for file in _listed(storage, f"{folder}/{owner}")[1])
        yield from filter(is_shaped_like_ours, names)


def _listed(storage, folder) -> tuple[list, list]:
    """Return folders and files there; nothing where no folder is or the storage lists none."""
    with suppress(FileNotFoundError, NotADirectoryError, NotImplementedError):
        return storage.listdir(folder)
    return [], []


def _remove_empty(storage):
    """Remove the folders of dossiers and of their kinds; the storage's own only if we made it."""
    root = Path(storage.location)
    empty = []
    for folder in _folders():
        below = _SHARE if folder == PRIVATE else _OWNER
        owners = [name for name in _listed(storage, folder)[0] if below.fullmatch(name)]
        empty += [*(root / folder / name for name in owners), root / folder]
    if isinstance(storage, conf.PrivateFolder):
        empty.append(root)
    for path in empty:
        with suppress(OSError):
            path.rmdir()
