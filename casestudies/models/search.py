"""What readers looked for and did not find."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MissedQuestion(models.Model):
    """A question that found nothing, counted by day; nothing tells who asked.

    ``question`` is folded (``chinese_search.analysis.canonical``), so that ways of
    writing the same question are counted together.
    """

    MAX_LENGTH = 50

    day = models.DateField(_("day"))
    question = models.CharField(_("question"), max_length=MAX_LENGTH)
    times = models.PositiveIntegerField(_("times"), default=1)

    class Meta:
        verbose_name = _("question not found")
        verbose_name_plural = _("questions not found")
        ordering = ("-day", "-times", "question")
        constraints = [
            models.UniqueConstraint(
                fields=["day", "question"], name="casestudies_missed_question_once_a_day"
            )
        ]

    def __str__(self):
        return self.question
