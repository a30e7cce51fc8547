"""What is kept of a file between looking at it and writing it: in the form, signed.

So no file waits on a server, and any worker can go on. The signature names table and user, so
that nobody writes what somebody else has looked at.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

from ...exchange.rows import Row, Unreadable

#: For so many seconds the file may be written after it was looked at.
KEPT = 60 * 60
#: Of what a form may hold this part is left for the rest of it.
_SPARE = 0.2


@dataclass(frozen=True)
class Sealed:
    """Rows of a file, the file's name, and the digest of the plan that was shown."""

    rows: list[Row]
    source: str
    seen: str


def seal(sealed: Sealed, *, table, user) -> str:
    """Return it as text for a form; raise Unreadable where that would be too long to post."""
    rows = [[row.number, row.cells] for row in sealed.rows]
    text = signing.dumps([rows, sealed.source, sealed.seen], salt=_salt(table, user), compress=True)
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if most is not None and len(text) > most * (1 - _SPARE):
        raise Unreadable(_("The table holds too much text. Divide it into several files."))
    return text


def unseal(text: str, *, table, user) -> Sealed | None:
    """Return what was sealed for the user, or None where it is too old or not for him."""
    try:
        rows, source, seen = signing.loads(text, salt=_salt(table, user), max_age=KEPT)
    except signing.BadSignature:
        return None
    return Sealed([Row(number, tuple(cells)) for number, cells in rows], source, seen)


def _salt(table, user):
    return f"casestudies.exchange:{table.name}:{user.pk}"
