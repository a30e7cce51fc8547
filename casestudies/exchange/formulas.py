"""Text that no spreadsheet takes for a formula, and back again."""

import re

#: What a spreadsheet takes for the beginning of a formula, in East Asian widths too.
_BEGINNING = r"[=+\-@\t\r\n＝＋－＠]"
#: Before it may stand what a spreadsheet, or a person who tidies it, takes away.
_UNSEEN = r"[\s\u00ad\u200b-\u200f\u2060\ufeff]*"
_DANGEROUS = re.compile(f"{_UNSEEN}'*{_UNSEEN}{_BEGINNING}")
_GUARDED = re.compile(f"'{_DANGEROUS.pattern}")


def guarded(value):
    """Return text with an apostrophe before what could be a formula; else the value itself."""
    is_formula = isinstance(value, str) and _DANGEROUS.match(value)
    return f"'{value}" if is_formula else value


def unguarded(text: str) -> str:
    """Return what ``guarded`` was given."""
    return text[1:] if _GUARDED.match(text) else text
