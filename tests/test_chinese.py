"""字数 as Word counts it, by the table that the browser's twin passes too."""

import json
from pathlib import Path

import pytest

from casestudies.chinese import count_characters

CASES = json.loads((Path(__file__).parent / "data/character_counts.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_characters_are_counted_as_word_counts_them(case):
    assert count_characters(case["text"] * case.get("times", 1)) == case["count"]


def test_parts_are_counted_one_by_one():
    """Two parts that end and begin with letters are two runs, not one."""
    assert count_characters("甲ab", "cd乙") == 4
    assert count_characters() == 0


def test_the_table_has_the_cases_that_matter():
    assert len(CASES) >= 30
    assert {799, 800, 1500, 1501} <= {case["count"] for case in CASES}
    assert len({case["name"] for case in CASES}) == len(CASES)
