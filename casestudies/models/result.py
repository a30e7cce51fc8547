"""What became of a dossier in the selection: a row of its own, not a state."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import Outcome


class Result(models.Model):
    """The result of one dossier of a judged call; no row means that none is known yet.

    Publishing and taking down leave it as it is. ``award_name`` is the level's name as it stood
    when the result was decided. ``published_at`` is empty until unions may know: domain.md §9.6.
    """

    submission = models.OneToOneField(
        "casestudies.Submission",
        on_delete=models.PROTECT,
        related_name="result",
        verbose_name=_("dossier"),
    )
    outcome = models.CharField(_("result"), max_length=12, choices=Outcome)
    award_level = models.ForeignKey(
        "casestudies.AwardLevel",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("award level"),
    )
    award_name = models.CharField(_("award"), max_length=60, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"))
    reason = models.TextField(_("Reason"), blank=True)
    published_at = models.DateTimeField(_("told to the union at"), null=True, blank=True)

    class Meta:
        verbose_name = _("result of a dossier")
        verbose_name_plural = _("results of dossiers")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="casestudies_result_outcome"
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.SELECTED) | Q(award_level__isnull=True, award_name=""),
                name="casestudies_result_award_if_selected",
            ),
        ]

    def __str__(self):
        return self.award_name or self.get_outcome_display()
