"""Tags of the union's desk."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import conf

register = template.Library()


@register.filter
def time_left(moment) -> str:
    """Return how long it is until the moment: days, hours on the last day, or nothing."""
    seconds = int((moment - timezone.now()).total_seconds())
    days, hours = seconds // 86400, seconds // 3600
    if seconds <= 0:
        return ""
    if days:
        return ngettext("%(count)d day left", "%(count)d days left", days) % {"count": days}
    if hours:
        return ngettext("%(count)d hour left", "%(count)d hours left", hours) % {"count": hours}
    return _("less than an hour left")


@register.simple_tag
def upload_limit() -> int:
    """Return how many MB one photo or scan may have."""
    return conf.MAX_UPLOAD_MB
