"""Whoever is quicker, nothing counts for a text that its maker was not shown: 25 rounds each."""

import pytest

from casestudies.domain import intake
from casestudies.domain.installation import install
from casestudies.domain.refusals import BothChanged
from casestudies.enums import SubmissionState
from casestudies.models import Submission
from tests.factories import OPINION, CallPageFactory, MemberFactory, SubmissionFactory, as_typed
from tests.together import at_once, refusals

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

S = SubmissionState
ROUNDS = 25


@pytest.fixture
def people():
    """An author and an approver of one union."""
    install()
    author = MemberFactory()
    return author, MemberFactory(union=author.union, approver=True)


@pytest.fixture
def rounds(people):
    """Drafts to race on, each of its own call, with what a page has shown of it."""

    def each():
        call = CallPageFactory()
        for number in range(ROUNDS):
            dossier = SubmissionFactory(
                call=call, union=people[0].union, title=f"读过的（{number}）"
            )
            yield dossier, intake.shown_now(dossier)

    return each


def stored(dossier):
    return Submission.objects.get(pk=dossier.pk)


def save(dossier, by, seen, **values):
    return lambda: intake.save_draft(stored(dossier), by=by.user, seen=seen, values=values)


def send(dossier, by, seen):
    return lambda: intake.send(stored(dossier), by=by.user, opinion=OPINION, seen=seen)


def hand_over(dossier, by, seen):
    return lambda: intake.hand_over(stored(dossier), by=by.user, seen=seen)


def test_sending_beside_a_save(people, rounds):
    author, approver = people
    for dossier, seen in rounds():
        pair = send(dossier, approver, seen), save(dossier, author, seen, title="没读过的")
        assert len(refusals(at_once(*pair))) == 1
        after = as_typed(pk=dossier.pk)
        assert (after.state, after.title) in [(S.SUBMITTED, dossier.title), (S.DRAFT, "没读过的")]


def test_sending_beside_taking_back_to_rewrite(people, rounds):
    author, approver = people
    for dossier, _seen in rounds():
        hand_over(dossier, author, intake.shown_now(dossier))()
        seen = intake.shown_now(dossier)

        def rewrite(dossier=dossier, seen=seen):
            intake.take_back(stored(dossier), by=author.user, seen=seen)
            save(dossier, author, intake.shown_now(dossier), title="没读过的")()

        assert len(refusals(at_once(send(dossier, approver, seen), rewrite))) == 1
        after = as_typed(pk=dossier.pk)
        assert (after.state, after.title) in [(S.SUBMITTED, dossier.title), (S.DRAFT, "没读过的")]


def test_handing_over_beside_a_save(people, rounds):
    author, approver = people
    for dossier, seen in rounds():
        pair = hand_over(dossier, author, seen), save(dossier, approver, seen, title="没读过的")
        assert len(refusals(at_once(*pair))) == 1
        after = as_typed(pk=dossier.pk)
        assert (after.state, after.title) in [(S.ENDORSING, dossier.title), (S.DRAFT, "没读过的")]


def test_two_saves_of_one_line(people, rounds):
    author, approver = people
    for dossier, seen in rounds():
        pair = save(dossier, author, seen, title="甲"), save(dossier, approver, seen, title="乙")
        outcomes = at_once(*pair)
        assert refusals(outcomes) == [BothChanged]
        quicker = "乙" if isinstance(outcomes[0], BothChanged) else "甲"
        assert as_typed(pk=dossier.pk).title == quicker


def test_two_saves_of_different_lines(people, rounds):
    author, approver = people
    for dossier, seen in rounds():
        mine, theirs = (
            save(dossier, author, seen, title="甲"),
            save(dossier, approver, seen, team="乙"),
        )
        assert refusals(at_once(mine, theirs)) == []
        after = as_typed(pk=dossier.pk)
        assert (after.title, after.team) == ("甲", "乙")
