import ast

from .tree import ROOT, at, files, modules, write

MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 60
MOST_LINES_OF_HOOKS = 80


def long_files(root):
    breaches = []
    for path in files(root, ".py", ".html", ".css", ".js"):
        length = len(path.read_text("utf-8").splitlines())
        most = MOST_LINES_OF_HOOKS if path.name == "wagtail_hooks.py" else MOST_LINES
        if length >= most:
            breaches.append(at(root, path, length, f"{most} lines or more"))
    return breaches


def long_functions(root):
    return [
        at(root, path, node.lineno, f"{node.name} has {length} lines")
        for path, module in modules(root)
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := node.end_lineno - node.lineno + 1) > MOST_LINES_OF_A_FUNCTION
    ]


def test_files_stay_short():
    assert long_files(ROOT) == []


def test_functions_stay_short():
    assert long_functions(ROOT) == []


def test_a_long_file_fails(tmp_path):
    write(tmp_path, "casestudies/static/casestudies/css/a.css", "a {}\n" * 400)
    write(tmp_path, "casestudies/ok.py", "a = 1\n" * 399)
    write(tmp_path, "casestudies/migrations/0001_initial.py", "a = 1\n" * 900)
    write(tmp_path, "home/wagtail_hooks.py", "a = 1\n" * 80)
    assert long_files(tmp_path) == [
        "casestudies/static/casestudies/css/a.css:400: 400 lines or more",
        "home/wagtail_hooks.py:80: 80 lines or more",
    ]


def test_a_long_function_fails(tmp_path):
    write(tmp_path, "home/a.py", "def f():\n" + "    a = 1\n" * 60)
    assert long_functions(tmp_path) == ["home/a.py:1: f has 61 lines"]
