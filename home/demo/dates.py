"""What the demo does in a minute is dated as if it had taken months."""

from django.utils import timezone
from wagtail.log_actions import registry
from wagtail.models import Revision, TaskState, WorkflowState

from casestudies.models import CasePage, Submission


class Clock:
    """Dates whatever verbs wrote about an object since the clock was made."""

    def __init__(self):
        self.started = timezone.now()

    def settle(self, instance, moment) -> None:
        """Date log entries, versions and review steps of the object that are still fresh."""
        log = registry.get_log_model_for_instance(instance)
        log.objects.for_instance(instance).filter(timestamp__gte=self.started).update(
            timestamp=moment
        )
        versions = Revision.objects.for_instance(instance)
        versions.filter(created_at__gte=self.started).update(created_at=moment)
        flows = WorkflowState.objects.for_instance(instance)
        steps = TaskState.objects.filter(workflow_state__in=flows)
        steps.filter(started_at__gte=self.started).update(started_at=moment)
        steps.filter(finished_at__gte=self.started).update(finished_at=moment)
        flows.filter(created_at__gte=self.started).update(created_at=moment)
        self._settle_row(instance, moment)

    def _settle_row(self, instance, moment):
        if isinstance(instance, Submission):
            rows = Submission.objects.filter(pk=instance.pk)
            rows.filter(created_at__gte=self.started).update(created_at=moment)
            rows.update(changed_at=moment)
        elif isinstance(instance, CasePage):
            rows = CasePage.objects.filter(pk=instance.pk)
            for name in ("latest_revision_created_at", "first_published_at", "last_published_at"):
                rows.filter(**{f"{name}__gte": self.started}).update(**{name: moment})
