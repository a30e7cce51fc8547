"""The dossier: its constraints and the words of its QuerySet."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Workflow

from casestudies.chinese import count_characters
from casestudies.enums import (
    RELEASED_STATES,
    SubmissionState,
)
from casestudies.models import FormalCheckTask, Submission
from tests.factories import CallPageFactory, SubmissionFactory, UnionFactory, long_text

pytestmark = pytest.mark.django_db

S = SubmissionState
UNSENT = (S.DRAFT, S.ENDORSING, S.WITHDRAWN)


def stored(state, number="", **fields):
    """A row of the table in a state, without the way there."""
    if number:
        fields["sent_at"] = timezone.now()
    one = Submission(call=fields.pop("call"), union=UnionFactory(), state=state, number=number)
    for name, value in fields.items():
        setattr(one, name, value)
    one.save()
    return one


def refused(constraint, **changes):
    """Write behind the model's back; the database must refuse."""
    draft = SubmissionFactory()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Submission.objects.filter(pk=draft.pk).update(**changes)


def test_new_dossier_is_a_draft_that_is_not_live():
    fresh = Submission()
    assert fresh.state == S.DRAFT
    assert fresh.live is False
    assert SubmissionFactory().live is False


def test_database_refuses_a_live_dossier():
    refused("casestudies_submission_never_live", live=True)


def test_database_refuses_an_unknown_state():
    refused(
        "casestudies_submission_state", state="lost", number="2026-001-0001", sent_at=timezone.now()
    )


@pytest.mark.parametrize("state", [state for state in S if state not in UNSENT])
def test_whatever_was_sent_has_number_and_time(state):
    rule = "casestudies_submission_sent_has_number"
    refused(rule, state=state)
    refused(rule, state=state, number="2026-001-0001")
    refused(rule, state=state, sent_at=timezone.now())
    sent = stored(state, "2026-001-0001", call=CallPageFactory())
    assert Submission.objects.get(pk=sent.pk).state == state


@pytest.mark.parametrize("state", UNSENT)
def test_the_rest_may_have_none(state):
    assert stored(state, call=CallPageFactory()).pk


def test_numbers_are_unique_where_given():
    call = CallPageFactory()
    for _place in range(2):
        stored(S.DRAFT, call=call)
    stored(S.SUBMITTED, "2026-001-0001", call=call)
    with pytest.raises(IntegrityError), transaction.atomic():
        stored(S.SUBMITTED, "2026-001-0001", call=call)


def test_words_for_lists():
    call = CallPageFactory()
    rows = {
        state: stored(state, "" if state in UNSENT else f"2026-001-{place:04d}", call=call)
        for place, state in enumerate(S)
    }
    returned_draft = stored(S.ENDORSING, "2026-001-0100", call=call)
    sent = {state for state in S if state not in UNSENT}

    def states(queryset):
        return {row.state for row in queryset}

    assert states(Submission.objects.sent()) == sent | {S.ENDORSING}
    assert returned_draft in Submission.objects.taking_places()
    assert rows[S.ENDORSING] not in Submission.objects.taking_places()
    taking = states(Submission.objects.taking_places())
    assert taking == (sent | {S.ENDORSING}) - set(RELEASED_STATES)
    assert states(Submission.objects.in_formal_check()) == {S.SUBMITTED}
    assert list(Submission.objects.for_union(rows[S.DRAFT].union)) == [rows[S.DRAFT]]
    assert Submission.objects.for_call(call).count() == len(S) + 1
    assert not Submission.objects.for_call(CallPageFactory())


def test_orders_of_lists():
    call = CallPageFactory()
    first = stored(S.SUBMITTED, "1", call=call)
    second = stored(S.SUBMITTED, "2", call=call)
    assert list(Submission.objects.longest_waiting_first()) == [first, second]
    assert list(Submission.objects.newest_first()) == [second, first]


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_list_columns_cost_one_query(django_assert_num_queries, rows):
    call = CallPageFactory()
    direction = call.directions.first()
    for place in range(rows):
        stored(S.SUBMITTED, str(place + 1), call=call, direction=direction)
    with django_assert_num_queries(1):
        for one in Submission.objects.with_list_columns():
            assert one.union.name
            assert one.direction.label
            assert one.call.title


def test_characters_of_the_four_parts_count_together():
    one = Submission(background=long_text(200), process="2021年 完成", practice="", effect="好\n")
    assert count_characters(*one.texts) == 200 + 4 + 1


def test_dossier_is_called_by_its_title():
    assert str(Submission(title="班前十分钟")) == "班前十分钟"
    assert str(Submission()) == "（尚未填写案例名称）"


@pytest.mark.usefixtures("installed")
def test_call_may_choose_its_own_workflow():
    submission = SubmissionFactory()
    usual = submission.get_workflow()
    assert usual.name == "案例申报形式审查"
    own = Workflow.objects.create(name="本次征集的审查")
    own.workflow_tasks.create(task=FormalCheckTask.objects.get(), sort_order=0)
    submission.call.workflow = own
    assert submission.get_workflow() == own
    own.active = False
    assert submission.get_workflow() == usual


def test_deleted_direction_leaves_the_dossier():
    submission = SubmissionFactory()
    submission.direction.delete()
    submission.refresh_from_db()
    assert submission.direction is None
