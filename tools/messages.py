"""Strings in the source, and the catalogues that translate them.

``make messages`` runs this file: it adds what is new to the ``.po`` files, drops what
is gone and compiles the ``.mo`` files, without GNU gettext. What it adds is untranslated,
so the contract test fails until somebody translates it.
"""

import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import polib
from babel.messages.extract import extract

ROOT = Path(__file__).resolve().parents[1]

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
#: Each catalogue and the folders whose strings it holds. The host's also fills what
#: Wagtail and other packages leave untranslated.
CATALOGUES = {
    "casestudies/locale/zh_Hans/LC_MESSAGES/django.po": ("casestudies",),
    "casestudies/chinese_search/locale/zh_Hans/LC_MESSAGES/django.po": (
        "casestudies/chinese_search",
    ),
    "home/locale/zh_Hans/LC_MESSAGES/django.po": ("home", "search", "settings"),
}
#: Folders within another's that have a catalogue of their own.
APART = ("casestudies/chinese_search",)
FILLS_OTHERS = "home/locale/zh_Hans/LC_MESSAGES/django.po"
#: Packages whose gaps the host's catalogue may fill, and whose strings the plugin's leave alone.
OTHERS = ("wagtail", "django", "import_export", "taggit", "django_filters", "modelcluster")
METADATA = {
    "Language": "zh_Hans",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}

Key = tuple[str | None, str, str]


@dataclass
class Message:
    """One string of the source: context, text and plural, and where it is used."""

    key: Key
    occurrences: list[tuple[str, str]] = field(default_factory=list)


def template_as_python(text: str, origin: str) -> str:
    """Translatable strings of a template as calls, one a line."""
    from django.utils.translation.template import templatize

    # Indentation means nothing in a template but breaks a Python tokenizer.
    return "\n".join(line.strip() for line in templatize(text, origin=origin).splitlines())


def strings_in(path: Path, origin: str) -> Iterator[tuple[int, Key]]:
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        text = template_as_python(text, origin)
    for line, found, _comments, context in extract(
        "python", io.BytesIO(text.encode()), KEYWORDS, options={"encoding": "utf-8"}
    ):
        parts = (found,) if isinstance(found, str) else tuple(found)
        parts = tuple(part for part in parts if part is not None)
        if context and parts[0] == context:
            parts = parts[1:]
        yield line, (context, parts[0], parts[1] if len(parts) > 1 else "")


def messages(root: Path, folders: tuple[str, ...]) -> dict[Key, Message]:
    found: dict[Key, Message] = {}
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if any(path.is_relative_to(root / other) for other in APART if other != folder):
                continue
            if path.suffix == ".py" or (
                path.suffix in {".html", ".txt"} and "templates" in path.parts
            ):
                origin = path.relative_to(root).as_posix()
                for line, key in strings_in(path, origin):
                    message = found.setdefault(key, Message(key))
                    message.occurrences.append((origin, str(line)))
    return found


def merge_plurals(found: dict[Key, Message]) -> dict[tuple[str | None, str], Message]:
    """As catalogues see it: a plural entry also serves its singular used alone."""
    merged: dict[tuple[str | None, str], Message] = {}
    for (context, text, plural), message in sorted(found.items(), key=lambda item: item[0][2]):
        known = merged.setdefault((context, text), Message((context, text, plural)))
        known.occurrences.extend(message.occurrences)
        if plural:
            known.key = (context, text, plural)
    return merged


def entry_key(entry: polib.POEntry) -> tuple[str | None, str]:
    return (entry.msgctxt, entry.msgid)


def translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@cache
def others_strings() -> set[tuple[str | None, str]]:
    """Every string that an installed package offers for translation."""
    from importlib.util import find_spec

    known: set[tuple[str | None, str]] = set()
    for package in OTHERS:
        origin = find_spec(package).origin
        for path in Path(origin).parent.rglob("locale/*/LC_MESSAGES/django.po"):
            if path.parts[-3] in {"en", "zh", "zh_CN", "zh_Hans"}:
                known.update(entry_key(entry) for entry in polib.pofile(str(path)))
    return known


PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def placeholder_breaches(entry: polib.POEntry) -> bool:
    """Whether a translation lost or invented a placeholder."""
    allowed = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
    # A plural has one form in Chinese; it may leave out what only "one" left out.
    needed = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    return any(
        not needed <= set(PLACEHOLDER.findall(text)) <= allowed for text in translations(entry)
    )


def catalogue_breaches(root: Path, catalogue: str) -> list[str]:
    """Missing, stale, fuzzy, obsolete or broken entries, and a ``.mo`` that lags behind."""
    wanted = merge_plurals(messages(root, CATALOGUES[catalogue]))
    path = root / catalogue
    if not path.exists():
        return [f"{catalogue}: missing, {len(wanted)} strings"] if wanted else []
    po = polib.pofile(str(path))
    live = {entry_key(entry): entry for entry in po if not entry.obsolete}
    breaches = [f"{catalogue}: header is fuzzy"] if po.metadata_is_fuzzy else []
    if po.metadata.get("Plural-Forms") != METADATA["Plural-Forms"]:
        breaches.append(f"{catalogue}: Plural-Forms is not {METADATA['Plural-Forms']!r}")
    breaches += [f"{catalogue}: obsolete {entry.msgid!r}" for entry in po.obsolete_entries()]
    for key, message in wanted.items():
        entry = live.get(key)
        origin = ":".join(message.occurrences[0])
        if entry is None or not all(translations(entry)):
            breaches.append(f"{origin}: not translated {key[1]!r}")
        elif bool(entry.msgid_plural) < bool(message.key[2]):
            breaches.append(f"{origin}: no plural of {key[1]!r}")
    known = others_strings() if catalogue == FILLS_OTHERS else set()
    for key, entry in live.items():
        if entry.fuzzy:
            breaches.append(f"{catalogue}: fuzzy {entry.msgid!r}")
        if key not in wanted and key not in known and "Wagtail 8" not in entry.tcomment:
            breaches.append(f"{catalogue}: stale {entry.msgid!r}")
        elif all(translations(entry)) and placeholder_breaches(entry):
            breaches.append(f"{catalogue}: placeholders of {entry.msgid!r}")
    return breaches + taken_from_the_host(catalogue, live) + compiled_breaches(path)


def taken_from_the_host(catalogue: str, keys: Iterable[tuple[str | None, str]]) -> list[str]:
    """Strings that would change what Django, Wagtail and others say on the host's screens."""
    return [
        f"{catalogue}: the host says {text!r} too, give it a context"
        for context, text in keys
        if catalogue != FILLS_OTHERS and (context, text) in others_strings()
    ]


def compiled_breaches(po_path: Path) -> list[str]:
    """Differences between a ``.po`` and the ``.mo`` beside it."""
    mo_path = po_path.with_suffix(".mo")
    if not mo_path.exists():
        return [f"{mo_path.name}: missing"]
    compiled = {entry_key(entry): translations(entry) for entry in polib.mofile(str(mo_path))}
    written = {
        entry_key(entry): translations(entry)
        for entry in polib.pofile(str(po_path))
        if entry.translated()
    }
    return [
        f"{mo_path.name}: differs at {key[1]!r}"
        for key in written.keys() | compiled.keys()
        if written.get(key) != compiled.get(key)
    ]


def update(root: Path, catalogue: str) -> list[str]:
    """Bring one catalogue in step with the source; what is left to translate."""
    wanted = merge_plurals(messages(root, CATALOGUES[catalogue]))
    path = root / catalogue
    old = polib.pofile(str(path)) if path.exists() else polib.POFile()
    known = others_strings() if catalogue == FILLS_OTHERS else set()
    before = {entry_key(entry): entry for entry in old if not entry.obsolete}
    new = polib.POFile(wrapwidth=100)
    new.metadata = METADATA
    for key, message in wanted.items():
        context, text, plural = message.key
        entry = before.pop(key, None) or polib.POEntry(msgctxt=context, msgid=text)
        if plural and not entry.msgid_plural:
            entry.msgid_plural, entry.msgstr_plural = plural, {0: entry.msgstr}
        entry.msgid_plural = plural or ""
        if not plural and entry.msgstr_plural:
            entry.msgstr, entry.msgstr_plural = entry.msgstr_plural.get(0, ""), {}
        # Files without line numbers: a moved line is no change of the catalogue.
        entry.occurrences = [(name, "") for name in sorted({o for o, _line in message.occurrences})]
        new.append(entry)
    for key, entry in before.items():
        if key in known or "Wagtail 8" in entry.tcomment:
            entry.occurrences = []
            new.append(entry)
    new.sort(key=lambda entry: (entry.occurrences[:1] or [("~", "")], entry.msgid))
    path.parent.mkdir(parents=True, exist_ok=True)
    new.save(str(path))
    new.save_as_mofile(str(path.with_suffix(".mo")))
    return [entry.msgid for entry in new if not all(translations(entry)) or entry.fuzzy]


def main() -> int:
    left = {catalogue: update(ROOT, catalogue) for catalogue in CATALOGUES}
    for catalogue, texts in left.items():
        sys.stdout.write(f"{catalogue}: {len(texts)} to translate\n")
        sys.stdout.writelines(f"  {text!r}\n" for text in texts)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
