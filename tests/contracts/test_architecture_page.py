"""The table of moves in docs/architecture.md says what ``casestudies.moves`` does."""

from pathlib import Path

from casestudies.enums import SubmissionState
from casestudies.moves import MOVES, Move

PAGE = Path(__file__).parents[2] / "docs" / "architecture.md"


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


def rows_of_page():
    section = PAGE.read_text(encoding="utf-8").split("## States of a dossier")[1]
    return [line for line in section.split("\n## ")[0].splitlines() if line.startswith("| `")]


def test_page_has_the_rows_of_the_moves_in_their_order():
    assert rows_of_page() == [row_of(move) for move in MOVES.values()]


def test_a_move_the_page_does_not_have_is_noticed():
    audit = Move("audit", "", (SubmissionState.ACCEPTED,), SubmissionState.RETURNED)
    assert row_of(audit) not in rows_of_page()
