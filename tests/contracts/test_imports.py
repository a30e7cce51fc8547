"""The contracts on imports in ``pyproject.toml`` notice what they are there for."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .tree import PRODUCT, ROOT

LINT = Path(sys.executable).with_name("lint-imports")


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    """A copy of the product's Python files and of the contracts."""
    copy = tmp_path_factory.mktemp("imports")
    for folder in PRODUCT:
        shutil.copytree(
            ROOT / folder,
            copy / folder,
            ignore=lambda where, names: [
                name
                for name in names
                if name == "__pycache__"
                or (not name.endswith(".py") and not (Path(where) / name).is_dir())
            ],
        )
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


def broken(tree):
    run = subprocess.run(
        [LINT, "--no-cache"], cwd=tree, capture_output=True, text=True, check=False
    )
    assert run.stdout.count(" KEPT") + run.stdout.count(" BROKEN") == 4, run.stdout + run.stderr
    return re.findall(r"^(\w+).* BROKEN", run.stdout, re.MULTILINE)


def test_imports_run_downwards(tree):
    assert broken(tree) == []


@pytest.mark.parametrize(
    ("path", "statement", "contract"),
    [
        ("casestudies/enums.py", "import home", "The"),
        ("casestudies/conf.py", "from . import models", "Layers"),
        ("casestudies/chinese_search/analysis.py", "from .. import conf", "Layers"),
        ("casestudies/chinese_search/checks.py", "from home import models", "The"),
        ("casestudies/domain/intake/drafts.py", "def f(): from ...public import urls", "Layers"),
        ("casestudies/public/urls.py", "from ..backoffice import log_actions", "Layers"),
        ("casestudies/domain/intake/drafts.py", "from .. import publishing", "Stages"),
        ("casestudies/domain/refusals.py", "from . import workflow", "Stages"),
        ("casestudies/domain/reading/__init__.py", "from ...models import Submission", "Reading"),
        (
            "casestudies/public/reading/__init__.py",
            "def f():\n    from ...models.contact import SubmissionContact",
            "Reading",
        ),
    ],
)
def test_an_import_upwards_fails(tree, path, statement, contract):
    target = tree / path
    text = target.read_text("utf-8")
    target.write_text(f"{text}\n\n{statement}\n", "utf-8")
    try:
        assert contract in broken(tree)
    finally:
        target.write_text(text, "utf-8")
