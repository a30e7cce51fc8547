"""How often somebody tried at a door: signing in, asking for a new password."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DoorCount(models.Model):
    """The tries of one account or address; ``domain.accounts.tries`` alone writes rows.

    ``key`` is a keyed hash of what is counted: neither a name nor an address is in the table.
    Before ``free_at`` no try is taken; from ``kept_until`` on the row counts as not there.
    """

    key = models.CharField(max_length=64, unique=True)
    tries = models.PositiveIntegerField(default=0)
    free_at = models.DateTimeField()
    kept_until = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("count of tries at a door")
        verbose_name_plural = _("counts of tries at doors")

    def __str__(self):
        return self.key[:8]
