"""The official form of a dossier, row by row as a reviewer reads it: domain.md §3."""

from ...chinese import count_characters
from ...models.attachment import SubmissionContact
from ...models.submission import TEXT_PARTS, Submission

_FACTS = ("union", "title", "implementer", "team", "unit_nature", "employees", "industry")
_CONTACT = ("address", "contact", "phone")


class Sheet:
    """Labels and values of one dossier; the contact only where the reader may see it."""

    def __init__(self, submission, *, with_contact):
        self.submission = submission
        self.with_contact = with_contact

    def facts(self) -> list[tuple[str, str]]:
        return [_row(self.submission, name) for name in (*_FACTS, "direction")]

    def topics(self) -> list[str]:
        return [topic.name for topic in self.submission.topics.all()]

    def contact(self) -> list[tuple[str, str]]:
        contact = getattr(self.submission, "contact", None)
        if not self.with_contact or contact is None:
            return []
        return [_row(contact, name, SubmissionContact) for name in _CONTACT]

    def parts(self) -> list[tuple[str, str, int]]:
        """Return label, text and 字数 of the four parts."""
        found = []
        for name in TEXT_PARTS:
            label, text = _row(self.submission, name)
            found.append((label, text, count_characters(text)))
        return found

    def count(self) -> int:
        return self.submission.character_count

    def count_fits(self) -> bool:
        call = self.submission.call
        return call.text_min <= self.count() <= call.text_max

    def photos(self):
        return self.submission.photos.all()

    def files(self):
        return self.submission.files.all()


def _row(subject, name, model=Submission):
    field = model._meta.get_field(name)
    display = getattr(subject, f"get_{name}_display", None)
    value = display() if display else getattr(subject, name)
    return str(field.verbose_name), "" if value is None else value
