"""After the first release a migration only adds: docs/decisions/upgrades.md."""

import ast

from .tree import ROOT, at, write

#: Operations that take away or rename what an earlier release may still read.
TAKES_AWAY = {"RemoveField", "DeleteModel", "RenameField", "RenameModel", "AlterModelTable"}
APPS = ("casestudies", "casestudies/chinese_search")


def breaches(root, releases):
    """Migrations after ``0001_initial`` that take away without naming an old enough release."""
    found = []
    newest = max(releases, default=(0,))
    for app in APPS:
        for path in sorted((root / app).glob("migrations/[0-9]*.py")):
            module = ast.parse(path.read_text("utf-8"))
            taken = [node for node in ast.walk(module) if _operation(node) in TAKES_AWAY]
            if not taken or path.stem == "0001_initial":
                continue
            last = _last_read_by(module)
            if last is None or last >= newest:
                line = taken[0].lineno
                found.append(at(root, path, line, f"{_operation(taken[0])} without LAST_READ_BY"))
    return found


def _operation(node):
    return node.func.attr if isinstance(getattr(node, "func", None), ast.Attribute) else None


def _last_read_by(module):
    for node in module.body:
        if isinstance(node, ast.Assign) and node.targets[0].id == "LAST_READ_BY":
            return _number(ast.literal_eval(node.value))
    return None


def _number(version):
    return tuple(int(part) for part in version.split("."))


def _kept(root):
    names = (path.name for path in (root / "tests/data/releases").glob("*.sqlite3.xz"))
    return [_number(name.removesuffix(".sqlite3.xz")) for name in names]


def test_migrations_only_add():
    assert breaches(ROOT, _kept(ROOT)) == []


def test_a_migration_that_takes_away_fails(tmp_path):
    code = "operations = [migrations.RemoveField('a', 'b')]\n"
    write(tmp_path, "casestudies/migrations/0001_initial.py", code)
    write(tmp_path, "casestudies/migrations/0002_less.py", code)
    told = ["casestudies/migrations/0002_less.py:1: RemoveField without LAST_READ_BY"]
    assert breaches(tmp_path, [(0, 2, 0)]) == told
    named = 'LAST_READ_BY = "0.2.0"\n' + code
    write(tmp_path, "casestudies/migrations/0002_less.py", named)
    assert breaches(tmp_path, [(0, 2, 0)]) == [told[0].replace(":1:", ":2:")]
    assert breaches(tmp_path, [(0, 2, 0), (0, 10, 0)]) == []


def test_a_migration_that_adds_passes(tmp_path):
    code = "operations = [migrations.AddField('a', 'b', models.TextField(blank=True))]\n"
    write(tmp_path, "casestudies/migrations/0002_more.py", code)
    assert breaches(tmp_path, [(0, 2, 0)]) == []
