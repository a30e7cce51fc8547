"""Names that tell nothing, and rights that name a person's group instead of the right."""

import ast
import re

from .tree import ROOT, at, files, modules, write

FACES = ("casestudies/public", "casestudies/backoffice", "casestudies/models")
EMPTY_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "tools",
    "manager",
    "managers",
}


def empty_names(root):
    return [
        at(root, path, 1, "says nothing about what is in it")
        for path in files(root, ".py", ".html", ".css", ".js")
        if path.stem in EMPTY_NAMES or EMPTY_NAMES & set(path.relative_to(root).parts)
    ]


def rights_by_person(root):
    """Rights are permissions, never ``is_superuser`` or the name of a group."""
    breaches = []
    for path, module in modules(root, under=("casestudies", "search")):
        for node in ast.walk(module):
            if isinstance(node, ast.Attribute) and node.attr in {"is_superuser", "is_staff"}:
                breaches.append(at(root, path, node.lineno, node.attr))
            if isinstance(node, ast.keyword) and "groups__name" in (node.arg or ""):
                breaches.append(at(root, path, node.lineno, node.arg))
    for path in files(root, ".html"):
        text = path.read_text("utf-8")
        breaches += [
            at(root, path, text.count("\n", 0, text.index(word)) + 1, word)
            for word in ("is_superuser", "is_staff")
            if word in text
        ]
    return breaches


def other_checks(root):
    """Functions and classes named for a check that is not the formal check (docs/glossary.md).

    System checks keep Django's word; the search is an app with words of its own.
    """
    return [
        at(root, path, node.lineno, node.name)
        for path, module in modules(root, under=("casestudies/domain", *FACES))
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and re.search(r"^_?check(?!_formally$)|Check(?!Task$)", node.name)
    ]


def test_a_check_is_the_formal_check():
    assert other_checks(ROOT) == []


def test_another_check_fails(tmp_path):
    code = "def check_complete(): pass\nclass Check: pass\ndef check_formally(): pass"
    write(tmp_path, "casestudies/domain/a.py", code)
    assert other_checks(tmp_path) == [
        "casestudies/domain/a.py:1: check_complete",
        "casestudies/domain/a.py:2: Check",
    ]


def test_files_are_named_for_what_is_in_them():
    assert empty_names(ROOT) == []


def test_rights_are_permissions():
    assert rights_by_person(ROOT) == []


def test_an_empty_name_fails(tmp_path):
    write(tmp_path, "casestudies/domain/utils.py", "")
    write(tmp_path, "casestudies/common/a.py", "")
    assert len(empty_names(tmp_path)) == 2


def test_a_right_by_person_fails(tmp_path):
    write(tmp_path, "casestudies/a.py", "a = user.is_superuser\nb = qs.filter(groups__name='x')")
    write(tmp_path, "home/templates/a.html", "{% if user.is_staff %}")
    assert rights_by_person(tmp_path) == [
        "casestudies/a.py:1: is_superuser",
        "casestudies/a.py:2: groups__name",
        "home/templates/a.html:1: is_staff",
    ]
