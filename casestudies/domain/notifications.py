"""Who is told what, always after commit; a mail server that is down loses nothing.

domain.md §9.8. Wagtail's own notifiers, which send inside the transaction, pass over what is
ours: ``backoffice.workflow_letters``.
"""

import logging

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mass_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from .. import conf
from ..enums import MemberRole
from ..models.union import UnionMember

logger = logging.getLogger(__name__)


def tell_union(submission, letter, *, roles=tuple(MemberRole), **context):
    """Send the letter to the union's members in the roles once committed.

    The letter that follows a move is named in ``casestudies.moves``. A host may want none:
    ``CASESTUDIES["LETTERS"]``.
    """
    if not conf.value("LETTERS"):
        return
    transaction.on_commit(
        lambda: _deliver(submission, letter, _addresses(submission, roles), context)
    )


def _addresses(submission, roles) -> list[str]:
    members = UnionMember.objects.filter(
        union=submission.union_id,
        union__is_active=True,
        user__is_active=True,
        role__in=roles,
    )
    address = f"user__{get_user_model().get_email_field_name()}"
    return list(members.exclude(**{address: ""}).values_list(address, flat=True))


def _deliver(submission, letter, addresses, context):
    if not addresses:
        return
    context = {"submission": submission, **context}
    sender = conf.value("FROM_EMAIL")
    try:
        # Not in the language of who acts: the admin may be English for a member of staff.
        with override(settings.LANGUAGE_CODE):
            subject = render_to_string(f"casestudies/email/{letter}_subject.txt", context)
            body = render_to_string(f"casestudies/email/{letter}.txt", context).strip()
        subject = " ".join(subject.split())
        send_mass_mail([(subject, body, sender, [address]) for address in addresses])
    except Exception:
        # Whatever the mail server says, the decision stands: domain.md §9.8.
        logger.exception("Letter %s of dossier %s was not delivered", letter, submission.number)
