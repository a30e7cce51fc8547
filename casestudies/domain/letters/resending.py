"""Sending a letter again because somebody of the office says so."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ...enums import LetterStanding
from ...models.letter import Letter
from ..refusals import NotAllowed, NotReady, WrongState

#: Being sent just now: it must not leave twice.
UNDER_WAY = (LetterStanding.WAITING, LetterStanding.SENDING)


@transaction.atomic
def resend(letter, *, by) -> Letter:
    """Let the letter leave again, word for word; return the row that will.

    What has left stays as it is, and a copy leaves. Raises NotAllowed, WrongState for a letter
    that waits anyway, NotReady for one that has no words any more.
    """
    if not by.has_perm("casestudies.resend_letter"):
        raise NotAllowed(_("You may not send letters again."))
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if letter.standing in UNDER_WAY:
        raise WrongState(_("This letter is waiting to be sent already."))
    if not letter.body:
        raise NotReady(_("Of this letter no text is kept, so it cannot be sent again."))
    if letter.standing == LetterStanding.SENT:
        letter.pk, letter._state.adding = None, True
    letter.standing, letter.attempts, letter.fault = LetterStanding.WAITING, 0, ""
    letter.due_at, letter.tried_at, letter.sent_at = timezone.now(), None, None
    letter.save()
    if letter.submission is not None:
        log(
            instance=letter.submission,
            action="casestudies.resend_letter",
            user=by,
            data={"letter": letter.name, "address": letter.address},
        )
    return letter


def resend_stuck(*, by) -> int:
    """Let all letters leave again that did not, or of which nobody knows; return how many.

    Those without words stay. Raises NotAllowed.
    """
    if not by.has_perm("casestudies.resend_letter"):
        raise NotAllowed(_("You may not send letters again."))
    return (
        Letter.objects.stuck()
        .exclude(body="")
        .update(
            standing=LetterStanding.WAITING,
            attempts=0,
            fault="",
            due_at=timezone.now(),
            tried_at=None,
        )
    )
