"""A dossier that was never sent is deleted by its union."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ...models.attachment import SubmissionFile, SubmissionPhoto
from ...models.submission import Submission
from ...moves import DELETED
from ...permissions import submission_policy
from ..refusals import NotAllowed
from ..workflow import lock, title_in_log
from .drafts import titled, typed
from .marks import require_shown
from .uploads import delete_with_files


@transaction.atomic
def delete_draft(submission, *, by, seen):
    """Delete a dossier that was never sent, as it was ``seen``, with its files.

    The log keeps that it was there, and nothing it said. Returns the dossier, which has no row
    any more. Raises NotAllowed, TextChanged.
    """
    if not submission_policy.user_has_permission_for_instance(
        by, "delete_draft", titled(lock(submission))
    ):
        raise NotAllowed(_("Only a draft that was never sent can be deleted."))
    require_shown(typed(Submission.objects.with_draft().get(pk=submission.pk)), seen)
    log(
        instance=submission,
        action=DELETED,
        user=by,
        title=title_in_log(submission),
        deleted=True,
    )
    for rows in (SubmissionPhoto, SubmissionFile):
        delete_with_files(rows.everything.filter(submission=submission))
    submission.delete()
    return submission
