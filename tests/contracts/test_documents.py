"""Documents point at what is there."""

import re
from pkgutil import resolve_name

from django.core.management import get_commands

from casestudies import conf
from casestudies.checks.settings import form_bytes
from casestudies.domain.moderation import bulk
from casestudies.exchange.rows import MOST_ROWS
from casestudies.models import CallPage

from .tree import ROOT, at, write

LINK = re.compile(r"\]\(([^)\s]+)\)")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
#: A name in this package; the checks, like ``casestudies.W001``, are none.
NAME = re.compile(
    r"`(?!casestudies\.[EW]\d)((?:casestudies|backoffice|domain|models|public)(?:\.[a-zA-Z_]\w*)+)[`(]"
)
COMMAND = re.compile(r"manage\.py (\w+)")


def _of_call(*names):
    return [CallPage._meta.get_field(name).default for name in names]


#: Limits that people are told in prose: page, words about them, what the code says.
LIMITS = [
    ("docs/guides/unions.md", r"不超过 (\d+) MB", [conf.MAX_UPLOAD_MB]),
    ("docs/guides/unions.md", r"交 (\d+) 至 (\d+) 张", _of_call("photos_min", "photos_max")),
    ("docs/guides/unions.md", r"通常为 (\d+) 至 (\d+) 字", _of_call("text_min", "text_max")),
    ("docs/guides/unions.md", r"文字说明（(\d+) 字以内）", [conf.MAX_CAPTION_LENGTH]),
    ("docs/guides/editors.md", r"一次最多 (\d+) 份", [bulk.AT_MOST]),
    ("docs/guides/editors.md", r"最多 (\d+) 行", [MOST_ROWS]),
    ("docs/guides/readers.md", r"最多 (\d+) 个字", [conf.MAX_QUERY_LENGTH]),
    ("docs/reference/settings.md", r"(\d+) MB a photo", [conf.MAX_UPLOAD_MB]),
    ("docs/reference/settings.md", r"needs (\d+) bytes", [form_bytes()]),
    ("docs/reference/settings.md", r"(\d+) pixels kept", [conf.MAX_PHOTO_EDGE]),
]


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


def unknown_commands(root):
    """Commands of ``manage.py`` that somebody is told to run and that do not exist."""
    known = get_commands()
    return [
        at(root, path, number, f"no command {name}")
        for path in documents(root)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for name in COMMAND.findall(line)
        if name not in known
    ]


def unknown_names(root):
    """Dotted names in backticks that lead to nothing in ``casestudies``."""
    breaches = []
    for path in documents(root):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            for name in NAME.findall(line):
                try:
                    resolve_name(f"casestudies.{name.removeprefix('casestudies.')}")
                except (ImportError, AttributeError):
                    breaches.append(at(root, path, number, f"no {name}"))
    return breaches


def untrue_limits(root):
    """Limits that a page tells otherwise than the code, or no longer tells."""
    return [
        f"{page}: {words}"
        for page, words, values in LIMITS
        if [list(map(int, found.groups())) for found in re.finditer(words, _text(root, page))]
        != [values]
    ]


def _text(root, page):
    return (root / page).read_text("utf-8")


def test_limits_told_in_prose_are_those_of_the_code():
    assert untrue_limits(ROOT) == []


def test_an_untrue_limit_fails(tmp_path):
    for page in {page for page, _words, _values in LIMITS}:
        write(tmp_path, page, _text(ROOT, page).replace("15 MB", "16 MB"))
    assert untrue_limits(tmp_path) == [
        r"docs/guides/unions.md: 不超过 (\d+) MB",
        r"docs/reference/settings.md: (\d+) MB a photo",
    ]


def test_links_lead_somewhere():
    assert dead_links(ROOT) == []


def test_decisions_are_listed():
    assert unlisted_decisions(ROOT) == []


def test_commands_exist():
    assert unknown_commands(ROOT) == []


def test_names_exist():
    assert unknown_names(ROOT) == []


def test_a_dead_link_fails(tmp_path):
    write(tmp_path, "docs/a.md", "[b](b.md) [c](https://example.org/) [d](../README.md#top)\n")
    write(tmp_path, "README.md", "<!-- ![later](docs/images/later.png) -->\n[a](docs/a.md)\n")
    assert dead_links(tmp_path) == ["docs/a.md:1: no b.md"]


def test_an_unlisted_decision_fails(tmp_path):
    write(tmp_path, "docs/decisions/README.md", "[a](a.md)")
    write(tmp_path, "docs/decisions/a.md", "")
    write(tmp_path, "docs/decisions/b.md", "")
    assert unlisted_decisions(tmp_path) == ["b.md"]


def test_an_unknown_command_fails(tmp_path):
    (tmp_path / "docs").mkdir()
    write(tmp_path, "README.md", "`manage.py migrate`\nthen `manage.py forget_all`")
    assert unknown_commands(tmp_path) == ["README.md:2: no command forget_all"]


def test_an_unknown_name_fails(tmp_path):
    (tmp_path / "docs").mkdir()
    known = "`domain.intake.send` `casestudies.moves.MOVES` `casestudies.E001` `moves.py`"
    write(tmp_path, "README.md", f"{known}\n`domain.review.enter` or `casestudies.moves.NONE`")
    assert unknown_names(tmp_path) == [
        "README.md:2: no domain.review.enter",
        "README.md:2: no casestudies.moves.NONE",
    ]
