"""The workflow tasks: the formal check of a dossier, one step of 三审 of a case."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState, WorkflowTask

from ..enums import Decision
from ..forms import NoteForm, ReasonForm
from ..moves import Reason, decided
from .links import task_groups, task_link
from .locks import ReviewLock
from .text_mark import writers_of_newest


class SafeActionMixin:
    """Decided on our own pages alone: a form of Wagtail's cannot name the text it was made on.

    First base of every task class. Wagtail's menus, dialogs and addresses are offered no action,
    and refuse those that are sent to them; ``domain.workflow.take_step`` decides.
    """

    def get_actions(self, obj, user):
        return []

    def on_action(self, task_state, user, action_name, **kwargs):
        raise PermissionDenied(_("Please decide on the programme's own page: it shows the text."))

    def decisions_for(self, subject, user) -> list[Decision]:
        """Return what the user may decide at this step of the subject."""
        raise NotImplementedError

    def get_form_for_action(self, action):
        decision = Decision.of_action(action)
        is_due = decision and decided(decision).reason is Reason.DUE
        return ReasonForm if is_due else NoteForm

    @classmethod
    def of_user(cls, user):
        """Return the keys of the tasks of this kind that the user's groups decide.

        Disabled ones too: they take nothing new, but what waits there is decided there.
        """
        return cls.objects.filter(groups__in=user.groups.all()).values("pk")

    @classmethod
    def open_to(cls, user):
        """Return the states in progress of all tasks of this kind in the user's groups."""
        return TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS, task__in=cls.of_user(user)
        )

    def get_task_states_user_can_moderate(self, user, **kwargs):
        """Return nothing: Wagtail's panel takes seven queries a row; what is ours has its own."""
        return TaskState.objects.none()


class FormalCheckTask(SafeActionMixin, AbstractGroupApprovalTask):
    """形式审查: complete, within the limits, stamped? domain.md §4."""

    task_ptr = task_link()
    groups = task_groups()

    class Meta:
        verbose_name = _("formal check of dossiers")
        verbose_name_plural = _("formal checks of dossiers")

    def decisions_for(self, subject, user):
        return list(Decision) if self._user_in_groups(user) else []

    def user_can_access_editor(self, obj, user):
        return False

    @classmethod
    def is_in(cls, workflow) -> bool:
        """Whether the workflow, or that of the key, has a formal check, disabled or not."""
        return cls.objects.filter(workflow_tasks__workflow=workflow).exists()

    @classmethod
    def is_all_of(cls, workflow_id) -> bool:
        """Whether the workflow has no other step, so that its end is the pool."""
        return not WorkflowTask.objects.filter(
            ~Q(task__in=cls.objects.values("pk")), workflow=workflow_id
        ).exists()

    @classmethod
    def whole_workflows(cls) -> Q:
        """Tell active workflows whose steps are formal checks, all of them switched on."""
        checks = cls.objects.filter(active=True).values("pk")
        steps = WorkflowTask.objects.all()
        others = steps.exclude(task__in=checks).values("workflow")
        return Q(active=True, pk__in=steps.values("workflow")) & ~Q(pk__in=others)

    @classmethod
    def without_people(cls):
        """Return the tasks that nobody can decide: their groups are gone, or empty."""
        return cls.objects.exclude(groups__user__is_active=True)

    @classmethod
    def get_description(cls):
        return _("Members of the chosen groups check dossiers: pass, return, do not admit")


class CaseReviewTask(SafeActionMixin, AbstractGroupApprovalTask):
    """One of 初审, 复审, 终审: each text is approved by three different people."""

    task_ptr = task_link()
    groups = task_groups()

    lock_class = ReviewLock

    class Meta:
        verbose_name = _("review of a case")
        verbose_name_plural = _("reviews of cases")

    def decisions_for(self, subject, user):
        """Who approved the text already, or wrote it, may only return it."""
        if not self._user_in_groups(user):
            return []
        if self.approved_by(subject, user) or user.pk in writers_of_newest(subject):
            return [Decision.RETURN]
        return [Decision.PASS, Decision.RETURN]

    @classmethod
    def open_to(cls, user):
        """Leave out what the user approved already, or wrote: it waits for somebody else."""
        approved = TaskState.objects.filter(
            workflow_state_id=OuterRef("workflow_state_id"),
            revision_id=OuterRef("revision_id"),
            status=TaskState.STATUS_APPROVED,
            finished_by_id=user.pk,
        )
        return super().open_to(user).exclude(Exists(approved)).exclude(revision__user=user.pk)

    @staticmethod
    def approved_by(case, user) -> bool:
        """Whether the user already approved the newest text of the case in this round."""
        current = case.current_workflow_state
        return (
            current is not None
            and current.task_states.filter(
                status=TaskState.STATUS_APPROVED,
                finished_by_id=user.pk,
                revision_id=case.latest_revision_id,
            ).exists()
        )

    def user_can_access_editor(self, obj, user):
        return False

    @classmethod
    def get_description(cls):
        return _("Members of the chosen groups review a case; no person twice")
