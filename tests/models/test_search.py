"""Rows of what was missed, by day and added up by question."""

import pytest

from casestudies.models.search import MissedQuestion

pytestmark = pytest.mark.django_db


def test_rows_of_a_question_are_added_up():
    for day, question, times in [
        ("2026-10-01", "火星", 50),
        ("2026-11-01", "火星", 2),
        ("2026-11-20", "火星", 3),
        ("2026-11-19", "月球", 4),
    ]:
        MissedQuestion.objects.create(day=day, question=question, times=times)
    added_up = MissedQuestion.objects.since("2026-11-01").by_question().order_by("-asked")
    assert [(each.question, each.asked, str(each.day)) for each in added_up] == [
        ("火星", 5, "2026-11-20"),
        ("月球", 4, "2026-11-19"),
    ]
    assert [each.asked for each in added_up.filter(day__lt="2026-11-20")] == [4, 2]
