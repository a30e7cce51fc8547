"""States have names, and one writer."""

import ast
import re

import pytest

from casestudies.enums import SubmissionState

from .tree import ROOT, at, files, modules, write

STATES = set(SubmissionState.values)
WRITER = "casestudies/domain/workflow/moving.py"
#: Where the names are given their values.
NAMED = "casestudies/enums.py"
FACES = ("casestudies/public", "casestudies/backoffice", "home", "search")
IN_TEMPLATES = re.compile(
    rf"state\s*(?:==|!=|in)\s*[\"'](?:{'|'.join(sorted(STATES))})\b", re.IGNORECASE
)


def state_lookup(name):
    """Whether a keyword such as ``submission__state__in`` is about a state."""
    return "state" in (name or "").split("__")


def literals(node):
    """State values written as strings in an expression, nested collections included."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) and node.value in STATES else []
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return [value for part in node.elts for value in literals(part)]
    return []


def is_state(node):
    name = getattr(node, "attr", getattr(node, "id", ""))
    return name == "state" or name.endswith("_state")


def bare_states(root):
    breaches = []
    for path, module in modules(root, under=("casestudies", "home", "search", "tests", "bench")):
        if path.relative_to(root).as_posix() == NAMED or path.name == "test_states.py":
            continue
        for node in ast.walk(module):
            found = []
            if isinstance(node, ast.Compare) and any(
                is_state(side) for side in (node.left, *node.comparators)
            ):
                found = [v for side in (node.left, *node.comparators) for v in literals(side)]
            elif (isinstance(node, ast.keyword) and state_lookup(node.arg)) or (
                isinstance(node, ast.Assign) and any(is_state(t) for t in node.targets)
            ):
                found = literals(node.value)
            line = getattr(node, "lineno", 0)
            breaches += [at(root, path, line, f"bare state {value!r}") for value in found]
    for path in files(root, ".html", ".txt"):
        text = path.read_text("utf-8")
        breaches += [
            at(root, path, text.count("\n", 0, match.start()) + 1, "bare state in a template")
            for match in IN_TEMPLATES.finditer(text)
        ]
    return breaches


def state_written(node):
    """Whether a statement or call writes the field ``state``."""
    if isinstance(node, ast.Assign):
        return any(isinstance(t, ast.Attribute) and t.attr == "state" for t in node.targets)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr == "update":
            return any(keyword.arg == "state" for keyword in node.keywords)
        if node.func.attr == "bulk_update":
            return any(
                isinstance(part, ast.Constant) and part.value == "state"
                for argument in node.args[1:]
                for part in getattr(argument, "elts", [])
            )
    return False


def other_writers(root):
    return [
        at(root, path, node.lineno, "writes a state")
        for path, module in modules(root)
        if path.relative_to(root).as_posix() != WRITER
        for node in ast.walk(module)
        if state_written(node)
    ]


def calls(function, *names):
    return any(
        isinstance(node, ast.Call) and getattr(node.func, "id", "") in names
        for node in ast.walk(function)
    )


def moves_without_lock(root):
    """Functions that make a move of a dossier they have not locked.

    What a step's decision does is called by ``take_step``, which has locked the subject.
    """
    return [
        at(root, path, function.lineno, f"{function.name} moves without a lock")
        for path, module in modules(root)
        if path.relative_to(root).as_posix() != WRITER
        for function in ast.walk(module)
        if isinstance(function, ast.FunctionDef)
        and calls(function, "make_move", "write_move")
        and not calls(function, "lock")
        and "carry_out.register" not in map(ast.unparse, function.decorator_list)
    ]


def filters_in_faces(root):
    """Views say ``.in_pool()``, not ``.filter(state=…)``."""
    return [
        at(root, path, node.lineno, f"{node.func.attr}(… state …) in a face")
        for path, module in modules(root, under=FACES)
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"filter", "exclude"}
        and any(state_lookup(keyword.arg) for keyword in node.keywords)
    ]


def test_states_are_named():
    assert bare_states(ROOT) == []


def test_states_have_one_writer():
    assert other_writers(ROOT) == []


def test_moves_are_made_of_what_is_locked():
    assert moves_without_lock(ROOT) == []


def test_faces_do_not_filter_by_state():
    assert filters_in_faces(ROOT) == []


@pytest.mark.parametrize(
    "code",
    [
        "if dossier.state == 'draft': pass",
        "if 'draft' == state: pass",
        "if dossier.state in ('returned', DRAFT): pass",
        "qs.filter(state='draft')",
        "Q(submission__state__in=['draft'])",
        "SubmissionFactory(state='draft')",
        "dossier.state = 'draft'",
    ],
)
def test_a_bare_state_fails(tmp_path, code):
    write(tmp_path, "tests/test_a.py", code)
    assert len(bare_states(tmp_path)) == 1


def test_a_bare_state_in_a_template_fails(tmp_path):
    write(tmp_path, "home/templates/a.html", '\n{% if dossier.state == "draft" %}')
    assert bare_states(tmp_path) == ["home/templates/a.html:2: bare state in a template"]


def test_other_uses_of_the_words_pass(tmp_path):
    write(tmp_path, "home/a.py", "if action == 'draft' or x.state == State.DRAFT: y(kind='draft')")
    assert bare_states(tmp_path) == []


@pytest.mark.parametrize(
    "code",
    ["dossier.state = X", "qs.update(state=X)", "qs.bulk_update(rows, ['state'])"],
)
def test_another_writer_fails(tmp_path, code):
    write(tmp_path, "casestudies/domain/intake/sending.py", code)
    write(tmp_path, WRITER, code)
    assert other_writers(tmp_path) == ["casestudies/domain/intake/sending.py:1: writes a state"]


def test_a_filter_in_a_face_fails(tmp_path):
    write(tmp_path, "casestudies/public/views.py", "x = qs.exclude(state__in=POOL_STATES)")
    write(tmp_path, "casestudies/models/a.py", "x = qs.exclude(state__in=POOL_STATES)")
    assert filters_in_faces(tmp_path) == [
        "casestudies/public/views.py:1: exclude(… state …) in a face"
    ]


def test_a_move_without_lock_fails(tmp_path):
    code = 'def a(s):\n    write_move(s, "b")\ndef c(s):\n    make_move(lock(s), "b")'
    write(tmp_path, "casestudies/domain/intake.py", code)
    assert moves_without_lock(tmp_path) == [
        "casestudies/domain/intake.py:1: a moves without a lock"
    ]
