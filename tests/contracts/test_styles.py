"""Where styles and behaviours live."""

import re

import pytest

from .tree import ROOT, at, files, write

TOKENS = "tokens.css"
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SELECTORS = re.compile(r"([^{}]+)\{")
CLASS = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")
#: Classes the plugin styles: its own, states of its own, and the admin's.
OURS = ("cs-", "is-", "has-", "w-")


def misplaced(root):
    """``static/<app>/css/*.css`` and ``static/<app>/js/*.js``, nowhere else."""
    breaches = []
    for path in files(root, ".css", ".js"):
        app, *rest = path.relative_to(root).parts
        if rest[:3] != ["static", app, path.suffix.removeprefix(".")]:
            breaches.append(at(root, path, 1, f"not in {app}/static/{app}/{path.suffix[1:]}/"))
    return breaches


def bare_colours(root):
    """Colours are custom properties, given their values in one file an app."""
    breaches = []
    for path in files(root, ".css"):
        if path.name != TOKENS:
            text = COMMENT.sub(lambda c: re.sub(r"[^\n]", " ", c[0]), path.read_text("utf-8"))
            for number, line in enumerate(text.splitlines(), 1):
                declaration = line.partition(":")[2]
                if COLOUR.search(declaration) and "{" not in declaration:
                    breaches.append(at(root, path, number, "colour outside tokens.css"))
    return breaches


def foreign_classes(root):
    """The plugin styles only classes of its own, so it cannot disturb a host."""
    breaches = []
    for path in files(root, ".css", under=("casestudies",)):
        text = COMMENT.sub("", path.read_text("utf-8"))
        for selectors in SELECTORS.findall(text):
            if not selectors.strip().startswith("@"):
                breaches += [
                    at(root, path, 1, f"styles .{name}")
                    for name in CLASS.findall(selectors)
                    if not name.startswith(OURS)
                ]
    return breaches


@pytest.mark.parametrize("rule", [misplaced, bare_colours, foreign_classes])
def test_styles_live_in_one_place(rule):
    assert rule(ROOT) == []


def test_a_misplaced_file_fails(tmp_path):
    write(tmp_path, "casestudies/static/css/a.css", "")
    write(tmp_path, "casestudies/static/casestudies/css/a.css", "")
    assert misplaced(tmp_path) == [
        "casestudies/static/css/a.css:1: not in casestudies/static/casestudies/css/"
    ]


def test_a_bare_colour_fails(tmp_path):
    write(tmp_path, "home/static/home/css/tokens.css", ":root {\n  --red: #c00;\n}")
    write(tmp_path, "home/static/home/css/a.css", "#abc a {\n  color: #c00;\n  top: 0; /* #1 */\n}")
    assert bare_colours(tmp_path) == ["home/static/home/css/a.css:2: colour outside tokens.css"]


def test_a_foreign_class_fails(tmp_path):
    write(
        tmp_path,
        "casestudies/static/casestudies/css/a.css",
        "@media (min-width: 1.5em) { .cs-a .button { top: 0.5em } }",
    )
    assert foreign_classes(tmp_path) == [
        "casestudies/static/casestudies/css/a.css:1: styles .button"
    ]
