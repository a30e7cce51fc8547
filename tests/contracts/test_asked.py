"""What a request says is read in one way: numbers by ``asked``, texts by ``cleaning``."""

import ast

from .tree import ROOT, at, modules, write

FACES = (
    "casestudies/public",
    "casestudies/backoffice",
    "casestudies/domain/installation",
    "search",
)


def bare_numbers(root):
    """A number of any length or script, which SQLite refuses with an error of its own."""
    return [
        at(root, path, node.lineno, "asked.number reads numbers")
        for path, module in modules(root, under=FACES)
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "int"
    ]


def test_faces_read_numbers_in_one_way():
    assert bare_numbers(ROOT) == []


def test_a_bare_number_fails(tmp_path):
    write(tmp_path, "casestudies/public/a.py", "page = int(request.GET['page'])\n")
    write(tmp_path, "casestudies/public/b.py", "def read(text) -> int:\n    return number(text)\n")
    assert bare_numbers(tmp_path) == ["casestudies/public/a.py:1: asked.number reads numbers"]
