"""Places in the quota: domain.md §9.2."""

import pytest

from casestudies.domain import intake
from casestudies.domain.intake import places_left
from casestudies.domain.refusals import NoPlaceLeft
from casestudies.enums import SubmissionState, UnionKind
from casestudies.models import CallPage, Quota, Submission
from tests.factories import (
    CallPageFactory,
    SubmissionFactory,
    UnionFactory,
    send_dossier,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

S = SubmissionState


def test_quota_of_each_union(union, approver):
    call = CallPageFactory()
    assert places_left(call, union) == 3
    three = SubmissionFactory.create_batch(3, union=union, call=call)
    fourth = SubmissionFactory(union=union, call=call)
    for submission in three:
        send_dossier(submission)
    assert places_left(call, union) == 0
    with pytest.raises(NoPlaceLeft) as caught:
        send_dossier(fourth)
    assert str(caught.value) == (
        "你单位本次征集的推荐名额已经用完。请先撤回另一份材料，或联系编辑部。"
    )
    assert Submission.objects.get(pk=fourth.pk).state == S.DRAFT
    assert places_left(call, UnionFactory()) == 3
    assert places_left(CallPageFactory(), union) == 3


def test_drafts_take_no_place(union):
    call = CallPageFactory()
    SubmissionFactory.create_batch(5, union=union, call=call)
    assert places_left(call, union) == 3


def test_pooled_quota_is_shared_by_all_unions_of_the_kind():
    call = CallPageFactory()
    unions = UnionFactory.create_batch(3, kind=UnionKind.DIRECT)
    for union in (unions[0], unions[0], unions[1], unions[2]):
        assert places_left(call, unions[2]) > 0
        send_dossier(SubmissionFactory(union=union, call=call))
    send_dossier(SubmissionFactory(union=UnionFactory(), call=call))
    assert [places_left(call, union) for union in unions] == [0, 0, 0]
    with pytest.raises(NoPlaceLeft):
        send_dossier(SubmissionFactory(union=unions[1], call=call))


def test_kind_without_quota_has_no_limit(union):
    call = CallPageFactory()
    Quota.objects.filter(call=call, kind=union.kind).delete()
    call = CallPage.objects.get(pk=call.pk)
    assert places_left(call, union) is None
    for _place in range(4):
        send_dossier(SubmissionFactory(union=union, call=call))


def test_return_keeps_the_place_withdrawal_and_refusal_free_it(union, approver):
    call = CallPageFactory()
    returned = SubmissionFactory(union=union, call=call, walk="returned")
    sent = SubmissionFactory(union=union, call=call, walk="sent")
    assert places_left(call, union) == 1
    intake.withdraw(sent, seen=intake.shown_now(sent), by=approver)
    assert places_left(call, union) == 2
    SubmissionFactory(union=union, call=call, walk="refused")
    assert places_left(call, union) == 2
    intake.withdraw(returned, seen=intake.shown_now(returned), by=approver)
    assert places_left(call, union) == 3


def test_returned_dossier_needs_no_second_place(union):
    call = CallPageFactory()
    returned = SubmissionFactory(union=union, call=call, walk="returned")
    for _place in range(2):
        SubmissionFactory(union=union, call=call, walk="sent")
    assert places_left(call, union) == 0
    send_dossier(returned)
    assert places_left(call, union) == 0
