"""Whether every live case was approved; only something that writes rows past ``save`` undoes it."""

from django.core.checks import Warning
from django.db import DatabaseError

from ..domain.installation import pending_migrations
from ..domain.publishing import unapproved
from .looking import looks_at


@looks_at("the approvals of live cases")
def check_approvals():
    """Nothing is told of tables that are not there: ``check_tables`` does."""
    try:
        if pending_migrations():
            return
    except DatabaseError:
        return
    if unapproved().exists():
        yield Warning(
            "A case is public that no three people approved: an import or a shell made it so.",
            hint="Run manage.py check_approvals, which names it, and take it down in the admin.",
            id="casestudies.W052",
        )
