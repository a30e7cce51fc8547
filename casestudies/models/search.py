"""What readers looked for and did not find."""

from django.db import models
from django.db.models import F, Sum, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..conf import MAX_SHORT_QUERY


class MissedQuestionQuerySet(models.QuerySet):
    def since(self, day):
        return self.filter(day__gte=day)

    def by_day(self):
        """One row a question and day; ``asked`` is how often it was asked on that day."""
        return self.annotate(asked=F("times"))

    def by_question(self):
        """One row a question, of its newest day; ``asked`` adds up all its days.

        The days are those that the query keeps, whatever filters come before or after.
        """
        same = {"partition_by": F("question")}
        return self.annotate(
            asked=Window(Sum("times"), **same),
            place=Window(RowNumber(), order_by=F("day").desc(), **same),
        ).filter(place=1)


class MissedQuestion(models.Model):
    """A question that found nothing, counted by day; nothing tells who asked.

    ``question`` is folded (``chinese_search.analysis.canonical``), so that ways of
    writing the same question are counted together.
    """

    day = models.DateField(pgettext_lazy("casestudies", "day"))
    question = models.CharField(_("question"), max_length=MAX_SHORT_QUERY)
    times = models.PositiveIntegerField(_("times"), default=1)

    objects = MissedQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question not found")
        verbose_name_plural = _("questions not found")
        permissions = [
            (
                "export_missedquestion",
                _("Can take the list of questions not found away as a spreadsheet"),
            ),
        ]
        ordering = ("-day", "-times", "question")
        constraints = [
            models.UniqueConstraint(
                fields=["day", "question"], name="casestudies_missed_question_once_a_day"
            )
        ]

    def __str__(self):
        return self.question
