"""Two setups at once, as of two workers that start, make one installation."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from casestudies.domain.installation import set_up
from casestudies.models import CaseIndexPage, StaffGroup, Topic

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_one_makes_everything_and_the_other_finds_it():
    barrier = Barrier(2)

    def run(_number):
        try:
            barrier.wait(timeout=10)
            return set_up()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        made = sorted(pool.map(run, range(2)), key=len)
    assert made[0] == []
    assert made[1] != []
    assert CaseIndexPage.objects.count() == 1
    assert StaffGroup.objects.count() == len(set(StaffGroup.objects.values_list("role", flat=True)))
    assert Topic.objects.count() == 20
