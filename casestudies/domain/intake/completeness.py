"""What a dossier must have before it is handed over or sent."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...models.attachment import SubmissionContact
from ...models.submission import TEXT_PARTS
from ...validators import validate_length, validate_photo_count
from ..refusals import Incomplete

_REQUIRED = (
    "title",
    "implementer",
    "team",
    "unit_nature",
    "employees",
    "industry",
    "direction",
    *TEXT_PARTS,
)
_REQUIRED_CONTACT = ("address", "contact", "phone")


def missing_or_wrong(submission, *, opinion_required=False) -> dict[str, list[str]]:
    """Return what is missing or outside the call's limits, as field name → sentences.

    Keys are fields of Submission and SubmissionContact, ``topics``, ``text`` for the four
    parts together, ``photos`` for their number and ``photo-<pk>`` for one caption.
    Sources: domain.md §2, §3, §9.1.
    """
    errors = {}
    call = submission.call
    for name in _REQUIRED:
        if _is_blank(getattr(submission, name)):
            errors[name] = [_required(submission, name)]
    contact = getattr(submission, "contact", None)
    for name in _REQUIRED_CONTACT:
        if _is_blank(getattr(contact, name, None)):
            errors[name] = [_required(SubmissionContact, name)]
    if not submission.topics.exists():
        errors["topics"] = [_("Please choose at least one topic.")]
    if opinion_required and _is_blank(submission.opinion):
        errors["opinion"] = [_required(submission, "opinion")]
    _collect(errors, "text", validate_length, submission.texts, call.text_min, call.text_max)
    photos = list(submission.photos.all())
    _collect(errors, "photos", validate_photo_count, len(photos), call.photos_min, call.photos_max)
    for place, photo in enumerate(photos, start=1):
        if _is_blank(photo.caption):
            errors[f"photo-{photo.pk}"] = [
                _("Photo %(place)d has no caption. Please write what it shows.") % {"place": place}
            ]
    return errors


def check_complete(submission, *, opinion_required=False):
    """Raise Incomplete with all errors at once unless the dossier may be sent."""
    errors = missing_or_wrong(submission, opinion_required=opinion_required)
    if errors:
        raise Incomplete(
            ngettext(
                "There is %(count)d thing to mend before it can be sent.",
                "There are %(count)d things to mend before it can be sent.",
                len(errors),
            )
            % {"count": len(errors)},
            errors,
        )


def _is_blank(value) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _required(model, name) -> str:
    label = model._meta.get_field(name).verbose_name
    return _("“%(field)s” is empty. Please fill it in.") % {"field": label}


def _collect(errors, key, validate, subject, least, most):
    try:
        validate(subject, least=least, most=most)
    except ValidationError as error:
        errors[key] = error.messages
