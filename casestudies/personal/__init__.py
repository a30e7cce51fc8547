"""One recogniser of personal data for every text that readers will see: domain.md §8.

Pure functions: no model, no request. What is not public is not asked about, and a field that
is a contact on purpose is declared so by whoever asks (``public_contact``).
"""

import re
from collections.abc import Iterator

from .addresses import written
from .contact import OwnContact, own
from .folding import Folded, fold
from .kinds import Kind, Severity, Trace
from .numbers import RECOGNISERS
from .runs import runs, windows

__all__ = ["Kind", "OwnContact", "Severity", "Trace", "may_be_personal", "traces"]

#: Fewer digits are nobody's number.
_LEAST_DIGITS = 7
_AT = re.compile(r"\w\s*@\s*\w")


def traces(text: str, *, contact: OwnContact | None = None) -> list[Trace]:
    """Return the personal data in a text, in its order; the places are those of ``text``.

    ``contact`` is that of the dossier the text was made of. Takes time in proportion to the
    length of the text.
    """
    folded = fold(text)
    found = [(kind, *folded.span(start, end)) for kind, start, end in _all(folded)]
    if contact is not None:
        spans = (folded.span(start, end) for start, end in own(folded, contact))
        found += [(Kind.OWN_CONTACT, *span) for span in spans]
    return _apart([Trace(kind, text[start:end], start, end) for kind, start, end in found])


def may_be_personal(question: str) -> bool:
    """Whether a few words may hold somebody's number or address.

    Surer than ``traces``, for what is kept without anybody reading it: any seven digits count.
    """
    said = fold(question).spelt().text
    return bool(_AT.search(said) or any(map(_is_long, runs(said))) or traces(question))


def _is_long(run) -> bool:
    return sum(end - start for start, end in run) >= _LEAST_DIGITS


def _all(folded: Folded) -> Iterator[tuple[Kind, int, int]]:
    yield from _numbers(folded.text)
    spelt = folded.spelt().text
    if spelt != folded.text:
        for kind, start, end in _numbers(spelt):
            # Numbers of landlines are not written in words; the rest was found already.
            if kind != Kind.LANDLINE and spelt[start:end] != folded.text[start:end]:
                yield kind, start, end
    yield from written(folded.text)


def _numbers(text: str) -> Iterator[tuple[Kind, int, int]]:
    for run in runs(text):
        if not _is_long(run):
            continue
        taken = 0
        for first, (start, _end) in enumerate(run):
            if start < taken:
                continue
            match = _recognised(windows(text, run, first))
            if match:
                kind, taken = match
                yield kind, start - (text[start - 1 : start] == "+"), taken


def _recognised(parts):
    for kind, recognise in RECOGNISERS:
        for window in parts:
            end = recognise(window)
            if end:
                return kind, end
    return None


def _apart(found: list[Trace]) -> list[Trace]:
    """Leave out what stands within graver or longer data, and return the rest in order."""
    kept, reached = [], 0
    for trace in sorted(found, key=lambda each: (each.start, not each.stops, -each.end)):
        if trace.end > reached or (trace.stops and kept and not kept[-1].stops):
            kept.append(trace)
        reached = max(reached, trace.end)
    return kept
