"""Where files of pictures lie: those of the programme outside the public media.

Wagtail has no private images: every file has a public address. The name of a file says where
it lies, so that a row needs no column of ours and the image model may be anybody's. Names
below ``PRIVATE`` lie in ``conf.private_storage()``, all others where the host keeps its own.
Why so: docs/decisions/private-pictures.md.
"""

import uuid
from pathlib import PurePosixPath

from django.core.files.storage import Storage
from django.urls import reverse

from . import conf

#: Originals of the programme's pictures, always; renditions while no reader may see them.
PRIVATE = "casestudies-private"
#: Renditions of the programme's pictures that readers see.
PUBLIC = "casestudies-public"

#: The host's own storage of each column that ``take_over`` was told of.
_OF_HOST: dict[str, Storage] = {}


def new_name(folder: str, filename: str) -> str:
    """Return a name of 122 random bits in the folder, with the ending of ``filename``."""
    key = uuid.uuid4().hex
    return f"{folder}/{key[:2]}/{key}{PurePosixPath(filename).suffix.lower()}"


def is_private(name: str) -> bool:
    return name.startswith(f"{PRIVATE}/")


def _by_name(method: str):
    """Return a method that asks the storage in which the file of the name lies."""

    def call(self, name, *args, **kwargs):
        return getattr(self.place_of(name), method)(name, *args, **kwargs)

    return call


class PictureStorage(Storage):
    """The host's storage of one column of files, but private names lie in ours."""

    def __init__(self, column: str):
        self.column = column

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(_OF_HOST[self.column], name)

    def __eq__(self, other):
        return isinstance(other, PictureStorage) and self.column == other.column

    __hash__ = Storage.__hash__

    def deconstruct(self):
        """Return what Wagtail's worker makes the storage of anew, to delete a file in it."""
        return f"{__name__}.{type(self).__name__}", [self.column], {}

    def place_of(self, name) -> Storage:
        return conf.private_storage() if is_private(name or "") else _OF_HOST[self.column]

    def url(self, name):
        """Return the address; that of a private file asks who is looking."""
        if is_private(name or ""):
            return reverse("casestudies_backoffice:picture", args=[name])
        return _OF_HOST[self.column].url(name)

    save = _by_name("save")
    open = _by_name("open")
    delete = _by_name("delete")
    exists = _by_name("exists")
    listdir = _by_name("listdir")
    size = _by_name("size")
    path = _by_name("path")
    get_accessed_time = _by_name("get_accessed_time")
    get_created_time = _by_name("get_created_time")
    get_modified_time = _by_name("get_modified_time")
    get_available_name = _by_name("get_available_name")
    get_alternative_name = _by_name("get_alternative_name")
    get_valid_name = _by_name("get_valid_name")
    generate_filename = _by_name("generate_filename")


def take_over(field, *, name_for) -> None:
    """Let the column keep files by their names; ``name_for`` gives new ones theirs.

    ``name_for(row, filename)`` returns a name, or None for the host's own way. The column is
    the host's: its migrations go on to say what the host said.
    """
    column, host_names = field.model._meta.label_lower, field.generate_filename
    _OF_HOST[column] = field.storage
    field._storage_callable = getattr(field, "_storage_callable", field.storage)
    field.storage = PictureStorage(column)
    field.generate_filename = lambda row, filename: (
        name_for(row, filename) or host_names(row, filename)
    )
