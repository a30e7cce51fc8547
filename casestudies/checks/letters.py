"""Letters: whether what was written leaves."""

from django.core.checks import Warning
from django.db import DatabaseError

from ..domain import letters
from ..domain.installation import pending_migrations
from .looking import looks_at


@looks_at("the letters that wait")
def check_outbox():
    """Nothing is told of tables that are not there: ``check_tables`` does."""
    try:
        if pending_migrations():
            return
    except DatabaseError:
        return
    late = letters.trouble()["late_letters"]
    if late:
        yield Warning(
            f"Letters have waited for more than 10 minutes: {late}. Nobody is told of what was"
            " decided.",
            hint="Run manage.py send_letters every minute by a timer, or once with --watch; if it"
            " runs, look whether the mail server answers.",
            id="casestudies.W051",
        )
