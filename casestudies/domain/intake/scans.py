"""Scans are taken out of the next version while it may be changed."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from ...models.submission import Submission
from ...permissions import submission_policy
from ..refusals import NotAllowed
from ..workflow import lock
from .uploads import delete_with_files, files_of


@transaction.atomic
def remove_scans(submission, *, by, keys: Iterable):
    """Take the scans out of the next version; return the dossier. Raises NotAllowed.

    One that was never sent goes with its file; one that was stays with what was sent.
    """
    # Read apart: what was just typed is laid over the caller's own.
    stored = lock(Submission(pk=submission.pk))
    if not submission_policy.user_has_permission_for_instance(by, "write", stored):
        raise NotAllowed(_("This dossier cannot be changed now; it may have been sent."))
    wanted = files_of(submission).filter(key__in=list(keys))
    delete_with_files(wanted.filter(draft_only=True))
    wanted.update(draft_removed=True)
    return submission
