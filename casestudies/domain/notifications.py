"""Who is told what, always after commit; a mail server that is down loses nothing.

domain.md §9.8. Wagtail's own notifiers, which send inside the transaction, are
disconnected in ``apps.ready()``.
"""

import logging

from django.core.mail import send_mass_mail
from django.db import transaction
from django.template.loader import render_to_string

from .. import conf
from ..models.union import UnionMember

logger = logging.getLogger(__name__)


def tell_union(submission, event, *, roles=None, **context):
    """Send the letter ``event`` to the members of the dossier's union once committed."""
    transaction.on_commit(
        lambda: _deliver(submission, event, _addresses(submission, roles), context)
    )


def _addresses(submission, roles) -> list[str]:
    members = UnionMember.objects.filter(
        union=submission.union_id, union__is_active=True, user__is_active=True
    ).exclude(user__email="")
    if roles:
        members = members.filter(role__in=roles)
    return list(members.values_list("user__email", flat=True))


def _deliver(submission, event, addresses, context):
    if not addresses:
        return
    context = {"submission": submission, **context}
    sender = conf.notifications_from()
    try:
        subject = render_to_string(f"casestudies/email/{event}_subject.txt", context)
        subject = " ".join(subject.split())
        body = render_to_string(f"casestudies/email/{event}.txt", context).strip()
        send_mass_mail([(subject, body, sender, [address]) for address in addresses])
    except Exception:
        # Whatever the mail server says, the decision stands: domain.md §9.8.
        logger.exception("Letter %s of dossier %s was not delivered", event, submission.number)
