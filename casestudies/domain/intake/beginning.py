"""Whether a union may begin one more dossier."""

from django.utils.translation import gettext as _

from ... import conf
from ...models.submission import Submission
from ..refusals import TooLate, TooMany


def require_may_begin(submission, *, now=None):
    """Raise TooLate where the call of a new dossier is not open, TooMany beside too many drafts.

    Forms posted at the same moment may pass together: so many more are no harm.
    """
    if not submission.call.is_open(now):
        raise TooLate(
            _(
                "This call takes no new dossiers now, so nothing is saved. What you typed is still"
                " on this page; please copy what you need."
            )
        )
    drafts = Submission.objects.for_union(submission.union).for_call(submission.call).begun()
    if drafts.count() >= conf.MAX_DRAFTS:
        raise TooMany(
            _(
                "Your union has %(number)d drafts of this call that were never sent; more are not"
                " kept, so this one is not saved. Please delete one on your desk (in another"
                " window), then save here once more."
            )
            % {"number": conf.MAX_DRAFTS}
        )
