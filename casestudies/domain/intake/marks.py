"""What a person was shown of a dossier: no word given for it counts for another text.

A page carries it as a *mark*, sealed, and what is posted brings it back; under the dossier's lock
a verb compares it with what stands there now. The opinion is not in it: its approver types it.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.core import signing
from django.utils.translation import gettext as _

from ...cleaning import clean_text
from ...models import sheet
from ...models.sheet import Line
from ...models.submission import Submission
from ..refusals import TextChanged
from .drafts import typed
from .uploads import files_of

_SALT = "casestudies.mark"


@dataclass(frozen=True, slots=True)
class Shown:
    """A dossier as a page shows it to its union; lists as JSON has them.

    ``values`` are the typed lines by name, as they are posted. ``words`` say how those lines read
    that the office may rename. ``photos`` are ``[pk, caption, file name]`` in order, ``scans``
    ``[pk, file name]``. ``sent_at`` tells the rounds of a returned dossier apart.
    """

    key: str
    values: Mapping[str, str | list[str]]
    words: Mapping[str, str]
    photos: list[list]
    scans: list[list]
    state: str
    sent_at: str

    def seal(self) -> str:
        """Return the mark that a page carries; nobody can make one of something never shown."""
        return signing.dumps(asdict(self), salt=_SALT, compress=True)

    @property
    def text(self) -> tuple:
        """What is typed and uploaded, wherever the dossier stands."""
        return self.values, self.photos, self.scans

    def reads(self, line: Line) -> str:
        """Return the typed line in words."""
        if line.name in self.words:
            return self.words[line.name]
        value = self.values[line.name]
        return str(dict(line.field.flatchoices).get(value, value)) if line.field.choices else value


def opened(mark: str, submission) -> Shown | None:
    """Return what the dossier's posted mark says was shown, or None where it says nothing."""
    try:
        seen = Shown(**signing.loads(mark or "", salt=_SALT))
    except (signing.BadSignature, TypeError):
        return None
    return seen if seen.key == str(submission.key) else None


def shown(submission, *, files=None) -> Shown:
    """Return what a page shows of the ``typed`` dossier; ``files`` are its scans, if at hand."""
    stored = bool(submission.pk)
    files = files_of(submission) if files is None and stored else files
    return Shown(
        key=str(submission.key),
        values=posted_values(submission),
        words={
            line.name: line.shown(submission)
            for line in sheet.lines()
            if not line.title and line.field.is_relation
        },
        photos=[[each.pk, each.caption, each.name] for each in submission.photos.all()]
        if stored
        else [],
        scans=[[each.pk, each.name] for each in files or ()],
        state=str(submission.state),
        sent_at=submission.sent_at.isoformat() if submission.sent_at else "",
    )


def shown_now(submission) -> Shown:
    """Return what a page would show of the stored dossier now, which is read anew."""
    return shown(typed(Submission.objects.with_draft().get(pk=submission.pk)))


def posted_values(submission) -> dict[str, str | list[str]]:
    """Return the typed lines by name, as the form posts them."""
    draft = getattr(submission, "draft", None) if submission.pk else None
    values = draft.values if draft else {}
    return {
        line.name: canonical(values[line.name])
        if line.name in values
        else _stored(line, submission)
        for line in sheet.typed_lines()
    }


def canonical(raw):
    """Return what was posted, free of what a browser adds or a field strips."""
    if isinstance(raw, list | tuple):
        return sorted(str(each) for each in raw)
    return clean_text(str(raw)).replace("\r\n", "\n").strip()


def _stored(line, submission):
    value = line.value(submission)
    if line.field.many_to_many:
        return sorted(str(row.pk) for row in value or ())
    return canonical("" if value is None else getattr(value, "pk", value))


def require_shown(submission, seen: Shown | None, *, files=None) -> Shown:
    """Raise TextChanged unless ``seen`` is the ``typed`` dossier as it stands; return that.

    The caller holds the dossier's lock.
    """
    now = shown(submission, files=files)
    if seen != now:
        raise TextChanged(
            _("The text was changed after you opened it. Nothing was done: please read it again.")
        )
    return now
