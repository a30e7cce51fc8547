"""Names that tell nothing, and rights that name a person's group instead of the right."""

import ast

from .tree import ROOT, at, files, modules, write

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
