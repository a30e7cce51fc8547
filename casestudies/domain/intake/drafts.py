"""What a union types and uploads, kept complete or not, apart from the version last sent."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from ...cleaning import clean_text
from ...models import sheet
from ...models.attachment import SubmissionFile, SubmissionPhoto
from ...models.contact import SubmissionContact
from ...models.draft import SubmissionDraft
from ...models.submission import Submission
from ..workflow import lock, require_move
from .uploads import delete_with_files, next_photos


def typed(submission, *, read: Mapping | None = None) -> Submission:
    """Lay what the union is typing over the version last sent, in memory; return the dossier.

    A line that cannot be read is blank, and ``misread`` says why. Without a draft nothing
    changes. ``read`` are values by line that the caller has read from the very words in the
    draft; ``photos`` among them are those of the draft. The dossier must not be saved whole
    afterwards: ``keep_typed`` writes it.
    """
    read = read or {}
    submission.misread = {}
    draft = draft_of(submission)
    if draft is None:
        return submission
    if getattr(submission, "contact", None) is None:
        submission.contact = SubmissionContact()
    for line in sheet.lines():
        if line.is_typed and line.name in read:
            setattr(line.subject(submission), line.name, read[line.name])
        elif line.is_typed and line.name in draft.values:
            _lay(line, draft.values[line.name], submission)
    if draft.photos is not None:
        listed = read["photos"] if "photos" in read else next_photos(submission, draft)
        submission.photos = listed
    return submission


def titled(submission) -> Submission:
    """Call the dossier by the title that is being typed, as its union does; return it.

    One query where the draft was not joined.
    """
    draft = draft_of(submission)
    submission.title = draft.values.get("title", submission.title) if draft else submission.title
    return submission


def stray_captions(submission) -> list[str]:
    """Return what was written for photos that are not there: refused, or taken away meanwhile."""
    draft = draft_of(submission)
    return draft.values.get("captions", []) if draft else []


def typed_opinion(submission) -> str:
    """Return the opinion as its approver typed it last, however long."""
    draft = draft_of(submission)
    return draft.values.get("opinion", submission.opinion) if draft else submission.opinion


def draft_of(submission) -> SubmissionDraft | None:
    """Return what its union is typing, which the dossier may have brought along."""
    return getattr(submission, "draft", None) if submission.pk else None


def _lay(line, raw, submission):
    field = line.form_field(submission.call)
    try:
        value = field.clean(raw)
    except ValidationError as error:
        submission.misread[line.name] = error.messages
        value = field.clean(None)
    setattr(line.subject(submission), line.name, value)


def storable(raw):
    """Return what was posted as it may be stored: see ``cleaning``."""
    return clean_text(raw) if isinstance(raw, str) else [clean_text(each) for each in raw]


@transaction.atomic
def keep_opinion(submission, *, by, opinion: str):
    """Keep the opinion as it was typed, however long, until it is sent; return the dossier.

    Raises NotAllowed, WrongState.
    """
    require_move(titled(lock(submission)), "send", by=by)
    if opinion == typed_opinion(submission):
        return submission
    submission.draft = draft_of(submission) or SubmissionDraft()
    submission.draft.values["opinion"] = storable(opinion)
    submission.draft.saved_by = by
    submission.draft.save()
    return submission


def typed_columns(submission) -> dict:
    """Return the columns of a ``typed`` dossier that its draft changes, by name."""
    draft = draft_of(submission)
    return {
        line.name: line.value(submission)
        for line in sheet.typed_lines()
        if draft and not line.is_personal and not line.field.many_to_many
    }


def keep_typed(submission, *, first, files):
    """Write what a ``typed`` dossier has beside its columns; its draft is done with.

    The caller holds the dossier's lock and writes ``typed_columns``; ``files`` are its scans.
    ``first``: it was never sent, so that nothing but its draft has written topics or photos.
    """
    draft = draft_of(submission)
    if draft is None:
        return
    submission.contact.save()
    topics = submission.topics.get_object_list()
    if first:
        submission.topics.get_original_manager().add(*topics)
    else:
        submission.topics.commit()
        submission.topics = topics
    if any(file.draft_only for file in files):
        SubmissionFile.everything.filter(submission=submission).update(draft_only=False)
    if not first:
        # Its file stays with the version that was sent.
        SubmissionFile.everything.filter(submission=submission, draft_removed=True).delete()
    if draft.photos is not None:
        _keep_photos(submission, draft, first=first)
    draft.delete()
    Submission._meta.get_field("draft").delete_cached_value(submission)


def _keep_photos(submission, draft, *, first):
    photos = list(submission.photos.all())
    for photo in photos:
        photo.draft_only = False
    SubmissionPhoto.everything.bulk_update(photos, ["caption", "sort_order", "draft_only"])
    if not first or draft.unlisted:
        kept = [photo.pk for photo in photos]
        # The files stay: a version that was sent may show them.
        SubmissionPhoto.everything.filter(submission=submission).exclude(pk__in=kept).delete()


def forget_draft(submission):
    """Drop what was typed since the last sending; a dossier never sent keeps its draft."""
    if submission.number:
        SubmissionDraft.objects.filter(submission=submission).delete()
        SubmissionFile.everything.filter(submission=submission).update(draft_removed=False)
        for model in (SubmissionPhoto, SubmissionFile):
            delete_with_files(model.everything.filter(submission=submission, draft_only=True))
