"""The table of moves in docs/architecture.md says what domain.workflow does."""

from pathlib import Path

import pytest

from casestudies.domain.workflow import MOVES
from casestudies.permissions import UNION_ACTIONS

PAGE = Path(__file__).parents[2] / "docs" / "architecture.md"


def row_of(name, move):
    sources = ", ".join(f"`{state.value}`" for state in move.sources)
    roles = UNION_ACTIONS[move.action][1] if move.action else ()
    who = ", ".join(role.value for role in roles) or "workflow"
    return f"| `{name}` | {sources} | `{move.target.value}` | {who} |"


@pytest.mark.parametrize("name", MOVES)
def test_page_has_the_row_of_each_move(name):
    assert row_of(name, MOVES[name]) in PAGE.read_text(encoding="utf-8").splitlines()


def test_page_has_no_other_rows():
    section = PAGE.read_text(encoding="utf-8").split("## States of a dossier")[1]
    rows = [line for line in section.split("\n## ")[0].splitlines() if line.startswith("| `")]
    assert len(rows) == len(MOVES)
