"""Tries at the doors, counted by account and by address.

A try is taken before the password is looked at, so that parallel ones cannot pass a limit
together, and given back when it was right. What is counted is what was typed: whether such an
account exists changes neither count nor sentence.

A limit must not shut out the account's own person: where an account signed in from an address
before, tries from there count apart, and neither what strangers do to the account nor what
others do at that address stops them.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from ...models.door import DoorCount
from ..refusals import TooManyTries

#: So long pauses grow and a limit that was reached is remembered.
MEMORY = timedelta(hours=6)
#: So long an address is known from which an account has signed in.
KNOWN = timedelta(days=60)
#: Rows out of date that one success takes away.
_PURGED = 500
#: Of those at once the one that is first here may have looked at the clock last.
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def _minutes(*numbers) -> tuple[timedelta, ...]:
    return tuple(timedelta(minutes=number) for number in numbers)


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries within ``window``, then one after each pause, the last pause again and again.

    Without pauses one waits until the window is over.
    """

    tries: int
    window: timedelta
    pauses: tuple[timedelta, ...] = ()


@dataclass(frozen=True, slots=True)
class Door:
    """What is tried, and how often: by one account, and by all behind one address."""

    name: str
    account: Limit
    address: Limit


_QUARTER, _HOUR = _minutes(15, 60)
#: An office of 50 clerks sits behind one address: domain.md §1.
SIGN_IN = Door(
    "sign_in",
    account=Limit(10, _QUARTER, pauses=_minutes(1, 2, 4, 8, 15)),
    address=Limit(200, _QUARTER),
)
#: Letters, not guesses: who asks for more has them in the mailbox already.
RESET = Door("reset", account=Limit(3, _HOUR), address=Limit(60, _QUARTER))


@dataclass(frozen=True, slots=True)
class Try:
    """One try that was taken: its keys with their limits, the account's or pair's first."""

    limits: dict[str, Limit]
    known: str


@transaction.atomic
def take_try(door: Door, *, account: str, address: str, now: datetime | None = None) -> Try:
    """Count a try at the door; raise TooManyTries, counting nothing, where one has to wait.

    ``account`` is what was typed, ``address`` where it came from, empty if nobody knows.
    """
    now = now or timezone.now()
    taken = _counted(door, account.strip().casefold(), address, now)
    rows = _locked(taken.limits)
    free_at = max(row.free_at for row in rows.values())
    if free_at > now:
        raise _too_many(free_at - now)
    for key, limit in taken.limits.items():
        _count(rows[key], limit, now)
    DoorCount.objects.bulk_update(rows.values(), ["tries", "free_at", "kept_until"])
    return taken


@transaction.atomic
def forgive(taken: Try, *, now: datetime | None = None):
    """Give back a try that was right: the account begins anew, and its address is known."""
    now = now or timezone.now()
    first, *others = taken.limits
    # In the order in which a try locks them.
    list(_in_order([*taken.limits, taken.known]))
    DoorCount.objects.filter(key=first).delete()
    DoorCount.objects.filter(key__in=others, tries__gt=0).update(tries=F("tries") - 1)
    if taken.known:
        DoorCount.objects.bulk_create(
            [DoorCount(key=taken.known, free_at=now, kept_until=now + KNOWN)],
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["kept_until"],
        )
    _purge(now)


def forget_tries(door: Door, *, account: str, address: str):
    """Begin anew for an account whose person has proved who it is, by a letter."""
    account = account.strip().casefold()
    keys = [_key(door.name, "account", account), _key(door.name, "pair", account, address)]
    DoorCount.objects.filter(key__in=keys).delete()


def _counted(door, account, address, now) -> Try:
    known = _key(door.name, "known", account, address) if address else ""
    if known and DoorCount.objects.filter(key=known, kept_until__gt=now).exists():
        return Try({_key(door.name, "pair", account, address): door.account}, known)
    limits = {_key(door.name, "account", account): door.account}
    if address:
        limits[_key(door.name, "address", address)] = door.address
    return Try(limits, known)


def _key(*parts) -> str:
    # A half of a surrogate pair can be typed, and no account is called so.
    words = "\n".join(parts).encode("utf-8", "surrogatepass")
    return salted_hmac("casestudies.doors", words, algorithm="sha256").hexdigest()


def _locked(keys) -> dict[str, DoorCount]:
    """Return the rows of the keys, made where missing, locked in the order of their keys."""
    found = {}
    # One that is out of date may be purged between the two queries.
    while len(found) < len(keys):
        DoorCount.objects.bulk_create(
            [DoorCount(key=key, free_at=_LONG_AGO, kept_until=_LONG_AGO) for key in sorted(keys)],
            ignore_conflicts=True,
        )
        found = {row.key: row for row in _in_order(keys)}
    return found


def _in_order(keys):
    return DoorCount.objects.select_for_update().filter(key__in=list(keys)).order_by("key")


def _count(row, limit, now):
    if row.kept_until <= now:
        row.tries, row.kept_until = 0, now + limit.window
    row.tries += 1
    if row.tries < limit.tries:
        return
    if limit.pauses:
        pause = limit.pauses[min(row.tries - limit.tries, len(limit.pauses) - 1)]
        row.free_at, row.kept_until = now + pause, now + MEMORY
    else:
        row.free_at = row.kept_until


def _too_many(wait: timedelta) -> TooManyTries:
    seconds = -int(-wait.total_seconds() // 1)
    minutes = -(-seconds // 60)
    said = ngettext(
        "Too many tries. Please wait %(minutes)d minute and try again.",
        "Too many tries. Please wait %(minutes)d minutes and try again.",
        minutes,
    )
    return TooManyTries(said % {"minutes": minutes}, seconds)


def _purge(now):
    """Take away rows that are out of date, but none that somebody is counting on just now."""
    old = DoorCount.objects.select_for_update(skip_locked=True).filter(kept_until__lte=now)
    DoorCount.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:_PURGED])).delete()
