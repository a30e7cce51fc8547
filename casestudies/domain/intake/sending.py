"""The union's approver signs a dossier and sends it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ...models.call import CallPage
from ...models.submission import Submission
from ...permissions import submission_policy
from ..refusals import NotAllowed
from ..workflow import lock, require_move, write_move
from .completeness import require_complete
from .deadlines import require_in_time
from .drafts import keep_typed, titled, typed, typed_columns
from .entering_check import enter_check
from .marks import require_shown
from .places import require_place
from .uploads import files_of
from .versions import keep_version


@transaction.atomic
def send(submission, *, by, opinion, seen, now=None):
    """Send the dossier, as it was ``seen``, with the opinion; number it, begin the formal check.

    What the union typed becomes the columns: from now on it is what staff read.
    Raises NotAllowed, WrongState, TextChanged, TooLate, NoPlaceLeft, Incomplete. A place in
    the quota is taken by the first sending: domain.md §9.2; the deadline is an exact moment: §9.3.
    """
    now = now or timezone.now()
    if not submission_policy.user_has_standing(by, "send", submission):
        raise NotAllowed(_("Only the approver of the union can send a dossier."))
    # All sendings of a call queue here, so that numbers and places are exact.
    CallPage.objects.select_for_update().filter(pk=submission.call_id).first()
    move = require_move(titled(lock(submission)), "send", by=by)
    files = _lay_out(submission)
    require_shown(submission, seen, files=files)
    require_in_time(submission, now=now)
    submission.opinion = opinion
    submission.misread.pop("opinion", None)
    require_complete(submission, opinion_required=True)
    first = not submission.number
    if first:
        require_place(submission)
    write_move(
        submission,
        move,
        by=by,
        **typed_columns(submission),
        opinion=opinion,
        endorsed_by=by,
        sent_at=now,
        due_at=None,
        decision_reason="",
        number=submission.number or _next_number(submission.call),
    )
    keep_typed(submission, first=first, files=files)
    submission.save_revision(user=by, clean=False)
    keep_version(submission, by=by, files=files, first=first)
    enter_check(submission, by=by, first=first)
    return submission


def _lay_out(submission) -> list:
    """Read once what is compared, judged and kept in the revision; return the scans."""
    typed(submission).photos.get_object_list()
    submission.topics.get_object_list()
    return list(files_of(submission))


def require_ready(submission, *, now=None):
    """Raise TooLate or Incomplete unless the ``typed`` dossier lacks only the union's opinion."""
    require_in_time(submission, now=now)
    require_complete(submission)


def _next_number(call) -> str:
    """Number the call's dossiers in the order of sending; the caller holds the call's lock."""
    count = Submission.objects.for_call(call).sent().count() + 1
    return f"{timezone.localtime(call.opens_at):%Y}-{call.pk:03d}-{count:04d}"
