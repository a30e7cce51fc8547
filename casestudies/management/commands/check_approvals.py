"""``manage.py check_approvals``: compare what readers see with what three people approved."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ...domain.publishing import unvouched


class Command(BaseCommand):
    help = (
        "Names each live case that its three approvals do not vouch for; fails where there is one."
    )

    def handle(self, **options):
        found = list(unvouched())
        for case, fault in found:
            self.stdout.write(f"{case.pk} 《{case.title}》 {fault}")
        if found:
            raise CommandError(
                _("%(number)s live cases are not what was approved: take them down in the admin.")
                % {"number": len(found)}
            )
        self.stdout.write(_("Every live case shows the text that three different people approved."))
