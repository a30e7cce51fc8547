"""What dossiers hang on is not deleted: what was sent is evidence, domain.md §4."""

from django.db.models import ProtectedError, Q
from django.utils.translation import gettext as _

from ...models.call import CallPage
from ...models.call_parts import Direction
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


def require_no_dossiers_with(topic) -> None:
    """Raise WrongState where dossiers that were sent name the topic."""
    sent = Submission.objects.sent().filter(topics=topic).count()
    if sent:
        raise WrongState(
            _(
                "The topic “%(topic)s” stands in %(number)d dossiers that were sent, so it cannot"
                " be deleted. It may be renamed."
            )
            % {"topic": topic.name, "number": sent}
        )


def protect(row) -> None:
    """Raise ProtectedError where other code would take a direction or topic out of dossiers."""
    if isinstance(row, Direction):
        used = Direction.objects.filter(pk=row.pk).in_use().first()
        said = used.why_it_stays if used else ""
    else:
        said = _said(require_no_dossiers_with, row)
    if said:
        raise ProtectedError(said, {row})


def _said(require, row) -> str:
    try:
        require(row)
    except WrongState as refusal:
        return str(refusal)
    return ""


def _numbers(dossiers) -> tuple[int, int]:
    """Return how many were sent at least once, and how many never: 2 queries."""
    sent = dossiers.sent().count()
    return sent, dossiers.count() - sent
