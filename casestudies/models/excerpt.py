"""What one reader may read of one dossier: whoever shows its values shows an excerpt."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ..chinese import count_characters
from . import sheet
from .sheet import Audience, Heading, Line


@dataclass(frozen=True, slots=True)
class ShownPhoto:
    """A photo without its row; ``name``, that of the file, is empty where it is not open."""

    key: UUID
    caption: str
    name: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A scan without its row."""

    key: UUID
    name: str
    uploaded_at: datetime | None


class Excerpt:
    """The lines of a dossier that are open to ``reader``, one audience or several.

    What is not open is empty or left out, so that a template can show nothing else.
    ``files`` are the scans, where the reader sees others than those sent. ``version`` is the one
    that is shown, where it is not the dossier as it stands: its files have addresses of their own.
    """

    #: For templates: the headings of the form by name.
    headings = Heading

    def __init__(self, submission, *, reader: Audience, files=None, version=None):
        self._submission = submission
        self._reader = reader
        self._files = files
        self.version = version

    @classmethod
    def of_version(cls, version, *, reader: Audience):
        """Return the excerpt of a version sent, which reads no row of the dossier of today."""
        return cls(version.dossier, reader=reader, files=version.files, version=version)

    def lines(self, *headings) -> list[Line]:
        return sheet.lines(*headings, reader=self._reader)

    def value(self, name):
        """Return what is stored of the line, or None where it is not open."""
        line = sheet.line(name)
        return line.value(self._submission) if line.audience & self._reader else None

    def rows(self) -> list[tuple[str, str]]:
        """Return label and value in words of each plain row."""
        return [self._shown(line) for line in sheet.rows(reader=self._reader)]

    def parts(self) -> list[tuple[str, str, int]]:
        """Return label, text and 字数 of each part of the text."""
        shown = [self._shown(line) for line in self.lines(Heading.TEXT)]
        return [(label, text, count_characters(text)) for label, text in shown]

    def opinion(self) -> list[tuple[str, str]]:
        return [self._shown(line) for line in self.lines(Heading.OPINION)]

    def written(self) -> list[str]:
        """Return all that was written in words of the union's own, captions included."""
        lines = [line for line in self.lines() if line.is_written]
        return [
            *(line.shown(self._submission) for line in lines),
            *(photo.caption for photo in self.photos()),
        ]

    def photos(self) -> list[ShownPhoto]:
        return [
            ShownPhoto(
                key=photo.key,
                caption=self._beside("photos.caption", photo),
                name=self._beside("photos.name", photo),
                width=photo.width,
                height=photo.height,
            )
            for photo in self.value("photos") or ()
        ]

    @property
    def has_files(self) -> bool:
        """Whether the reader may see scans, be there any or not."""
        return bool(sheet.line("files").audience & self._reader)

    def files(self) -> list[ShownFile]:
        if not self.has_files:
            return []
        files = self.value("files") if self._files is None else self._files
        return [
            ShownFile(
                key=file.key,
                name=self._beside("files.name", file),
                uploaded_at=self._beside("files.uploaded_at", file) or None,
            )
            for file in files
        ]

    @property
    def number(self) -> str:
        return self._beside("number", self._submission)

    def count(self) -> int:
        """字数 of the parts of the text together: domain.md §9.1."""
        return sum(count for _label, _text, count in self.parts())

    def count_fits(self) -> bool:
        call = self._submission.call
        return call.text_min <= self.count() <= call.text_max

    def _shown(self, line) -> tuple[str, str]:
        return line.label, line.shown(self._submission)

    def _beside(self, path, row):
        return getattr(row, path.rpartition(".")[2]) if sheet.BESIDE[path] & self._reader else ""
