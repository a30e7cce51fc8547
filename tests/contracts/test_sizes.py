import ast

from .tree import PRODUCT, ROOT, at, files, modules, write

MOST_LINES = 300
MOST_LINES_OF_A_FUNCTION = 40
MOST_LINES_OF_HOOKS = 80
EVERYWHERE = (*PRODUCT, "tests", "bench")
#: What may be longer, and why.
LONGER = {
    "casestudies/domain/vocabulary/shipped.py": "one table, read as a whole",
}


def long_files(root):
    breaches = []
    for path in files(root, ".py", ".html", ".css", ".js", under=EVERYWHERE):
        length = len(path.read_text("utf-8").splitlines())
        most = MOST_LINES_OF_HOOKS if path.name == "wagtail_hooks.py" else MOST_LINES
        if length > most and str(path.relative_to(root)) not in LONGER:
            breaches.append(at(root, path, length, f"more than {most} lines"))
    return breaches


def long_functions(root):
    return [
        at(root, path, node.lineno, f"{node.name} has {length} lines")
        for path, module in modules(root, under=EVERYWHERE)
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := node.end_lineno - node.lineno + 1) > MOST_LINES_OF_A_FUNCTION
    ]


def test_what_may_be_longer_is():
    for name in LONGER:
        assert len((ROOT / name).read_text("utf-8").splitlines()) > MOST_LINES, name


def test_files_stay_short():
    assert long_files(ROOT) == []


def test_functions_stay_short():
    assert long_functions(ROOT) == []


def test_a_long_file_fails(tmp_path):
    write(tmp_path, "casestudies/static/casestudies/css/a.css", "a {}\n" * 301)
    write(tmp_path, "casestudies/ok.py", "a = 1\n" * 300)
    write(tmp_path, "casestudies/migrations/0001_initial.py", "a = 1\n" * 900)
    write(tmp_path, "home/wagtail_hooks.py", "a = 1\n" * 81)
    write(tmp_path, "tests/test_a.py", "a = 1\n" * 301)
    assert long_files(tmp_path) == [
        "casestudies/static/casestudies/css/a.css:301: more than 300 lines",
        "home/wagtail_hooks.py:81: more than 80 lines",
        "tests/test_a.py:301: more than 300 lines",
    ]


def test_a_long_function_fails(tmp_path):
    write(tmp_path, "tests/a.py", "def f():\n" + "    a = 1\n" * 40)
    assert long_functions(tmp_path) == ["tests/a.py:1: f has 41 lines"]
