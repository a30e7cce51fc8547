"""What waits for whom, what stands where, and how lists of dossiers are narrowed."""

from ...models.submission import Submission
from ...models.task import FormalCheckTask
from ...permissions import SubmissionPolicy

#: Orders a list offers; every one ends in the key, so that pages do not overlap.
ORDERS = {
    "waiting": ("sent_at", "pk"),
    "newest": ("-sent_at", "-pk"),
    "number": ("number", "pk"),
    "title": ("title", "pk"),
    "union": ("union__sort_order", "union__name", "sent_at", "pk"),
}


def waiting_for(user):
    """Return the dossiers whose current step the user may decide, longest waiting first."""
    return Submission.objects.at_steps(FormalCheckTask.of_user(user)).longest_waiting_first()


def next_waiting(user, *, after):
    """Return the dossier that waits for the user next after the given one, or None."""
    others = waiting_for(user).exclude(pk=after.pk)
    later = others.filter(sent_at__gte=after.sent_at) if after.sent_at else others
    return later.first() or others.first()


def visible_to(user):
    """Return all dossiers that staff may see: whatever was sent."""
    return SubmissionPolicy(Submission).instances_user_has_permission_for(user, "view")


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
