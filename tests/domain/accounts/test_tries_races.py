"""Parallel tries pass no limit together."""

from functools import partial

import pytest
from django.utils import timezone

from casestudies.domain.accounts import SIGN_IN, forgive, take_try
from casestudies.domain.refusals import TooManyTries
from casestudies.models import DoorCount
from tests.domain.intake.test_races import at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.mark.parametrize("_round", range(25))
def test_of_sixteen_at_once_ten_are_taken(_round):
    attempt = partial(take_try, SIGN_IN, account="wang", address="198.51.100.9")
    results = at_once(*[attempt] * 16)
    assert sum(isinstance(result, TooManyTries) for result in results) == 6


@pytest.mark.parametrize("_round", range(10))
def test_success_purge_and_tries_at_once_leave_nobody_without_an_answer(_round):
    now = timezone.now()
    keys = [f"{number:064}" for number in range(50)]
    DoorCount.objects.bulk_create([DoorCount(key=k, free_at=now, kept_until=now) for k in keys])

    def come_in(account):
        for _time in range(5):
            forgive(take_try(SIGN_IN, account=account, address="203.0.113.7"))
        return account

    accounts = ["wang", "wang", "li", "li", "zhao", "zhao", "sun", "sun"]
    assert at_once(*[partial(come_in, account) for account in accounts]) == accounts
