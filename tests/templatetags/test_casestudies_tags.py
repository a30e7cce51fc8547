"""Tags and filters of the plugin's templates."""

import pytest

from casestudies.templatetags.casestudies_tags import chinese_number


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (23, "二十三"), (99, "九十九")],
)
def test_numbers_of_parts_are_written_in_chinese(number, written):
    assert chinese_number(number) == written
