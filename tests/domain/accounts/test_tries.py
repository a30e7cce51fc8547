"""Tries are counted by account and by address, and shut out nobody for long."""

from datetime import timedelta

import pytest
from django.utils import timezone

from casestudies.domain.accounts import SIGN_IN, forgive, take_try
from casestudies.domain.accounts.tries import KNOWN, MEMORY
from casestudies.domain.refusals import TooManyTries
from casestudies.models import DoorCount

pytestmark = pytest.mark.django_db

NOW = timezone.now()
OFFICE, STRANGER = "203.0.113.7", "198.51.100.9"


def at(**after):
    return NOW + timedelta(**after)


def wrong(account="wang", address=STRANGER, *, now=NOW, times=1):
    for _time in range(times):
        take_try(SIGN_IN, account=account, address=address, now=now)


def right(account="wang", address=OFFICE, *, now=NOW):
    forgive(take_try(SIGN_IN, account=account, address=address, now=now), now=now)


def wait(account="wang", address=STRANGER, *, now=NOW) -> int:
    """How many seconds somebody is told to wait; such a try is not counted."""
    with pytest.raises(TooManyTries) as refused:
        take_try(SIGN_IN, account=account, address=address, now=now)
    return refused.value.seconds


def test_the_eleventh_try_waits_and_pauses_grow_up_to_a_quarter():
    wrong(times=10)
    now, waited = NOW, []
    for _time in range(6):
        waited.append(wait(now=now))
        now += timedelta(seconds=waited[-1])
        wrong(now=now)
    assert waited == [60, 120, 240, 480, 900, 900]


def test_waiting_is_not_made_longer_by_trying():
    wrong(times=10)
    assert [wait(now=at(seconds=second)) for second in (0, 10, 59)] == [60, 50, 1]
    wrong(now=at(seconds=60))


def test_the_sentence_says_how_long():
    wrong(times=10)
    with pytest.raises(TooManyTries, match="请等 1 分钟后再试"):
        wrong(now=at(seconds=20))
    wrong(now=at(seconds=61))
    with pytest.raises(TooManyTries, match="请等 2 分钟后再试"):
        wrong(now=at(seconds=62))


def test_nine_in_each_quarter_never_wait():
    for quarter in range(4):
        wrong(now=at(minutes=15 * quarter), times=9)


def test_a_limit_that_was_reached_is_forgotten_after_hours():
    wrong(times=10)
    wrong(now=NOW + MEMORY, times=9)
    wrong(now=NOW + MEMORY)
    assert wait(now=NOW + MEMORY) == 60


def test_however_a_name_is_written_it_is_one_account():
    for name in ("wang", "Wang", " WANG "):
        wrong(name, times=3)
    wrong("wang")
    assert wait("wAng") == 60


def test_tries_are_given_back_to_who_was_right():
    wrong(address=OFFICE, times=9)
    right()
    wrong(address=OFFICE, times=9)


def test_fifty_clerks_behind_one_address_mistype_three_times_each():
    for clerk in range(50):
        wrong(f"clerk{clerk}", OFFICE, times=3)
        right(f"clerk{clerk}", OFFICE)
    assert DoorCount.objects.count() == 51  # each clerk is known there, and the address


def test_one_address_tries_no_more_than_two_hundred_in_a_quarter():
    for number in range(200):
        wrong(f"account{number}", STRANGER, now=at(seconds=number))
    assert wait("one more", now=at(seconds=200)) == 700
    wrong("one more", OFFICE, now=at(seconds=200))
    wrong("one more", now=at(minutes=15))


def test_no_stranger_shuts_out_who_signs_in_from_a_known_address():
    right(address=OFFICE)
    wrong(address=STRANGER, times=10)
    assert wait(address=STRANGER) == 60
    right(address=OFFICE)


def test_nor_does_an_office_shut_out_those_known_there():
    right(address=OFFICE)
    for number in range(200):
        wrong(f"account{number}", OFFICE)
    assert wait("account200", OFFICE) == 900
    right(address=OFFICE)


def test_a_known_address_has_the_accounts_own_limit():
    right(address=OFFICE)
    wrong(address=OFFICE, times=10)
    assert wait(address=OFFICE) == 60


def test_an_address_is_known_for_two_months():
    right(address=OFFICE)
    late = NOW + KNOWN
    wrong(address=STRANGER, now=late, times=10)
    assert wait(address=OFFICE, now=late) == 60


def test_where_nobody_knows_the_address_accounts_alone_are_counted():
    right(address="")
    wrong(address="", times=10)
    assert wait(address="") == 60
    for number in range(201):
        wrong(f"account{number}", "")


def test_no_name_and_no_address_is_kept():
    right(address=OFFICE)
    wrong(address=STRANGER)
    for row in DoorCount.objects.values_list("key", flat=True):
        assert len(row) == 64
        assert set(row) <= set("0123456789abcdef")


def test_what_is_out_of_date_goes_with_the_next_success():
    for number in range(20):
        wrong(f"account{number}")
    right("zhang", OFFICE, now=at(minutes=16))
    assert DoorCount.objects.count() == 2  # what is known, and the address with no try left


def test_half_of_a_surrogate_pair_is_a_name_like_another():
    wrong("\ud800", times=10)
    assert wait("\ud800") == 60


def test_a_try_and_a_success_cost_a_fixed_number_of_queries(django_assert_num_queries):
    right(address=OFFICE)
    with django_assert_num_queries(6):  # 2 of them the savepoint's
        wrong("zhang", STRANGER)
    with django_assert_num_queries(6):
        taken = take_try(SIGN_IN, account="wang", address=OFFICE, now=NOW)
    with django_assert_num_queries(6):
        forgive(taken, now=NOW)
