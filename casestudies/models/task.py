"""The workflow tasks: the formal check of a dossier, one step of 三审 of a case."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState, WorkflowState

from ..enums import Decision


class ReasonForm(forms.Form):
    """The words that go with a decision."""

    comment = forms.CharField(
        label=_("Reason"), required=True, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class NoteForm(forms.Form):
    comment = forms.CharField(
        label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class SafeActionMixin:
    """Close three gaps of Wagtail's own endpoint: foreign task states, unchecked data, races.

    First base of every task class. ``on_action`` locks the workflow, makes sure that the
    posted step is the one in progress for that very object, that the user may do it, and
    validates the data again; refusals are PermissionDenied, which the admin shows.
    """

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs):
        # Subject first, then its workflow: the order in which a withdrawal locks them.
        subject = self._locked_subject(task_state)
        workflow_state = WorkflowState.objects.select_for_update().get(
            pk=task_state.workflow_state_id
        )
        current = TaskState.objects.get(pk=task_state.pk).specific
        if (
            workflow_state.status != WorkflowState.STATUS_IN_PROGRESS
            or workflow_state.current_task_state_id != current.pk
            or current.status != TaskState.STATUS_IN_PROGRESS
        ):
            raise PermissionDenied(_("This step has been decided in the meantime."))
        if action_name not in {action[0] for action in self.get_actions(subject, user)}:
            raise PermissionDenied(_("You may not decide this step."))
        form = self.get_form_for_action(action_name)(kwargs)
        if not form.is_valid():
            raise PermissionDenied(form.errors.as_text())
        current.revision = subject.get_latest_revision()
        current.save(update_fields=["revision"])
        self.perform(current, subject, user, action_name, form.cleaned_data.get("comment", ""))

    @staticmethod
    def _locked_subject(task_state):
        subject = WorkflowState.objects.get(pk=task_state.workflow_state_id).content_object
        model = getattr(subject, "specific_class", None) or type(subject)
        return model._default_manager.select_for_update().get(pk=subject.pk)

    def perform(self, task_state, subject, user, action_name, comment):
        if action_name == Decision.PASS.action:
            task_state.approve(user=user, comment=comment)
        else:
            task_state.reject(user=user, comment=comment)

    def get_form_for_action(self, action):
        return NoteForm if action == Decision.PASS.action else ReasonForm

    @classmethod
    def of_user(cls, user):
        """Return the keys of the active tasks of this kind that the user's groups decide."""
        return cls.objects.filter(active=True, groups__in=user.groups.all()).values("pk")

    @classmethod
    def open_to(cls, user):
        """Return the states in progress of all tasks of this kind in the user's groups."""
        return TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS, task__in=cls.of_user(user)
        )

    def get_task_states_user_can_moderate(self, user, **kwargs):
        if self._user_in_groups(user):
            return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return TaskState.objects.none()


class FormalCheckTask(SafeActionMixin, AbstractGroupApprovalTask):
    """形式审查: complete, within the limits, stamped? domain.md §4."""

    class Meta:
        verbose_name = _("formal check of dossiers")
        verbose_name_plural = _("formal checks of dossiers")

    def get_actions(self, obj, user):
        if not self._user_in_groups(user):
            return []
        return [(decision.action, decision.label, True) for decision in Decision]

    def user_can_access_editor(self, obj, user):
        return False

    def perform(self, task_state, subject, user, action_name, comment):
        from ..domain.moderation.checks import decide

        decide(
            task_state, subject, by=user, decision=Decision.of_action(action_name), reason=comment
        )

    @classmethod
    def get_description(cls):
        return _("Members of the chosen groups check dossiers: pass, return, do not admit")


def _check_publishable(subject):
    """Refuse to approve a draft that could not be published in the end."""
    try:
        subject.get_latest_revision_as_object().full_clean()
    except ValidationError as error:
        raise PermissionDenied(" ".join(error.messages)) from error


class CaseReviewTask(SafeActionMixin, AbstractGroupApprovalTask):
    """One of 初审, 复审, 终审: each text is approved by three different people."""

    class Meta:
        verbose_name = _("review of a case")
        verbose_name_plural = _("reviews of cases")

    def get_actions(self, obj, user):
        if not self._user_in_groups(user):
            return []
        give_back = (Decision.RETURN.action, Decision.RETURN.label, True)
        if self.approved_by(obj, user):
            return [give_back]
        return [
            give_back,
            (Decision.PASS.action, _("Approve"), False),
            (Decision.PASS.action, _("Approve with a note"), True),
        ]

    @classmethod
    def open_to(cls, user):
        return cls._not_yet_approved(super().open_to(user), user)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        return self._not_yet_approved(
            super().get_task_states_user_can_moderate(user, **kwargs), user
        )

    @staticmethod
    def _not_yet_approved(states, user):
        """Leave out what the user approved already: it waits for somebody else."""
        approved = TaskState.objects.filter(
            workflow_state_id=OuterRef("workflow_state_id"),
            revision_id=OuterRef("revision_id"),
            status=TaskState.STATUS_APPROVED,
            finished_by_id=user.pk,
        )
        return states.exclude(Exists(approved))

    def perform(self, task_state, subject, user, action_name, comment):
        if action_name == Decision.PASS.action:
            _check_publishable(subject)
        super().perform(task_state, subject, user, action_name, comment)

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
        return self._user_in_groups(user)

    def locked_for_user(self, obj, user):
        return not self._user_in_groups(user)

    @classmethod
    def get_description(cls):
        return _("Members of the chosen groups review a case; no person twice")
