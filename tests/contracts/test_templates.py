"""The site sends a strict Content-Security-Policy: nothing inline would run or show."""

import re

import pytest

from .tree import ROOT, at, files, write

# Django's own tags may stand inside a tag, with a ">" of theirs: blank them first.
DJANGO = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
TAG = re.compile(r"<[a-zA-Z][^>]*>", re.DOTALL)
RULES = {
    "inline style element": re.compile(r"<style\b", re.IGNORECASE),
    "inline style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "inline handler": re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
    "javascript: address": re.compile(r"=\s*[\"']?\s*javascript:", re.IGNORECASE),
    "inline script": re.compile(r"<script\b(?![^>]*\ssrc\s*=)(?![^>]*json)", re.IGNORECASE),
    "asset of another site": re.compile(
        r"<(?:script|link|img|iframe|source)\b[^>]*\s(?:src|href)\s*=\s*[\"']?(?:https?:)?//",
        re.IGNORECASE,
    ),
}


def inline_code(root):
    breaches = []
    for path in files(root, ".html"):
        if "email" in path.parts:
            continue
        text = DJANGO.sub(lambda tag: re.sub(r"[^\n]", " ", tag[0]), path.read_text("utf-8"))
        for tag in TAG.finditer(text):
            line = text.count("\n", 0, tag.start()) + 1
            breaches += [
                at(root, path, line, name) for name, rule in RULES.items() if rule.search(tag[0])
            ]
    return breaches


def test_templates_have_nothing_inline():
    assert inline_code(ROOT) == []


@pytest.mark.parametrize(
    ("html", "breach"),
    [
        ("<style>p {}</style>", "inline style element"),
        ('<p class="a"\n   style="color: red">', "inline style attribute"),
        ("<p {% if a > b %}style='x'{% endif %}>", "inline style attribute"),
        ('<a href="#" onclick="go()">', "inline handler"),
        ('<a href="javascript:go()">', "javascript: address"),
        ("<script>go()</script>", "inline script"),
        ('<script type="module">go()</script>', "inline script"),
        ('<script src="https://cdn.example.org/a.js"></script>', "asset of another site"),
    ],
)
def test_inline_code_fails(tmp_path, html, breach):
    write(tmp_path, "home/templates/home/a.html", html)
    assert inline_code(tmp_path) == [f"home/templates/home/a.html:1: {breach}"]


@pytest.mark.parametrize(
    "html",
    [
        '<script type="module" src="{% static \'casestudies/js/a.js\' %}"></script>',
        '<script type="application/ld+json">{}</script>',
        '<a href="https://example.org/" data-style="x" class="on">style = none</a>',
        '{{ data|json_script:"id" }}',
    ],
)
def test_what_the_policy_allows_passes(tmp_path, html):
    write(tmp_path, "home/templates/home/a.html", html)
    assert inline_code(tmp_path) == []
