"""The official form of a dossier, row by row as a checker reads it: domain.md §3."""

from ...chinese import count_characters
from ...models import sheet
from ...models.sheet import Audience, Heading


class Sheet:
    """Labels and values of one dossier; contact and scans only where the reader may see it."""

    def __init__(self, submission, *, with_contact):
        self.submission = submission
        self.with_contact = with_contact

    def rows(self) -> list[tuple[str, str]]:
        return [
            (line.label, line.shown(self.submission))
            for line in sheet.rows()
            if line.audience & Audience.STAFF and (self.with_contact or not line.is_personal)
        ]

    def parts(self) -> list[tuple[str, str, int]]:
        """Return label, text and 字数 of each part of the text."""
        shown = [(line.label, line.shown(self.submission)) for line in sheet.lines(Heading.TEXT)]
        return [(label, text, count_characters(text)) for label, text in shown]

    def opinion(self) -> list[tuple[str, str]]:
        return [(line.label, line.shown(self.submission)) for line in sheet.lines(Heading.OPINION)]

    def count(self) -> int:
        return self.submission.character_count

    def count_fits(self) -> bool:
        call = self.submission.call
        return call.text_min <= self.count() <= call.text_max

    def photos(self):
        return self.submission.photos.all()

    def files(self):
        return self.submission.files.all() if self.with_contact else ()
