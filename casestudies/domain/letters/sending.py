"""Sending what stands in the outbox: each letter once, later again where the server refuses.

No lock is held while a mail server is spoken to. A letter is taken by one UPDATE that only one
process can win; a process that dies afterwards leaves a letter of which nobody knows whether
it left, and that one is not sent a second time unless somebody of the office says so.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from smtplib import SMTP, SMTPRecipientsRefused
from traceback import walk_tb

from django.core import mail
from django.core.mail import EmailMessage
from django.db.models import Count, F, Q
from django.utils import timezone

from ... import conf
from ...enums import LetterStanding
from ...models.letter import PATIENCE, Letter

logger = logging.getLogger(__name__)

#: After each attempt that failed so many minutes pass; after the last the office decides. Together
#: about three days: a week-end without a mail server loses nothing.
PAUSES = (1, 5, 15, 60, 180, 360, 720, 1440, 1440)
#: Letters taken with one connection.
BATCH = 100
#: An answer of a mail server from here on is final: there is no such address.
FINAL = 500


@dataclass
class Run:
    """How many letters left in one run, and how many did not."""

    sent: int = 0
    later: int = 0


def send_waiting(*, now=None) -> Run:
    """Send the letters that are due, ``BATCH`` at most; say how it went.

    Never raises for what a mail server does. Several processes may run it at once.
    """
    now = now or timezone.now()
    _leave_unsure(now)
    keys = list(Letter.objects.due(now).values_list("pk", flat=True)[:BATCH])
    run = Run()
    if not keys:
        return run
    connection = _connection()
    try:
        for number, key in enumerate(keys):
            try:
                connection.open()
            except Exception as fault:
                run.later += _postpone_all(keys[number:], fault, now)
                break
            _send(key, connection, run)
    finally:
        _close(connection)
    return run


def trouble(*, now=None) -> dict[str, int]:
    """Return how many letters are late and how many are stuck: 1 query."""
    now = now or timezone.now()
    unsent = Letter.objects.exclude(standing=LetterStanding.SENT)
    return unsent.aggregate(
        late_letters=Count("pk", filter=Q(pk__in=Letter.objects.late(now).values("pk"))),
        stuck_letters=Count("pk", filter=Q(pk__in=Letter.objects.stuck().values("pk"))),
    )


def _connection():
    mailers = getattr(mail, "mailers", None)  # from Django 6.1 on
    return mailers.default if mailers is not None else mail.get_connection()


def _send(key, connection, run):
    taken = Letter.objects.filter(pk=key, standing=LetterStanding.WAITING).update(
        standing=LetterStanding.SENDING, tried_at=timezone.now(), attempts=F("attempts") + 1
    )
    if not taken:
        return
    letter = Letter.objects.get(pk=key)
    try:
        connection.send_messages([_message(letter)])
    except Exception as fault:
        logger.warning("Letter %s was not sent: %s", key, fault)
        _keep_fault(letter, fault)
        run.later += 1
        # What is left of a connection that broke answers nothing more.
        _close(connection)
        return
    letter.standing, letter.sent_at, letter.fault = LetterStanding.SENT, timezone.now(), ""
    if letter.is_secret:
        letter.body = ""
    letter.save(update_fields=["standing", "sent_at", "fault", "body"])
    run.sent += 1


def _message(letter) -> EmailMessage:
    sender = conf.value("FROM_EMAIL")
    return EmailMessage(letter.subject, letter.body, sender, [letter.address])


def _keep_fault(letter, fault):
    letter.fault = _said(fault)
    if _was_handed_over(fault):
        letter.standing = LetterStanding.UNSURE
    elif _is_final(fault) or letter.attempts > len(PAUSES):
        letter.standing = LetterStanding.FAILED
    else:
        letter.standing = LetterStanding.WAITING
        letter.due_at = timezone.now() + timedelta(minutes=PAUSES[letter.attempts - 1])
    letter.save(update_fields=["standing", "due_at", "fault"])


def _postpone_all(keys, fault, now) -> int:
    """Let all wait that one connection would have carried; return how many."""
    logger.warning("The mail server cannot be reached: %s", fault)
    due = Letter.objects.filter(pk__in=keys, standing=LetterStanding.WAITING)
    postponed = 0
    for attempts in sorted(set(due.order_by().values_list("attempts", flat=True))):
        group = due.filter(attempts=attempts)
        more = {"attempts": attempts + 1, "fault": _said(fault), "tried_at": now}
        if attempts < len(PAUSES):
            postponed += group.update(due_at=now + timedelta(minutes=PAUSES[attempts]), **more)
        else:
            postponed += group.update(standing=LetterStanding.FAILED, **more)
    return postponed


def _was_handed_over(fault) -> bool:
    """Whether the connection broke after the text had begun to go out.

    The server may have taken it, and only its answer be lost.
    """
    in_data = any(
        frame.f_code is SMTP.data.__code__ for frame, _line in walk_tb(fault.__traceback__)
    )
    return in_data and isinstance(fault, OSError) and not hasattr(fault, "smtp_code")


def _is_final(fault) -> bool:
    if isinstance(fault, SMTPRecipientsRefused):
        return all(code >= FINAL for code, _said in fault.recipients.values())
    return getattr(fault, "smtp_code", 0) >= FINAL


def _leave_unsure(now):
    """A process that took a letter and never came back may have sent it."""
    Letter.objects.filter(standing=LetterStanding.SENDING, tried_at__lt=now - PATIENCE).update(
        standing=LetterStanding.UNSURE
    )


def _said(fault) -> str:
    return f"{type(fault).__name__}: {fault}"[:500]


def _close(connection):
    try:
        connection.close()
    except Exception:
        logger.debug("The mail server said no good-bye", exc_info=True)
