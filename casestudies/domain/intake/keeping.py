"""What dossiers hang on is not deleted: what was sent is evidence, domain.md §4."""

from django.db.models import Q
from django.utils.translation import gettext as _

from ...models.call import CallPage
from ...models.submission import Submission
from ..refusals import WrongState


def require_no_dossiers_below(pages) -> None:
    """Raise WrongState where one of the pages is or holds a call that has dossiers."""
    within = Q(pk=None)
    for page in pages:
        within |= Q(path__startswith=page.path)
    call = CallPage.objects.filter(within, submissions__isnull=False).first()
    if call is not None:
        raise WrongState(
            _(
                "The call “%(call)s” has %(number)d dossiers, so it cannot be deleted. What was"
                " sent is evidence and stays; unpublish the call instead."
            )
            % {"call": call.title, "number": Submission.objects.for_call(call).count()}
        )


def require_no_dossiers_of(union) -> None:
    """Raise WrongState where the union has dossiers."""
    number = Submission.objects.for_union(union).count()
    if number:
        raise WrongState(
            _(
                "The union “%(union)s” has %(number)d dossiers, so it cannot be deleted. Switch"
                " “active” off instead: then its members cannot sign in to it."
            )
            % {"union": union.name, "number": number}
        )
