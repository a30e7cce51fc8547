"""Verbs know neither requests nor pages, so faces, commands and imports share them."""

import ast

from .tree import ROOT, at, modules, write

FACE_ONLY = ("django.http", "django.shortcuts", "django.views", "django.contrib.messages")
STAGES = tuple(
    f"casestudies/domain/{stage}" for stage in ("intake", "moderation", "publishing", "reading")
)


def imported(node):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and not node.level:
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def requests_in_domain(root):
    """Imports of what only a view needs, and parameters named for a request."""
    breaches = []
    for path, module in modules(root, under=("casestudies/domain",)):
        for node in ast.walk(module):
            breaches += [
                at(root, path, node.lineno, f"imports {name}")
                for name in imported(node)
                if f"{name}.".startswith(tuple(f"{face}." for face in FACE_ONLY))
            ]
            if isinstance(node, ast.arg) and node.arg == "request":
                breaches.append(at(root, path, node.lineno, "takes a request"))
    return breaches


def verbs_without_result(root):
    """A verb returns the object it was about, or what it made: never nothing."""
    breaches = []
    for path, module in modules(root, under=STAGES):
        for verb in module.body:
            is_verb = isinstance(verb, ast.FunctionDef) and not verb.name.startswith("_")
            if not is_verb or "by" not in {each.arg for each in verb.args.kwonlyargs}:
                continue
            values = [node.value for node in ast.walk(verb) if isinstance(node, ast.Return)]
            if not values or None in values:
                breaches.append(at(root, path, verb.lineno, f"{verb.name} returns nothing"))
    return breaches


def test_verbs_return_what_they_were_about():
    assert verbs_without_result(ROOT) == []


def test_a_verb_without_result_fails(tmp_path):
    code = "def a(x, *, by): x.save()\ndef b(x, *, by):\n    return x\ndef c(x): pass\n"
    write(tmp_path, "casestudies/domain/intake/sending.py", code)
    assert verbs_without_result(tmp_path) == [
        "casestudies/domain/intake/sending.py:1: a returns nothing"
    ]


def test_verbs_know_no_request():
    assert requests_in_domain(ROOT) == []


def test_a_request_in_the_domain_fails(tmp_path):
    write(
        tmp_path,
        "casestudies/domain/intake/sending.py",
        "from django.contrib import messages\nfrom django.http.response import Http404\n"
        "import django.shortcuts\ndef submit(request): pass\n",
    )
    write(tmp_path, "casestudies/public/views.py", "from django.http import HttpResponse\n")
    assert requests_in_domain(tmp_path) == [
        "casestudies/domain/intake/sending.py:1: imports django.contrib.messages",
        "casestudies/domain/intake/sending.py:2: imports django.http.response.Http404",
        "casestudies/domain/intake/sending.py:3: imports django.shortcuts",
        "casestudies/domain/intake/sending.py:4: takes a request",
    ]
