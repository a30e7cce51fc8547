"""Accounts at the doors: how often somebody may try, and new passwords."""

from .passwords import (
    letters_open_accounts,
    members_called,
    passwords_are_ours,
    tell_password_changed,
    write_reset_letter,
)
from .tries import RESET, SIGN_IN, Door, Limit, Try, forget_tries, forgive, take_try

__all__ = [
    "RESET",
    "SIGN_IN",
    "Door",
    "Limit",
    "Try",
    "forget_tries",
    "forgive",
    "letters_open_accounts",
    "members_called",
    "passwords_are_ours",
    "take_try",
    "tell_password_changed",
    "write_reset_letter",
]
