"""Whole numbers as an address, a form or a command names them."""

import pytest
from django.http import Http404

from casestudies.asked import MOST, number, require_keys


@pytest.mark.parametrize(
    ("text", "found"), [("0", 0), ("007", 7), ("2026", 2026), (str(MOST), MOST), (12, 12)]
)
def test_a_number_is_read(text, found):
    assert number(text) == found


@pytest.mark.parametrize(
    "text",
    [
        *["", "-1", "+1", "1.0", "1e3", " 1", "1\n", "1_000", "٣", "²", "二", "x", None, True],
        *[str(MOST + 1), "9" * 19, "9" * 5000, "0" * 5000, "1\0"],
    ],
)
def test_anything_else_is_none(text):
    assert number(text) is None


def test_what_is_too_large_for_the_question_is_none():
    assert number("9999", most=9999) == 9999
    assert number("10000", most=9999) is None


def test_a_key_that_no_row_can_have_is_not_found():
    require_keys({"pk": MOST, "slug": "9" * 40})
    with pytest.raises(Http404):
        require_keys({"pk": MOST + 1})
