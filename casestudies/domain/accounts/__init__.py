"""Accounts at the doors: how often somebody may try, and new passwords."""

from .tries import RESET, SIGN_IN, Door, Limit, Try, forgive, take_try

__all__ = ["RESET", "SIGN_IN", "Door", "Limit", "Try", "forgive", "take_try"]
