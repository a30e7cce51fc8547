"""Letters: written with what they tell of, in one transaction; sent by ``manage.py send_letters``.

domain.md §9.8: whatever a mail server does, a decision takes no time of it and stands. Wagtail's
own notifiers, which send inside the transaction, pass over what is ours:
``backoffice.workflow_letters``.
"""

from .resending import UNDER_WAY, resend, resend_stuck
from .sending import send_waiting, trouble
from .writing import addresses_of, tell_union, write_letters

__all__ = [
    "UNDER_WAY",
    "addresses_of",
    "resend",
    "resend_stuck",
    "send_waiting",
    "tell_union",
    "trouble",
    "write_letters",
]
