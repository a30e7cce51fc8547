"""Documents point at what is there."""

import re

from .tree import ROOT, at, write

LINK = re.compile(r"\]\(([^)\s]+)\)")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def documents(root):
    return [*sorted(root.glob("*.md")), *sorted((root / "docs").rglob("*.md"))]


def dead_links(root):
    """Relative links, and images, to files that do not exist."""
    breaches = []
    for path in documents(root):
        text = COMMENT.sub(lambda c: re.sub(r"[^\n]", " ", c[0]), path.read_text("utf-8"))
        for match in LINK.finditer(text):
            target = match[1].partition("#")[0]
            if not target or "://" in target or target.startswith("mailto:"):
                continue
            if not (path.parent / target).exists():
                line = text.count("\n", 0, match.start()) + 1
                breaches.append(at(root, path, line, f"no {target}"))
    return breaches


def unlisted_decisions(root):
    """Pages of ``docs/decisions`` that its table of contents leaves out."""
    folder = root / "docs" / "decisions"
    listed = (folder / "README.md").read_text("utf-8")
    pages = (path.name for path in sorted(folder.glob("*.md")) if path.name != "README.md")
    return [name for name in pages if f"({name})" not in listed]


def test_links_lead_somewhere():
    assert dead_links(ROOT) == []


def test_decisions_are_listed():
    assert unlisted_decisions(ROOT) == []


def test_a_dead_link_fails(tmp_path):
    write(tmp_path, "docs/a.md", "[b](b.md) [c](https://example.org/) [d](../README.md#top)\n")
    write(tmp_path, "README.md", "<!-- ![later](docs/images/later.png) -->\n[a](docs/a.md)\n")
    assert dead_links(tmp_path) == ["docs/a.md:1: no b.md"]


def test_an_unlisted_decision_fails(tmp_path):
    write(tmp_path, "docs/decisions/README.md", "[a](a.md)")
    write(tmp_path, "docs/decisions/a.md", "")
    write(tmp_path, "docs/decisions/b.md", "")
    assert unlisted_decisions(tmp_path) == ["b.md"]
