"""The outbox: each letter a row, written with what it tells of and sent afterwards."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..enums import LetterStanding, StaffLetters

#: A letter that waits longer than this is told to the office.
PATIENCE = timedelta(minutes=10)


class LetterQuerySet(models.QuerySet):
    def due(self, now):
        """Letters to send now, longest waiting first."""
        return self.filter(standing=LetterStanding.WAITING, due_at__lte=now).order_by(
            "due_at", "pk"
        )

    def late(self, now):
        """Letters that should have left: the sender stands still, or the mail server does."""
        return self.filter(
            standing__in=[LetterStanding.WAITING, LetterStanding.SENDING],
            written_at__lt=now - PATIENCE,
        )

    def stuck(self):
        """Letters that leave only if somebody of the office sends them again."""
        return self.filter(standing__in=[LetterStanding.UNSURE, LetterStanding.FAILED])


class Letter(models.Model):
    """One mail to one address, kept as it was written. ``domain.letters`` alone writes rows.

    ``name`` is the stem of its templates. ``staff_reads`` is false for what passes between
    the members of a union: of that the office sees that it left, and no word of it.
    ``is_secret``: the text opens an account; it is shown to nobody and dropped once sent.
    """

    name = models.CharField(_("kind of letter"), max_length=40)
    submission = models.ForeignKey(
        "casestudies.Submission",
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("dossier"),
    )
    address = models.EmailField(_("to"), max_length=254)
    subject = models.TextField(pgettext_lazy("casestudies", "subject"))
    body = models.TextField(pgettext_lazy("casestudies", "text"))
    staff_reads = models.BooleanField(default=True)
    is_secret = models.BooleanField(default=False)
    standing = models.CharField(
        _("standing"), max_length=8, choices=LetterStanding, default=LetterStanding.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    written_at = models.DateTimeField(_("written at"), auto_now_add=True)
    due_at = models.DateTimeField(_("next attempt"))
    tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(_("left at"), null=True)
    fault = models.TextField(_("what the mail server said"), blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ("-written_at", "-pk")
        permissions = [("resend_letter", _("Can send letters again"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(standing__in=LetterStanding.values), name="casestudies_letter_standing"
            )
        ]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=Q(standing=LetterStanding.WAITING),
                name="casestudies_letter_due",
            ),
            models.Index(
                fields=["standing"],
                condition=~Q(standing=LetterStanding.SENT),
                name="casestudies_letter_unsent",
            ),
            models.Index(fields=["-written_at", "-id"], name="casestudies_letter_listed"),
        ]

    def __str__(self):
        return self.subject if self.staff_reads and not self.is_secret else self.name


class StaffLetterChoice(models.Model):
    """How one member of staff wants to be told of work; no row means once a day.

    ``told_on`` is the local day of the last digest, ``newest_told`` when the newest step that a
    digest told of was opened.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    letters = models.CharField(
        _("Letters about my work"),
        max_length=5,
        choices=StaffLetters,
        default=StaffLetters.DAILY,
    )
    told_on = models.DateField(null=True)
    newest_told = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("choice of letters")
        verbose_name_plural = _("choices of letters")
        constraints = [
            models.CheckConstraint(
                condition=Q(letters__in=StaffLetters.values), name="casestudies_staff_letters"
            )
        ]

    def __str__(self):
        return self.get_letters_display()
