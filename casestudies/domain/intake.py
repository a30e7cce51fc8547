"""From the blank form to a dossier that is sent: the union's verbs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..enums import QuotaScope
from ..models.attachment import SubmissionContact, SubmissionFile, SubmissionPhoto
from ..models.call import CallPage
from ..models.submission import Submission
from ..permissions import SubmissionPolicy
from ..photos import CleanPhoto
from ..validators import scan_type
from .completeness import check_complete
from .notifications import tell_union
from .refusals import NoPlaceLeft, NotAllowed, NotReady, TooLate
from .workflow import check, lock, lock_and_reload, make_move


@dataclass(frozen=True, slots=True)
class PhotoEntry:
    """One row of the photo list: a stored photo (``pk``) or a new one, with its caption."""

    caption: str = ""
    pk: int | None = None
    photo: CleanPhoto | None = None
    removed: bool = False


@transaction.atomic
def save_draft(
    submission,
    *,
    by,
    contact: Mapping[str, str] | None = None,
    photos: Sequence[PhotoEntry] = (),
    scan=None,
):
    """Store what the union typed and uploaded, complete or not.

    ``submission`` carries the typed values; a new one must have call, union and key.
    ``contact`` maps fields of SubmissionContact to values; ``photos`` lists the photos in
    order, those left out stay; ``scan`` is a checked upload. Raises NotAllowed.
    """
    policy = SubmissionPolicy(Submission)
    if submission.pk:
        lock(submission)
    else:
        submission.created_by = by
    if not policy.user_has_permission_for_instance(by, "write", submission):
        raise NotAllowed(_("This dossier cannot be changed now; it may have been sent."))
    created = submission.pk is None
    submission.save()
    submission.contact, _created = SubmissionContact.objects.update_or_create(
        submission=submission, defaults=dict(contact or {})
    )
    _save_photos(submission, photos)
    if scan is not None:
        _save_scan(submission, scan, by=by)
    if created:
        log(instance=submission, action="casestudies.create", user=by)
    return submission


def _save_photos(submission, photos):
    stored = {photo.pk: photo for photo in submission.photos.all()}
    for place, entry in enumerate(photos):
        if entry.photo is not None:
            _store_photo(submission, entry, place)
        elif entry.removed and entry.pk in stored:
            # The file stays: a version that was sent may show it.
            SubmissionPhoto.objects.filter(pk=entry.pk).delete()
        elif entry.pk in stored:
            kept = stored[entry.pk]
            if (kept.caption, kept.sort_order) != (entry.caption, place):
                SubmissionPhoto.objects.filter(pk=entry.pk).update(
                    caption=entry.caption, sort_order=place
                )
    submission.forget_children()


def _store_photo(submission, entry, place):
    clean = entry.photo
    photo = SubmissionPhoto(
        submission=submission,
        caption=entry.caption,
        sort_order=place,
        name=clean.name[-255:],
        width=clean.width,
        height=clean.height,
        sha256=clean.sha256,
    )
    photo.file.save(clean.name, ContentFile(clean.content), save=False)
    photo.preview.save(clean.name, ContentFile(clean.preview), save=False)
    photo.save()
    if entry.pk:
        SubmissionPhoto.objects.filter(pk=entry.pk, submission=submission).delete()


def _save_scan(submission, upload, *, by):
    scan = SubmissionFile(
        submission=submission,
        name=upload.name[-255:],
        extension=scan_type(upload),
        uploaded_by=by,
    )
    scan.file.save(upload.name, upload, save=False)
    scan.save()


@transaction.atomic
def hand_over(submission, *, by, now=None):
    """Give the complete dossier to the union's approver. Raises Incomplete, TooLate, …"""
    check(lock_and_reload(submission), "hand_over", by=by)
    _check_in_time(submission, now or timezone.now())
    check_complete(submission)
    make_move(submission, "hand_over", by=by)
    tell_union(submission, "handed_over", roles=("approver",))
    return submission


@transaction.atomic
def hand_back(submission, *, by, reason=""):
    """Give the dossier back to its author, who may change it again."""
    lock(submission)
    name = "hand_back_returned" if submission.number else "hand_back"
    make_move(submission, name, by=by, reason=reason)
    tell_union(submission, "handed_back", roles=("author",), reason=reason)
    return submission


@transaction.atomic
def send(submission, *, by, opinion, now=None):
    """Send the dossier with the union's opinion; number it and start or resume its review.

    Raises NotAllowed, WrongState, TooLate, NoPlaceLeft, Incomplete. A place in the quota is
    taken by the first sending: domain.md §9.2; the deadline is an exact moment: §9.3.
    """
    now = now or timezone.now()
    if not SubmissionPolicy(Submission).user_has_permission(by, "send"):
        raise NotAllowed(_("Only the approver of the union can send a dossier."))
    # All sendings of a call queue here, so that numbers and places are exact.
    CallPage.objects.select_for_update().filter(pk=submission.call_id).first()
    check(lock_and_reload(submission), "send", by=by)
    _check_in_time(submission, now)
    submission.opinion = opinion
    check_complete(submission, opinion_required=True)
    first = not submission.number
    if first:
        _check_place(submission)
    make_move(
        submission,
        "send",
        by=by,
        opinion=opinion,
        endorsed_by=by,
        sent_at=now,
        due_at=None,
        decision_reason="",
        number=submission.number or _next_number(submission.call),
    )
    revision = submission.save_revision(user=by, log_action=True, clean=False)
    _start_review(submission, by=by)
    tell_union(submission, "sent", number=submission.number)
    return revision


def _start_review(submission, *, by):
    current = submission.current_workflow_state
    if current is not None:
        current.resume(by)
        return
    workflow = submission.get_workflow()
    if workflow is None:
        raise NotReady(
            _("No review workflow is set up for this call. Please tell the editorial office.")
        )
    workflow.start(submission, by)


@transaction.atomic
def withdraw(submission, *, by, reason=""):
    """Take the dossier back for good; its place in the quota is free again."""
    make_move(submission, "withdraw", by=by, reason=reason, decision_reason=reason)
    current = submission.current_workflow_state
    if current is not None:
        current.cancel(user=by)
    tell_union(submission, "withdrawn")
    return submission


def deadline_of(submission):
    """Return the moment from which the dossier can no longer be sent: domain.md §9.3."""
    return submission.due_at or submission.call.closes_at


def _check_in_time(submission, now):
    call = submission.call
    deadline = deadline_of(submission)
    if not call.live or now < call.opens_at:
        raise TooLate(_("The call “%(call)s” does not take dossiers.") % {"call": call.title})
    if now >= deadline:
        raise TooLate(
            _(
                "The time to send ended on %(deadline)s. What you typed is saved;"
                " please telephone the editorial office if you need more time."
            )
            % {"deadline": f"{timezone.localtime(deadline):%Y-%m-%d %H:%M}"}
        )


def places_left(call, union) -> int | None:
    """Return how many more dossiers the union may send, or None where no quota is set."""
    quota = call.quotas.filter(kind=union.kind).first()
    if quota is None:
        return None
    taken = Submission.objects.for_call(call).taking_places()
    if quota.scope == QuotaScope.POOLED:
        taken = taken.filter(union__kind=union.kind)
    else:
        taken = taken.for_union(union)
    return max(quota.maximum - taken.count(), 0)


def _check_place(submission):
    if places_left(submission.call, submission.union) == 0:
        raise NoPlaceLeft(
            _(
                "The quota of your union for this call is used up. Withdraw another dossier,"
                " or ask the editorial office."
            )
        )


def _next_number(call) -> str:
    """Number the call's dossiers in the order of sending; the caller holds the call's lock."""
    count = Submission.objects.for_call(call).sent().count() + 1
    return f"{timezone.localtime(call.opens_at):%Y}-{call.pk:03d}-{count:04d}"
