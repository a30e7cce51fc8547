"""The files a rule looks at."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: Everything but tests, benchmarks and documents.
PRODUCT = ("casestudies", "home", "search", "settings")


def files(root: Path, *suffixes: str, under: tuple[str, ...] = PRODUCT) -> Iterator[Path]:
    """Files below the folders ``under``, migrations left out."""
    for folder in under:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in suffixes and path.is_file() and "migrations" not in path.parts:
                yield path


def modules(root: Path, under: tuple[str, ...] = PRODUCT) -> Iterator[tuple[Path, ast.Module]]:
    for path in files(root, ".py", under=under):
        yield path, ast.parse(path.read_text("utf-8"), str(path))


def at(root: Path, path: Path, line: int, what: str) -> str:
    """One breach, in the form editors turn into a link."""
    return f"{path.relative_to(root)}:{line}: {what}"


def write(root: Path, path: str, text: str) -> Path:
    """A file of a tree that breaks a rule."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")
    return target
