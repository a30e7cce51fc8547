"""Where styles and behaviours live."""

import re

import pytest

from .tree import ROOT, at, files, write

TOKENS = "tokens.css"
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SELECTORS = re.compile(r"([^{}]+)\{")
CLASS = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")
NAME = re.compile(r"(?<![\w-])cs-[\w-]+")
ATTRIBUTE = re.compile(r' class="((?:\{%.*?%\}|\{\{.*?\}\}|[^"])*)"')
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}")
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


def _styled(root) -> dict[str, list]:
    """The plugin's classes and the style sheets that name them."""
    found = {}
    for path in files(root, ".css"):
        text = COMMENT.sub("", path.read_text("utf-8"))
        for selectors in SELECTORS.findall(text):
            for name in CLASS.findall(selectors):
                if name.startswith("cs-") and path not in found.setdefault(name, []):
                    found[name].append(path)
    return found


def unused_classes(root):
    """What a style sheet names stands in a template or in code, or begins with what does."""
    said = set()
    for path in files(root, ".html", ".py", ".js"):
        said |= set(NAME.findall(path.read_text("utf-8")))
    begun = tuple(name for name in said if name.endswith(("-", "__")))
    return [
        at(root, path, 1, f"nothing has the class {name}")
        for name, paths in _styled(root).items()
        for path in paths
        if name not in said and not name.startswith(begun)
    ]


def unstyled_classes(root):
    """What a template gives a class is styled."""
    styled, breaches = _styled(root), []
    for path in files(root, ".html"):
        for value in ATTRIBUTE.findall(path.read_text("utf-8")):
            breaches += [
                at(root, path, 1, f"no style sheet has .{name}")
                for name in TAGS.sub("", value).split()
                if name.startswith("cs-") and not name.endswith("-") and name not in styled
            ]
    return breaches


def two_meanings(root):
    """A class means one thing: what the admin and public pages call alike is styled once."""
    return [
        f"{name}: {', '.join(sorted(path.name for path in paths))}"
        for name, paths in _styled(root).items()
        if len({path.name.startswith("backoffice") for path in paths}) == 2
    ]


RULES = [
    misplaced,
    bare_colours,
    foreign_classes,
    unused_classes,
    unstyled_classes,
    two_meanings,
]


@pytest.mark.parametrize("rule", RULES)
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


def test_a_class_without_a_style_or_a_use_fails(tmp_path):
    write(tmp_path, "casestudies/static/casestudies/css/a.css", ".cs-a, .cs-b--x, .cs-c { top: 0 }")
    write(
        tmp_path,
        "casestudies/templates/a.html",
        """<p class="cs-a{% if a == "b" %} cs-b--{{ x }}{% endif %} cs-d other">""",
    )
    assert unused_classes(tmp_path) == [
        "casestudies/static/casestudies/css/a.css:1: nothing has the class cs-c"
    ]
    assert unstyled_classes(tmp_path) == [
        "casestudies/templates/a.html:1: no style sheet has .cs-d"
    ]


def test_a_class_with_two_meanings_fails(tmp_path):
    for name in ("backoffice-a", "a", "print"):
        css = f".cs-a, .cs-{name} {{ top: 0 }}"
        write(tmp_path, f"casestudies/static/casestudies/css/{name}.css", css)
    assert two_meanings(tmp_path) == ["cs-a: a.css, backoffice-a.css, print.css"]
