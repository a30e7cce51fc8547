"""Until when a dossier may be sent: domain.md §9.3."""

from django.utils import timezone
from django.utils.translation import gettext as _

from ..refusals import TooLate


def require_in_time(submission, *, now=None):
    """Raise TooLate unless the dossier may be sent at the moment ``now``: domain.md §9.3."""
    now = now or timezone.now()
    call = submission.call
    deadline = submission.deadline
    if not call.live or now < call.opens_at:
        raise TooLate(_("The call “%(call)s” does not take dossiers.") % {"call": call.title})
    if now >= deadline:
        raise TooLate(
            _(
                "The time to send ended on %(deadline)s. Please telephone the editorial office"
                " if you need more time."
            )
            % {"deadline": f"{timezone.localtime(deadline):%Y-%m-%d %H:%M}"}
        )
