"""Text that no spreadsheet takes for a formula, and back again."""

import pytest

from casestudies.exchange.formulas import guarded, unguarded

DANGEROUS = ["=1+1", "+86", "-5", "@SUM(A1)", "\tx", "\rx", "\nx", "'=1"]
DANGEROUS += ["＝1", "＋1", "－1", "＠x"]
DANGEROUS += [" =1+1", "\u00a0=1", "\u200b=1", "\ufeff=1", "\u3000＝1", "' =1", " '=1"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_could_be_a_formula_is_guarded_and_comes_back(text):
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("value", ["劳模", "1=1", "'劳模'", "", 5, -5, None])
def test_all_else_is_left_alone(value):
    assert guarded(value) == value
    if isinstance(value, str):
        assert unguarded(value) == value
