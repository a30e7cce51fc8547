"""The words that mean the same: read at each search, so that an edit works at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import chain, product, zip_longest

from django.conf import settings
from django.utils.module_loading import import_string

from .analysis import canonical


@dataclass(frozen=True)
class Entry:
    """One notion: its names, what is narrower (each with its names), what is broader."""

    names: tuple[str, ...]
    narrower: tuple[tuple[str, ...], ...] = ()
    broader: tuple[str, ...] = ()


class FormKind(StrEnum):
    """Why a form is searched beside the typed one, strongest first."""

    TYPED = "typed"
    SYNONYM = "synonym"
    NARROWER = "narrower"
    BROADER = "broader"


#: What one occurrence of a form counts beside one of the typed word.
WEIGHTS = {
    FormKind.TYPED: 1.0,
    FormKind.SYNONYM: 0.8,
    FormKind.NARROWER: 0.5,
    FormKind.BROADER: 0.3,
}
#: More forms of one kind than this are not searched.
MAX_FORMS = 20


@dataclass(frozen=True)
class Form:
    """A way to say a word: ``text`` is canonical, ``name`` is how the vocabulary writes it."""

    text: str
    kind: FormKind
    name: str = field(default="", compare=False)

    @property
    def weight(self) -> float:
        return WEIGHTS[self.kind]


class Vocabulary:
    """What the site knows of words: ``forms`` of a canonical text, ``longest`` name at a place."""

    def __init__(self, entries: Iterable[Entry] = ()):
        self._forms: dict[str, dict[str, Form]] = {}
        self.names: dict[str, str] = {}
        for entry in entries:
            self._learn(entry)
        self.longest_name = max(map(len, self._forms), default=0)

    def __contains__(self, text: str) -> bool:
        return text in self._forms

    def forms(self, text: str) -> tuple[Form, ...]:
        """Return the forms of a canonical text, the typed one first, then as strong as they are.

        What contains a form at least as strong is left out: it finds nothing more.
        """
        forms = [Form(text, FormKind.TYPED, self.names.get(text, text))]
        known = self._forms.get(text, {}).values()
        for kind in (FormKind.SYNONYM, FormKind.NARROWER, FormKind.BROADER):
            same = [form for form in known if form.kind == kind]
            forms += [form for form in same if not _is_covered(form, forms + same)][:MAX_FORMS]
        return tuple(forms)

    def _learn(self, entry):
        for names in (entry.names, *entry.narrower):
            for name, other in product(names, names):
                self._relate(name, other, FormKind.SYNONYM)
        # The first name of each narrower term comes before the other names of any.
        narrower = filter(None, chain(*zip_longest(*entry.narrower)))
        upwards = (product(narrower, entry.names), product(entry.names, entry.broader))
        for name, broader in chain(*upwards):
            self._relate(name, broader, FormKind.BROADER)
            self._relate(broader, name, FormKind.NARROWER)

    def _relate(self, name, other, kind):
        text, other_text = canonical(name), canonical(other)
        if not text:
            return
        self.names.setdefault(text, name)
        known = self._forms.setdefault(text, {})
        held = known.get(other_text)
        if other_text not in ("", text) and (not held or WEIGHTS[held.kind] < WEIGHTS[kind]):
            known[other_text] = Form(other_text, kind, other)


def _is_covered(form, others):
    return any(other.text != form.text and other.text in form.text for other in others)


def provider() -> Callable[[], Iterable[Entry]]:
    """Return what tells the entries: the function named by ``CHINESE_SEARCH_VOCABULARY``.

    Raises ``ImportError`` where the path leads nowhere; without the setting there are none.
    """
    path = getattr(settings, "CHINESE_SEARCH_VOCABULARY", "")
    return import_string(path) if path else tuple


def current() -> Vocabulary:
    """Return the vocabulary as it is now; parsed anew only when its entries changed."""
    return _parsed(tuple(provider()()))


@lru_cache(maxsize=4)
def _parsed(entries):
    return Vocabulary(entries)
