"""Verbs know neither requests nor pages, so faces, commands and imports share them."""

import ast

from .tree import ROOT, at, modules, write

FACE_ONLY = ("django.http", "django.shortcuts", "django.views", "django.contrib.messages")


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
