"""Places in the quota of a call: domain.md §2 and §9.2."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from ...enums import QuotaScope
from ...models.call_parts import Quota
from ...models.submission import Submission
from ..refusals import NoPlaceLeft


def places_left(call, union) -> int | None:
    """Return how many more dossiers the union may send, or None where no quota is set."""
    return places_left_in([call], [union])[call.pk, union.pk]


def places_left_in(calls, unions) -> dict[tuple[int, int], int | None]:
    """Return ``places_left`` by the keys of each call and each union: 2 queries."""
    kinds = {union.kind for union in unions}
    quotas = {
        (quota.call_id, quota.kind): quota
        for quota in Quota.objects.filter(call__in=calls, kind__in=kinds)
    }
    own = {_own(union): Count("pk", filter=Q(union=union)) for union in unions}
    taken = {
        (row["call"], row["union__kind"]): row
        for row in Submission.objects.filter(call__in=calls, union__kind__in=kinds)
        .taking_places()
        .order_by()
        .values("call", "union__kind")
        .annotate(pooled=Count("pk"), **own)
    }
    return {
        (call.pk, union.pk): _left(quotas.get(key), taken.get(key), union)
        for call in calls
        for union in unions
        for key in [(call.pk, union.kind)]
    }


def _own(union) -> str:
    return f"own_{union.pk}"


def _left(quota, taken, union) -> int | None:
    if quota is None:
        return None
    counted = "pooled" if quota.scope == QuotaScope.POOLED else _own(union)
    return max(quota.maximum - (taken[counted] if taken else 0), 0)


def require_place(submission):
    """Raise NoPlaceLeft unless the union may send one more dossier of this call."""
    if places_left(submission.call, submission.union) == 0:
        raise NoPlaceLeft(
            _(
                "The quota of your union for this call is used up. Withdraw another dossier,"
                " or ask the editorial office."
            )
        )
