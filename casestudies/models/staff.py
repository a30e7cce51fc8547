"""Which group of the site plays which role of the office."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import StaffRole


class StaffGroup(models.Model):
    """The group of a role: found by its role, so that an office may rename it.

    Setup alone writes these rows. Rights never ask for them: they are codenames, and an
    office may grant them to groups of its own.
    """

    role = models.CharField(_("role"), max_length=20, choices=StaffRole, unique=True)
    group = models.OneToOneField(
        "auth.Group",
        on_delete=models.CASCADE,
        related_name="casestudies_role",
        verbose_name=_("group of users"),
    )

    class Meta:
        verbose_name = _("group of a role")
        verbose_name_plural = _("groups of roles")

    def __str__(self):
        return f"{self.get_role_display()}: {self.group}"
