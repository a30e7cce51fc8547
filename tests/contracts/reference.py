"""What the code says and what the pages of docs/reference say, as sets to compare."""

import ast
import re
from pathlib import Path

from .tree import files, modules

PLUGIN = ("casestudies",)
CHECKS = "checks"
_ROW = re.compile(r"^\| (`[^|]*) \|", re.MULTILINE)
_CHECK = re.compile(r"(casestudies|chinese_search)\.[EW]\d{3}")
_NAME = re.compile(r"`([^`]+)`")
_BLOCK = re.compile(r"{% block (\w+) %}")
TEMPLATES = Path("casestudies/templates/casestudies")


def section(page: Path, heading: str) -> str:
    """The text under a heading of any depth, up to the next of the same depth or above."""
    lines = page.read_text("utf-8").splitlines()
    start = next(n for n, line in enumerate(lines) if line.lstrip("#") == f" {heading}")
    depth = lines[start].count("#")
    body = []
    for line in lines[start + 1 :]:
        if line.startswith("#") and line.index(" ") <= depth:
            break
        body.append(line)
    return "\n".join(body)


def rows(text: str) -> list[str]:
    """The names in backticks in the first column of the tables of a text."""
    return [name for cell in _ROW.findall(text) for name in _NAME.findall(cell)]


def settings_read(root: Path) -> set[str]:
    """Names of settings that the plugin reads, ``STORAGES`` through Django's ``storages``.

    What checks alone look at is what it needs, not what it reads.
    """
    return _settings(root, lambda path: CHECKS not in path.parts)


def settings_checked(root: Path) -> set[str]:
    """Names of settings that a check looks at."""
    return _settings(root, lambda path: CHECKS in path.parts)


def checks_made(root: Path) -> set[str]:
    """Ids of the messages of all checks."""
    return {
        node.value.value
        for _path, module in modules(root, under=PLUGIN)
        for node in ast.walk(module)
        if isinstance(node, ast.keyword)
        and node.arg == "id"
        and isinstance(node.value, ast.Constant)
        if _CHECK.fullmatch(str(node.value.value))
    }


def _settings(root, wanted) -> set[str]:
    found = set()
    for path, module in modules(root, under=PLUGIN):
        if not wanted(path.relative_to(root)):
            continue
        for node in ast.walk(module):
            if isinstance(node, ast.Attribute) and _is(node.value, "settings"):
                found.add(node.attr)
            elif isinstance(node, ast.Call) and _is(node.func, "getattr", "hasattr"):
                if _is(node.args[0], "settings"):
                    found.add(ast.literal_eval(node.args[1]))
            elif isinstance(node, ast.Subscript) and _is(node.value, "storages"):
                found.add("STORAGES")
    return found


def keys_read(root: Path) -> set[str]:
    """Keys of ``CASESTUDIES`` whose value the plugin asks for."""
    return {
        ast.literal_eval(node.args[0])
        for _path, module in modules(root, under=PLUGIN)
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and _is_value_of_conf(node)
    }


def _is_value_of_conf(call: ast.Call) -> bool:
    """``conf.value("KEY")``, or ``value("KEY")`` in conf.py itself."""
    function, (first, *_rest) = call.func, (*call.args, None)
    if not isinstance(first, ast.Constant):
        return False
    own = _is(getattr(function, "value", None), "conf") and function.attr == "value"
    return own or _is(function, "value")


def signals_sent(root: Path) -> dict[str, set[str]]:
    """Arguments of every signal of ``casestudies.signals`` where it is sent."""
    module = ast.parse((root / "casestudies/signals.py").read_text("utf-8"))
    sent = {
        node.targets[0].id: set()
        for node in module.body
        if isinstance(node, ast.Assign) and _is(getattr(node.value, "func", None), "Signal")
    }
    for _path, module in modules(root, under=PLUGIN):
        for node in ast.walk(module):
            target = getattr(node, "func", None)
            if _is(getattr(target, "value", None), *sent) and target.attr.startswith("send"):
                sent[target.value.id] |= {keyword.arg for keyword in node.keywords}
    return sent


def codenames_asked_for(root: Path) -> set[str]:
    """Codenames of the app that are named in ``has_perm`` calls."""
    return {
        node.args[0].value.removeprefix("casestudies.")
        for _path, module in modules(root, under=PLUGIN)
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", "") == "has_perm"
        and node.args[0].value.startswith("casestudies.")
    }


def actions_asked_for(root: Path) -> set[str]:
    """Actions that faces and verbs name to the policy of dossiers."""
    return {
        text.value
        for path, module in modules(root, under=PLUGIN)
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and re.search("SubmissionPolicy|submission_policy", path.read_text("utf-8"))
        and re.match(
            r"(user|instances_user)_has_\w*permission|may$", getattr(node.func, "attr", "")
        )
        and "page_permission_policy" not in ast.unparse(node.func)
        for argument in node.args
        for text in ast.walk(argument)
        if isinstance(text, ast.Constant) and isinstance(text.value, str)
    }


def blocks(root: Path, folder: str) -> set[str]:
    return {
        name
        for path in files(root, ".html", under=(str(TEMPLATES / folder),))
        for name in _BLOCK.findall(path.read_text("utf-8"))
    }


def overridable_templates(root: Path) -> set[str]:
    base = root / TEMPLATES
    found = {
        path.relative_to(base).as_posix()
        for path in files(root, ".html", ".txt", under=PLUGIN)
        if path.is_relative_to(base)
    }
    return {
        name
        for name in found
        if "includes/" not in name
        and not name.startswith("backoffice/")
        and not name.endswith("_subject.txt")
    }


def _is(node, *names) -> bool:
    return isinstance(node, ast.Name) and node.id in names
