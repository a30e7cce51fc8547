"""A decision is taken back with a reason, while nothing followed from it."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from casestudies.domain import publishing
from casestudies.domain.installation import CHECKERS, EDITORS
from casestudies.domain.moderation import queues
from casestudies.domain.moderation.formal_check import check_formally
from casestudies.domain.moderation.undoing import may_undo, undo_decision
from casestudies.domain.refusals import NoPlaceLeft, NotAllowed, ReasonDue, WrongState
from casestudies.enums import Decision, SubmissionState
from casestudies.models import Letter, Quota, SubmissionDraft
from tests.backoffice.screen import text_of
from tests.factories import (
    MemberFactory,
    ResultFactory,
    StaffFactory,
    SubmissionFactory,
    as_typed,
    send_dossier,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

REASON = "点错了按钮。"


@pytest.fixture
def office():
    return StaffFactory(groups=[EDITORS])


@pytest.mark.parametrize("walk", ["returned", "refused", "accepted"])
@pytest.mark.parametrize("decision", list(Decision))
def test_the_step_opens_again_and_is_decided_anew(office, walk, decision):
    dossier = SubmissionFactory(walk=walk)
    member = MemberFactory(union=dossier.union).user
    assert may_undo(as_typed(), office)
    undo_decision(as_typed(), by=office, reason=REASON)
    stored = as_typed()
    assert (stored.state, stored.decision_reason, stored.due_at) == (
        SubmissionState.SUBMITTED,
        "",
        None,
    )
    checker = StaffFactory(groups=[CHECKERS])
    assert list(queues.waiting_for(checker)) == [stored]
    letter = Letter.objects.get(name="undone", address=member.email)
    assert REASON in letter.body
    check_formally(stored, by=checker, decision=decision, reason="再次决定。")
    after = {Decision.PASS: "accepted", Decision.RETURN: "returned", Decision.REFUSE: "refused"}
    assert as_typed().state == after[decision]


def test_what_followed_keeps_the_decision(office):
    with_result = SubmissionFactory(walk="accepted")
    ResultFactory(submission=with_result)
    with_page = SubmissionFactory(walk="selected")
    publishing.make_case_page(with_page, by=office)
    changed = SubmissionFactory(walk="returned")
    SubmissionDraft.objects.create(submission=changed, values={"title": "新题目"})
    resent = SubmissionFactory(walk="returned")
    send_dossier(resent)
    for dossier in (with_result, with_page, changed, resent, SubmissionFactory(walk="sent")):
        stored = as_typed(pk=dossier.pk)
        before = stored.state
        assert not may_undo(stored, office)
        with pytest.raises(WrongState):
            undo_decision(stored, by=office, reason=REASON)
        assert as_typed(pk=dossier.pk).state == before


def test_a_reason_and_the_right_are_due(office):
    dossier = SubmissionFactory(walk="accepted")
    with pytest.raises(ReasonDue):
        undo_decision(dossier, by=office, reason=" ")
    for by in (StaffFactory(groups=[CHECKERS]), MemberFactory(union=dossier.union).user):
        assert not may_undo(dossier, by)
        with pytest.raises(NotAllowed):
            undo_decision(dossier, by=by, reason=REASON)
    assert as_typed().state == SubmissionState.ACCEPTED


def test_a_place_that_was_taken_meanwhile_is_not_taken_twice(office):
    refused = SubmissionFactory(walk="refused")
    Quota.objects.filter(call=refused.call, kind=refused.union.kind).delete()
    Quota.objects.create(call=refused.call, kind=refused.union.kind, maximum=1)
    SubmissionFactory(call=refused.call, union=refused.union, walk="sent")
    with pytest.raises(NoPlaceLeft):
        undo_decision(as_typed(pk=refused.pk), by=office, reason=REASON)
    assert as_typed(pk=refused.pk).state == SubmissionState.REFUSED


def test_the_page_offers_it_asks_why_and_does_it(client, office):
    dossier = SubmissionFactory(walk="accepted")
    client.force_login(office)
    page = reverse("casestudies_backoffice:dossier", args=[dossier.pk])
    undo = reverse("casestudies_backoffice:undo_decision", args=[dossier.pk])
    assert undo in client.get(page).content.decode()
    assert "把原因告知推荐单位" in text_of(client.get(undo))
    assert client.post(undo, {"comment": ""}).status_code == 200
    assert as_typed().state == SubmissionState.ACCEPTED
    assert client.post(undo, {"comment": REASON}).url == page
    words = text_of(client.get(page))
    assert f"撤销决定：{REASON}" in words
    assert undo not in client.get(page).content.decode()
    again = client.post(undo, {"comment": REASON})
    assert again.status_code == 409


def test_the_page_is_not_found_without_the_right(client):
    dossier = SubmissionFactory(walk="accepted")
    looker = StaffFactory(groups=[CHECKERS])
    looker.user_permissions.add(Permission.objects.get(codename="make_case_page_submission"))
    client.force_login(looker)
    undo = reverse("casestudies_backoffice:undo_decision", args=[dossier.pk])
    assert [client.get(undo).status_code, client.post(undo).status_code] == [404, 404]
