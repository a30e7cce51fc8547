"""What waits for whom, what stands where, and how lists of dossiers are narrowed."""

from django.db.models import Exists, OuterRef

from ...models.call import CallPage
from ...models.call_parts import Direction
from ...models.submission import Submission
from ...models.task import FormalCheckTask
from ...models.union import Union
from ...permissions import submission_policy

#: Orders a list offers; «-» before one turns it round.
ORDERS = {
    "sent_at": ("sent_at",),
    "number": ("number",),
    "title": ("title",),
    "union": ("union__sort_order", "union__name", "sent_at"),
}


def in_order(dossiers, order):
    """Return the dossiers in one of ``ORDERS``; the key comes last, so pages do not overlap."""
    fields = [*ORDERS[order.removeprefix("-")], "pk"]
    return dossiers.order_by(*(f"-{f}" if order.startswith("-") else f for f in fields))


def waiting_for(user):
    """Return the dossiers whose current step the user may decide, longest waiting first."""
    # With the keys at hand PostgreSQL counts and sorts in the index alone.
    steps = list(FormalCheckTask.of_user(user).values_list("pk", flat=True))
    return Submission.objects.at_steps(steps).longest_waiting_first()


def number_waiting(user, *, at_most):
    """Return how many dossiers wait for the user, counting no further than ``at_most``."""
    # Unordered, for the database would sort all of them before it counts the first ones.
    waiting = Submission.objects.at_steps(FormalCheckTask.of_user(user)).order_by()
    return waiting[:at_most].count()


def number_unattended(*, at_most):
    """Return how many dossiers wait where nobody can decide, counting up to ``at_most``."""
    return Submission.objects.at_steps(FormalCheckTask.without_people().values("pk"))[
        :at_most
    ].count()


def next_waiting(after, *, among):
    """Return the dossier that waits next after the given one, or None; first after the last."""
    others = among.exclude(pk=after.pk)
    later = others.filter(sent_at__gte=after.sent_at) if after.sent_at else others
    return later.first() or others.first()


def visible_to(user):
    """Return all dossiers that staff may see: whatever was sent."""
    return submission_policy.instances_user_has_permission_for(user, "view")


def narrowed(dossiers, *, words="", call=None, kind="", union=None, direction="", state=""):
    """Return the dossiers that fit everything that is given."""
    if words:
        dossiers = dossiers.matching(words)
    if call:
        dossiers = dossiers.for_call(call)
    if kind:
        dossiers = dossiers.for_kind(kind)
    if union:
        dossiers = dossiers.for_union(union)
    if direction:
        dossiers = dossiers.with_direction(direction)
    if state:
        dossiers = dossiers.in_state(state)
    return dossiers


def calls_of_dossiers():
    """Return key and title of the calls to which dossiers were sent, newest first."""
    calls = CallPage.objects.filter(Exists(Submission.objects.sent().for_call(OuterRef("pk"))))
    return calls.newest_first().values_list("pk", "title")


def unions_of_dossiers():
    """Return the unions that have sent dossiers, in their order."""
    return Union.objects.filter(Exists(Submission.objects.sent().for_union(OuterRef("pk"))))


def directions_of_dossiers() -> list[str]:
    """Return the labels of the directions of dossiers, each once, in the order of the calls."""
    used = Exists(Submission.objects.sent().filter(direction=OuterRef("pk")))
    return list(dict.fromkeys(Direction.objects.filter(used).values_list("label", flat=True)))
