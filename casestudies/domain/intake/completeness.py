"""What a dossier must have before it is handed over or sent."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...models import sheet
from ...models.attachment import SubmissionPhoto
from ...models.sheet import Heading, Line
from ...validators import validate_caption, validate_length, validate_photo_count
from ..refusals import Incomplete


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend, in a sentence, and where on the form it stands.

    ``line`` is None where it is about all lines of the heading together, ``photo`` the photo
    whose caption is meant.
    """

    sentence: str
    heading: Heading
    line: Line | None = None
    photo: SubmissionPhoto | None = None


def problems_of(submission, *, opinion_required=False) -> list[Problem]:
    """Return what is missing, cannot be read or is outside the call's limits, in order.

    Sources: domain.md §2, §3, §9.1.
    """
    call, found = submission.call, []
    for heading in Heading:
        if heading is Heading.OPINION and not opinion_required:
            continue
        for line in sheet.lines(heading):
            if line.name in submission.misread:
                said = submission.misread[line.name]
                found += [Problem(sentence, heading, line) for sentence in said]
            elif line.required and line.is_blank(submission):
                found.append(Problem(_lacking(line), heading, line))
        if heading is Heading.TEXT and not _unread(submission, heading):
            found += _outside(
                heading, validate_length, submission.texts, call.text_min, call.text_max
            )
        if heading is Heading.PHOTOS:
            found += _photo_problems(submission)
    return found


def _unread(submission, heading) -> bool:
    """Whether a line of the heading cannot be read, so that nothing is known of all together."""
    return any(line.name in submission.misread for line in sheet.lines(heading))


def _photo_problems(submission) -> list[Problem]:
    call, photos = submission.call, list(submission.photos.all())
    number = len(photos)
    return [
        *_outside(Heading.PHOTOS, validate_photo_count, number, call.photos_min, call.photos_max),
        *(
            Problem(sentence, Heading.PHOTOS, photo=photo)
            for place, photo in enumerate(photos, start=1)
            if (sentence := _wrong_caption(photo, place))
        ),
    ]


def _wrong_caption(photo, place) -> str:
    if not photo.caption.strip():
        return _("Photo %(place)d has no caption. Please write what it shows.") % {"place": place}
    try:
        validate_caption(photo.caption)
    except ValidationError as error:
        return _("Photo %(place)d: %(problem)s") % {"place": place, "problem": error.message}
    return ""


def require_complete(submission, *, opinion_required=False):
    """Raise Incomplete with all problems at once unless the dossier may be sent."""
    problems = problems_of(submission, opinion_required=opinion_required)
    if problems:
        raise Incomplete(
            ngettext(
                "There is %(count)d thing to mend before it can be sent.",
                "There are %(count)d things to mend before it can be sent.",
                len(problems),
            )
            % {"count": len(problems)},
            problems,
        )


def _lacking(line) -> str:
    if line.lacking:
        return str(line.lacking)
    return _("“%(field)s” is empty. Please fill it in.") % {"field": line.label}


def _outside(heading, validate, subject, least, most) -> list[Problem]:
    try:
        validate(subject, least=least, most=most)
    except ValidationError as error:
        return [Problem(sentence, heading) for sentence in error.messages]
    return []
