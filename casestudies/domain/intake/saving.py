"""A draft is saved on the version that its form showed; what somebody else typed stays."""

from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ...models.draft import SubmissionDraft
from ...models.submission import Submission
from ...moves import STARTED
from ...permissions import submission_policy
from ..refusals import BothChanged, NotAllowed
from ..workflow import lock, title_in_log
from .beginning import require_may_begin
from .drafts import draft_of, storable, titled
from .marks import Shown, posted_values
from .merging import Merge, merge
from .uploads import PhotoEntry, next_photos, photo_list, stage_photos, store_scan


def save_draft(
    submission,
    *,
    by,
    seen: Shown | None,
    values: Mapping[str, str | list[str]] | None = None,
    photos: Sequence[PhotoEntry] = (),
    captions: Sequence[str] = (),
    scan=None,
    undecided: Sequence[str] = (),
    now=None,
) -> Submission:
    """Store what the union typed and uploaded, complete or not, right or wrong.

    ``submission`` is stored already, or new with call, union and key: two forms with one key
    make one dossier, which is returned; ``typed`` shows it, ``merged`` says what became of the
    save. ``seen`` is what the form showed, ``values`` maps names of lines to what was posted,
    those left out stay; ``photos`` lists the photos in order, those left out stay, and all then
    are the photos of the dossier in memory; ``captions`` are words without a photo; ``scan`` is a
    checked upload. Raises NotAllowed; BothChanged where somebody else changed the same lines, or
    lines are ``undecided`` still: then nothing is stored but the uploads, apart; of a new one,
    TooLate and TooMany.
    """
    saved = _save_once(
        submission,
        by=by,
        seen=seen,
        values=values or {},
        photos=photos,
        captions=captions,
        scan=scan,
        undecided=undecided,
        now=now,
    )
    if not saved.merged.is_settled:
        words = _("Somebody else has saved this dossier too. Please choose what is to stay.")
        raise BothChanged(words, submission=saved, merged=saved.merged)
    return saved


def _save_once(submission, **given):
    try:
        return _save(submission, **given)
    except IntegrityError:
        # The same form, posted at the same moment, was quicker.
        quicker = Submission.objects.with_draft().filter(key=submission.key).first()
        if quicker is None or submission.pk == quicker.pk:
            raise
        return _save(quicker, **given)


@transaction.atomic
def _save(submission, *, by, seen, values, photos, captions, scan, undecided, now):
    created = submission.pk is None
    if not created:
        lock(submission)
    if not submission_policy.user_has_permission_for_instance(by, "write", submission):
        raise NotAllowed(_("This dossier cannot be changed now; it may have been sent."))
    if created:
        _begin(submission, by=by, now=now)
    draft = (None if created else draft_of(submission)) or SubmissionDraft()
    stored = [] if created else next_photos(submission, draft)
    merged = Merge(dict(values), list(photos))
    if not created:
        merged = merge(
            seen,
            now=posted_values(submission),
            photos=stored,
            values=values,
            entries=photos,
            undecided=undecided,
        )
    submission.merged = merged
    if merged.is_settled:
        if not created:
            submission.save(update_fields=["changed_at"])
        submission.draft = draft
        _write(submission, merged, stored=stored, captions=captions, by=by)
    else:
        merged.photos = stage_photos(submission, merged.photos, stored=stored)
    if scan is not None:
        store_scan(submission, scan, by=by)
    return titled(submission)


def _begin(submission, *, by, now):
    require_may_begin(submission, now=now)
    submission.created_by = by
    submission.save()
    log(instance=submission, action=STARTED, user=by, title=title_in_log(submission))


def _write(submission, merged, *, stored, captions, by):
    draft = submission.draft
    draft.values |= {name: storable(raw) for name, raw in merged.values.items()}
    kept = draft.values.pop("captions", []) if merged.brought else []
    draft.values.pop("captions", None)
    if stray := list(dict.fromkeys([*captions, *merged.captions, *kept])):
        draft.values["captions"] = storable(stray)
    draft.saved_by = by
    submission.forget_children()
    if merged.photos:
        listed = photo_list(submission, merged.photos, stored=stored)
        submission.photos = listed
        draft.photos = [{"pk": photo.pk, "caption": photo.caption} for photo in listed]
    draft.save()
