"""The wheel keeps to what it may cost a worker of a host."""

import pytest

from bench import worker

pytestmark = pytest.mark.own_site


def test_memory_keeps_to_its_bounds_and_no_phrases_are_loaded():
    without, with_it = worker.compare(1)
    cost = {figure: with_it[figure] - without[figure] for figure in ("start", "search")}
    assert 0 < cost["start"] <= 15
    # A table of readings was loaded.
    assert cost["start"] < cost["search"] <= 30
    assert with_it["phrases"] is False


def test_a_cost_over_its_bound_is_told():
    without = {"start": 90, "seconds": 0.5, "search": 91, "phrases": False}
    with_it = {"start": 106, "seconds": 0.6, "search": 122, "phrases": True}
    assert [line.split()[-3:] for line in worker.lines(without, with_it)] == [
        ["cost", "most", "within"],
        ["16.00", "15", "NO"],
        ["0.10", "0.15", "yes"],
        ["31.00", "30", "NO"],
        ["pypinyin", "loaded", "none"],
    ]
