"""What waits for whom, and what stands in the pool."""

from django.db.models import IntegerField
from django.db.models.functions import Cast
from wagtail.models import TaskState

from ...models.submission import Submission
from ...models.task import FormalCheckTask
from ...permissions import SubmissionPolicy


def waiting_for(user):
    """Return the dossiers whose current step the user may decide, longest waiting first."""
    tasks = FormalCheckTask.objects.filter(active=True, groups__in=user.groups.all())
    states = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, task__in=tasks.values("pk")
    ).annotate(submission_id=Cast("workflow_state__object_id", IntegerField()))
    return (
        Submission.objects.in_review()
        .filter(pk__in=states.values("submission_id"))
        .longest_waiting_first()
    )


def visible_to(user):
    """Return all dossiers that staff may see: whatever was sent."""
    return SubmissionPolicy(Submission).instances_user_has_permission_for(user, "view")
