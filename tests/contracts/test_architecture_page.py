"""Tables of docs/architecture.md say what the code does: of moves, and of layers."""

import re
import tomllib

from casestudies.enums import SubmissionState
from casestudies.moves import MOVES, Move

from .tree import ROOT

PAGE = ROOT / "docs" / "architecture.md"


def row_of(move):
    sources = ", ".join(f"`{state.value}`" for state in move.sources)
    targets = ", sent before `".join(f"{state.value}`" for state in move.targets)
    who = ", ".join(role.value for role in move.roles) or "workflow"
    told = ", ".join(role.value for role in move.told)
    letter = f"`{move.letter}` to {told}" if move.letter else "–"
    read = [
        who for who, reads in (("union", move.union_reads), ("staff", move.staff_reads)) if reads
    ]
    cells = (
        f"`{move.name}`",
        sources,
        f"`{targets}",
        who,
        letter,
        move.reason.value,
        ", ".join(read),
    )
    return f"| {' | '.join(cells)} |"


def layers_declared():
    """The layers of ``pyproject.toml`` from the host down; names within one in any order."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = {each["id"]: each for each in pyproject["tool"]["importlinter"]["contracts"]}
    house, plugin = contracts["house"]["layers"], contracts["layers"]["layers"]
    return [set(re.findall(r"\w+", layer)) for layer in (*house[:-1], *plugin)]


def layers_told():
    section = PAGE.read_text(encoding="utf-8").split("## Layers")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    return [set(re.findall(r"`(\w+)`", row.split("|")[1])) for row in rows]


def test_page_has_the_layers_of_the_import_contracts_in_their_order():
    assert layers_told() == layers_declared()


def rows_of_page():
    section = PAGE.read_text(encoding="utf-8").split("## States of a dossier")[1]
    return [line for line in section.split("\n## ")[0].splitlines() if line.startswith("| `")]


def test_page_has_the_rows_of_the_moves_in_their_order():
    assert rows_of_page() == [row_of(move) for move in MOVES.values()]


def test_a_move_the_page_does_not_have_is_noticed():
    audit = Move("audit", "", (SubmissionState.ACCEPTED,), SubmissionState.RETURNED)
    assert row_of(audit) not in rows_of_page()
