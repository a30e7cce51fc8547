"""A case becomes public, or is taken down: what follows for its dossier."""

from django.db import transaction

from ...enums import SubmissionState
from ...models.submission import Submission
from ..workflow import lock, make_move
from .renditions import prepare_renditions


def mark_published(page):
    """Note on the dossier, if there is one, that its page is public; make the renditions."""
    submission = Submission.objects.filter(
        case_page=page.pk, state=SubmissionState.ACCEPTED
    ).first()
    if submission is not None:
        make_move(lock(submission), "publish", by=None)
    transaction.on_commit(lambda: prepare_renditions(page))


def mark_taken_down(page):
    """Note on the dossier, if there is one, that its page is no longer public."""
    submission = Submission.objects.filter(
        case_page=page.pk, state=SubmissionState.PUBLISHED
    ).first()
    if submission is not None:
        make_move(lock(submission), "take_down", by=None)
