"""Writing letters: rows in the caller's transaction, in the words of that moment."""

import logging
from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from ... import conf
from ...enums import LetterStanding, MemberRole
from ...models.letter import Letter
from ...models.union import UnionMember

logger = logging.getLogger(__name__)


def tell_union(submission, letter, *, roles=tuple(MemberRole), staff_reads=True, **context):
    """Write the letter to the union's members in the roles; it leaves once this is committed.

    The letter that follows a move is named in ``casestudies.moves``. Returns the rows: 2 queries.
    """
    if not conf.value("LETTERS"):
        return []
    return write_letters(
        letter,
        to=_addresses(submission, roles),
        submission=submission,
        staff_reads=staff_reads,
        **context,
    )


def write_letters(
    letter, *, to: Iterable[str], submission=None, staff_reads=True, is_secret=False, **context
):
    """Write one letter to each address; return the rows. Nothing where a host wants no letters.

    ``letter`` is the stem of two templates in ``casestudies/email/``, ``context`` what they
    read beside ``submission``. A template that fails undoes nothing: the letter is kept
    as not sent, and the office sees it.
    """
    addresses = list(to)
    if not addresses or not conf.value("LETTERS"):
        return []
    words = _words(letter, {"submission": submission, **context})
    now = timezone.now()
    return Letter.objects.bulk_create(
        Letter(
            name=letter,
            address=address,
            submission=submission,
            staff_reads=staff_reads,
            is_secret=is_secret,
            due_at=now,
            **words,
        )
        for address in addresses
    )


def _addresses(submission, roles) -> list[str]:
    members = UnionMember.objects.filter(
        union=submission.union_id,
        union__is_active=True,
        user__is_active=True,
        role__in=roles,
    )
    return addresses_of(members, "user__")


def addresses_of(people, prefix="") -> list[str]:
    """Return the addresses of the people who have one, each once."""
    address = f"{prefix}{get_user_model().get_email_field_name()}"
    return list(
        people.exclude(**{address: ""})
        .exclude(**{f"{address}__isnull": True})
        .order_by("pk")
        .values_list(address, flat=True)
    )


def _words(letter, context) -> dict:
    """Return subject and text, or the fault where a template cannot be read."""
    try:
        # Not in the language of who acts: the admin may be English for a member of staff.
        with override(settings.LANGUAGE_CODE):
            subject = render_to_string(f"casestudies/email/{letter}_subject.txt", context)
            body = render_to_string(f"casestudies/email/{letter}.txt", context).strip()
    except Exception as fault:
        logger.exception("Letter %s could not be written", letter)
        return {"standing": LetterStanding.FAILED, "fault": f"{type(fault).__name__}: {fault}"}
    return {"subject": " ".join(subject.split()), "body": body}
