"""From the blank form to a dossier that is sent: the union's verbs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..enums import QuotaScope
from ..models.attachment import SubmissionContact, SubmissionFile, SubmissionPhoto
from ..models.call import CallPage
from ..models.call_parts import Quota
from ..models.submission import Submission
from ..permissions import SubmissionPolicy
from ..photos import CleanPhoto
from ..validators import scan_type
from .completeness import check_complete
from .notifications import tell_union
from .refusals import NoPlaceLeft, NotAllowed, TooLate
from .review import start_review
from .workflow import check, lock, lock_and_reload, make_move, record_move, title_in_log


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
    _save_contact(submission, contact or {}, created=created)
    if photos:
        _save_photos(submission, photos, stored=() if created else submission.photos.all())
    if scan is not None:
        _save_scan(submission, scan, by=by)
    if created:
        log(
            instance=submission,
            action="casestudies.create",
            user=by,
            title=title_in_log(submission),
        )
    return submission


def _save_contact(submission, values, *, created):
    contact = None if created else getattr(submission, "contact", None)
    contact = contact or SubmissionContact(submission=submission)
    for name, value in values.items():
        setattr(contact, name, value)
    contact.save()


def _save_photos(submission, photos, *, stored):
    stored = {photo.pk: photo for photo in stored}
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
    if _is_stored(submission, upload):
        return
    scan = SubmissionFile(
        submission=submission,
        name=upload.name[-255:],
        extension=scan_type(upload),
        uploaded_by=by,
    )
    scan.file.save(upload.name, upload, save=False)
    scan.save()


def _is_stored(submission, upload) -> bool:
    """Whether the newest scan is this very file: the same form, posted twice."""
    newest = submission.files.last()
    if newest is None or (newest.name, newest.file.size) != (upload.name[-255:], upload.size):
        return False
    upload.seek(0)
    with newest.file.open() as stored:
        same = stored.read() == upload.read()
    upload.seek(0)
    return same


@transaction.atomic
def hand_over(submission, *, by, now=None):
    """Give the complete dossier to the union's approver. Raises Incomplete, TooLate, …"""
    check(lock_and_reload(submission), "hand_over", by=by)
    check_in_time(submission, now=now)
    check_complete(submission)
    record_move(submission, "hand_over", by=by)
    tell_union(submission, "handed_over", roles=("approver",))
    return submission


@transaction.atomic
def hand_back(submission, *, by, reason=""):
    """Give the dossier back to its author, who may change it again.

    On one that was returned the reason of the return stays; this one is in the log.
    """
    lock(submission)
    if submission.number:
        make_move(submission, "hand_back_returned", by=by, reason=reason)
    else:
        make_move(submission, "hand_back", by=by, reason=reason, decision_reason=reason)
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
    check_in_time(submission, now=now)
    submission.opinion = opinion
    # Read once: judged here, kept in the revision below.
    submission.photos.get_object_list()
    submission.topics.get_object_list()
    check_complete(submission, opinion_required=True)
    first = not submission.number
    if first:
        _check_place(submission)
    record_move(
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
    revision = submission.save_revision(user=by, clean=False)
    start_review(submission, by=by, first=first)
    tell_union(submission, "sent", number=submission.number)
    return revision


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


def check_in_time(submission, *, now=None):
    """Raise TooLate unless the dossier may be sent at the moment ``now``: domain.md §9.3."""
    now = now or timezone.now()
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


def check_ready(submission, *, now=None):
    """Raise TooLate or Incomplete unless only the union's opinion is missing for sending."""
    check_in_time(submission, now=now)
    check_complete(submission)


def places_left(call, union) -> int | None:
    """Return how many more dossiers the union may send, or None where no quota is set."""
    return places_left_in([call], union)[call.pk]


def places_left_in(calls, union) -> dict[int, int | None]:
    """Return ``places_left`` for each of the calls by its key: 2 queries."""
    quotas = {
        quota.call_id: quota for quota in Quota.objects.filter(call__in=calls, kind=union.kind)
    }
    taken = {
        row["call"]: row
        for row in Submission.objects.filter(call__in=calls, union__kind=union.kind)
        .taking_places()
        .order_by()
        .values("call")
        .annotate(pooled=Count("pk"), own=Count("pk", filter=Q(union=union)))
    }
    return {call.pk: _left(quotas.get(call.pk), taken.get(call.pk)) for call in calls}


def _left(quota, taken) -> int | None:
    if quota is None:
        return None
    scope = "pooled" if quota.scope == QuotaScope.POOLED else "own"
    return max(quota.maximum - (taken[scope] if taken else 0), 0)


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
