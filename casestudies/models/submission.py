"""The dossier a union sends in."""

import uuid
from collections.abc import Mapping
from types import MappingProxyType

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from .. import conf
from ..enums import (
    Industry,
    SubmissionState,
    UnitNature,
)
from . import sheet
from .submission_queries import SubmissionQuerySet


def _part(label):
    return models.TextField(label, blank=True, max_length=conf.MAX_PART_LENGTH)


class Submission(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    ClusterableModel,
):
    """申报材料, the labels verbatim from domain.md §3; ``live`` stays False for ever.

    ``state`` and ``current_step`` (the task that is open in the workflow, so that lists need
    not ask Wagtail's tables) are written by ``domain.workflow`` alone. The contact
    is in ``models.contact``, photos and scans are in ``models.attachment``.
    """

    live = models.BooleanField(default=False, editable=False)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(_("number"), max_length=30, blank=True, editable=False)
    call = models.ForeignKey(
        "casestudies.CallPage",
        on_delete=models.PROTECT,
        related_name="submissions",
        verbose_name=_("call"),
        editable=False,
    )
    union = models.ForeignKey(
        "casestudies.Union",
        on_delete=models.PROTECT,
        related_name="submissions",
        verbose_name=_("Recommending union"),
        editable=False,
    )
    state = models.CharField(
        _("state"),
        max_length=15,
        choices=SubmissionState,
        default=SubmissionState.DRAFT,
        editable=False,
    )
    current_step = models.ForeignKey(
        "wagtailcore.Task",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        db_index=False,  # casestudies_sub_waiting begins with it
        verbose_name=_("current step"),
    )

    #: Wagtail's own field; its reverse name there would be that of any lockable «Submission».
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=LockableMixin._meta.get_field("locked_by").verbose_name,
    )
    locked_by.wagtail_reference_index_ignore = True

    title = models.CharField(_("Title of the case"), max_length=120, blank=True)
    implementer = models.CharField(
        _("Implementing organisation (seal)"), max_length=120, blank=True
    )
    team = models.CharField(_("Team"), max_length=80, blank=True)
    unit_nature = models.CharField(
        _("Nature of the organisation"), max_length=20, choices=UnitNature, blank=True
    )
    employees = models.PositiveIntegerField(_("Number of employees"), null=True, blank=True)
    industry = models.CharField(_("Industry"), max_length=1, choices=Industry, blank=True)
    direction = models.ForeignKey(
        "casestudies.Direction",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Direction of the case"),
    )
    topics = ParentalManyToManyField(
        "casestudies.Topic", blank=True, related_name="+", verbose_name=_("Topics")
    )
    background = _part(_("Background"))
    process = _part(_("Process"))
    practice = _part(_("Main practice"))
    effect = _part(_("Effect"))
    opinion = models.TextField(_("Opinion of the union"), blank=True, max_length=1000)

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    endorsed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(pgettext_lazy("casestudies", "created at"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, editable=False)
    due_at = models.DateTimeField(
        _("changes due by"),
        null=True,
        editable=False,
        help_text=_("Set when the dossier is returned; then it counts instead of the deadline."),
    )
    decision_reason = models.TextField(_("reason of the last decision"), blank=True, editable=False)
    paper_received_on = models.DateField(_("paper original received on"), null=True, blank=True)
    case_page = models.OneToOneField(
        "casestudies.CasePage",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("case page"),
    )

    #: Lines of the draft that cannot be read, with the sentences why; see ``intake.typed``.
    misread: Mapping[str, list[str]] = MappingProxyType({})

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        ordering = ("-changed_at", "-pk")
        permissions = [
            ("make_case_page_submission", _("Can make a case page of an accepted dossier")),
            ("export_submission", _("Can take lists of dossiers away as a spreadsheet")),
            ("undo_decision_submission", _("Can undo a decision of the formal check")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="casestudies_submission_number"
            ),
            models.CheckConstraint(
                condition=Q(live=False), name="casestudies_submission_never_live"
            ),
            models.CheckConstraint(
                condition=Q(state__in=SubmissionState.values), name="casestudies_submission_state"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        SubmissionState.DRAFT,
                        SubmissionState.ENDORSING,
                        SubmissionState.WITHDRAWN,
                    ]
                )
                | (~Q(number="") & Q(sent_at__isnull=False)),
                name="casestudies_submission_sent_has_number",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "sent_at", "id"], name="casestudies_sub_queue"),
            models.Index(
                fields=["current_step", "sent_at", "id"],
                condition=Q(state=SubmissionState.SUBMITTED),
                name="casestudies_sub_waiting",
            ),
            models.Index(
                fields=["-sent_at", "-id"], condition=~Q(number=""), name="casestudies_sub_sent"
            ),
            models.Index(fields=["union", "-changed_at"], name="casestudies_sub_union"),
            models.Index(fields=["call", "union"], name="casestudies_sub_quota"),
        ]

    def __str__(self):
        return self.title or str(_("(no title yet)"))

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(line.value(self) for line in sheet.lines(sheet.Heading.TEXT))

    @property
    def told_result(self):
        """The result, once its union may know it, or None: domain.md §9.6."""
        result = getattr(self, "result", None)
        return result if result and result.published_at else None

    @property
    def deadline(self):
        """The moment from which it can no longer be sent: domain.md §9.3."""
        return self.due_at or self.call.closes_at

    def forget_children(self):
        """Forget photos and topics held in memory; the next look reads them from the database."""
        getattr(self, "_cluster_related_objects", {}).clear()

    def get_workflow(self):
        """The call's own workflow, else the one assigned to all dossiers."""
        own = self.call.workflow if self.call_id else None
        return own if own and own.active else super().get_workflow()

    def publish(
        self,
        revision,
        user=None,
        changed=True,
        log_action=True,
        previous_revision=None,
        skip_permission_checks=False,
    ):
        """Accept the dossier: Wagtail calls this when its workflow ends. Nothing goes live."""
        from ..domain.moderation.formal_check import accept

        accept(self, by=user)
