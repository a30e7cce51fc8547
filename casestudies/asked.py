"""Whole numbers as an address, a form or a command names them."""

from django.http import Http404

#: The largest number that every database keeps.
MOST = 2**63 - 1
_DIGITS = len(str(MOST))


def number(text, *, most: int = MOST) -> int | None:
    """Return the number that the text writes in the digits 0 to 9, or None for anything else.

    What is larger than ``most`` names nothing: SQLite raises where PostgreSQL finds no row,
    and Python where there are thousands of digits.
    """
    text = str(text)
    if not (text.isascii() and text.isdigit()) or len(text) > _DIGITS:
        return None
    found = int(text)
    return found if found <= most else None


def require_keys(named: dict) -> None:
    """Raise Http404 where the path of an address names a key that no row can have.

    That of a page is a foreign key, which SQLite is asked for whatever it is.
    """
    if any(isinstance(value, int) and value > MOST for value in named.values()):
        raise Http404
