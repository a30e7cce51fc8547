"""What dossiers hang on is not deleted: what was sent is evidence, domain.md §4."""

from django.db.models import Q
from django.utils.translation import gettext as _

from ...models.call import CallPage
from ...models.submission import Submission
from ..refusals import WrongState


def require_no_dossiers_below(pages) -> None:
    """Raise WrongState where one of the pages is or holds a call that has dossiers.

    What nobody sent yet is told apart: those are drafts of unions, and no evidence.
    """
    within = Q(pk=None)
    for page in pages:
        within |= Q(path__startswith=page.path)
    calls = CallPage.objects.filter(within, submissions__isnull=False)
    # One of which something was sent first: the weightier reason.
    call = calls.order_by("-submissions__number").first()
    if call is None:
        return
    sent, drafts = _numbers(Submission.objects.for_call(call))
    said = _(
        "The call “%(call)s” has %(number)d dossiers that were sent, so it cannot be deleted. What"
        " was sent is evidence and stays; unpublish the call instead."
    )
    if not sent:
        said = _(
            "For the call “%(call)s” unions have begun %(number)d dossiers and sent none yet, so"
            " it cannot be deleted. Unpublish it instead."
        )
    raise WrongState(said % {"call": call.title, "number": sent or drafts})


def require_no_dossiers_of(union) -> None:
    """Raise WrongState where the union has dossiers; drafts are told apart as above."""
    sent, drafts = _numbers(Submission.objects.for_union(union))
    if not sent + drafts:
        return
    said = _(
        "The union “%(union)s” has %(number)d dossiers that were sent, so it cannot be deleted."
        " Switch “active” off instead: then its members cannot sign in to it."
    )
    if not sent:
        said = _(
            "The union “%(union)s” has begun %(number)d dossiers and sent none yet, so it cannot"
            " be deleted. Switch “active” off instead: then its members cannot sign in to it."
        )
    raise WrongState(said % {"union": union.name, "number": sent or drafts})


def _numbers(dossiers) -> tuple[int, int]:
    """Return how many were sent at least once, and how many never: 2 queries."""
    sent = dossiers.sent().count()
    return sent, dossiers.count() - sent
