"""Places in the quota of a call: domain.md §2 and §9.2."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from ...enums import QuotaScope
from ...models.call_parts import Quota
from ...models.submission import Submission
from ..refusals import NoPlaceLeft


def places_left(call, union) -> int | None:
    """Return how many more dossiers the union may send, or None where no quota is set."""
    return places_left_in([call], union)[call.pk]


def places_left_in(calls, union) -> dict[int, int | None]:
    """Return ``places_left`` for each of the calls by its key: 2 queries."""
    quotas = {
        quota.call_id: quota for quota in Quota.objects.filter(call__in=calls, kind=union.kind)
    }
    taken = {
        row["call"]: row
        for row in Submission.objects.filter(call__in=calls, union__kind=union.kind)
        .taking_places()
        .order_by()
        .values("call")
        .annotate(pooled=Count("pk"), own=Count("pk", filter=Q(union=union)))
    }
    return {call.pk: _left(quotas.get(call.pk), taken.get(call.pk)) for call in calls}


def _left(quota, taken) -> int | None:
    if quota is None:
        return None
    scope = "pooled" if quota.scope == QuotaScope.POOLED else "own"
    return max(quota.maximum - (taken[scope] if taken else 0), 0)


def require_place(submission):
    """Raise NoPlaceLeft unless the union may send one more dossier of this call."""
    if places_left(submission.call, submission.union) == 0:
        raise NoPlaceLeft(
            _(
                "The quota of your union for this call is used up. Withdraw another dossier,"
                " or ask the editorial office."
            )
        )
