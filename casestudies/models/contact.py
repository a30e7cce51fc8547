"""Whom to ask about a dossier: personal data, in no revision and open to few."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..personal import OwnContact
from ..validators import validate_phone


class SubmissionContact(models.Model):
    """The contact person of a dossier; personal data, without revisions."""

    submission = models.OneToOneField(
        "casestudies.Submission", on_delete=models.CASCADE, related_name="contact"
    )
    address = models.CharField(_("Address"), max_length=200, blank=True)
    contact = models.CharField(_("Contact person and post"), max_length=100, blank=True)
    phone = models.CharField(_("Telephone"), max_length=30, blank=True, validators=[validate_phone])

    class Meta:
        verbose_name = _("contact of a dossier")
        verbose_name_plural = _("contacts of dossiers")

    def __str__(self):
        return self.contact

    @property
    def own(self) -> OwnContact:
        """What the recogniser of personal data compares texts with."""
        return OwnContact(self.contact, self.phone, self.address)
