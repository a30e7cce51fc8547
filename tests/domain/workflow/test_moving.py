"""The table of moves, walked: every move from every state, by everybody."""

from itertools import product

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from casestudies.domain.refusals import NotAllowed, ReasonDue, WrongState
from casestudies.domain.workflow import lock, make_move, moves_open_to
from casestudies.enums import MemberRole, SubmissionState
from casestudies.models import Submission
from casestudies.moves import MOVES, Reason
from casestudies.signals import submission_moved
from tests.factories import MemberFactory, SubmissionFactory, UnionFactory, UserFactory

pytestmark = pytest.mark.django_db

S = SubmissionState
#: Nothing leads out of these.
FINAL = {S.WITHDRAWN}
#: Written out by hand: from, move, to, of a dossier that was sent before.
EDGES = {
    (S.DRAFT, "hand_over", S.ENDORSING),
    (S.RETURNED, "hand_over", S.ENDORSING),
    (S.ENDORSING, "take_back", S.RETURNED),
    (S.ENDORSING, "hand_back", S.RETURNED),
    (S.DRAFT, "send", S.SUBMITTED),
    (S.RETURNED, "send", S.SUBMITTED),
    (S.ENDORSING, "send", S.SUBMITTED),
    (S.DRAFT, "withdraw", S.WITHDRAWN),
    (S.RETURNED, "withdraw", S.WITHDRAWN),
    (S.ENDORSING, "withdraw", S.WITHDRAWN),
    (S.SUBMITTED, "withdraw", S.WITHDRAWN),
    (S.SUBMITTED, "return", S.RETURNED),
    (S.SUBMITTED, "refuse", S.REFUSED),
    (S.SUBMITTED, "accept", S.ACCEPTED),
    *((state, "undo", S.SUBMITTED) for state in (S.RETURNED, S.REFUSED, S.ACCEPTED)),
    (S.ACCEPTED, "publish", S.PUBLISHED),
    (S.PUBLISHED, "take_down", S.ACCEPTED),
}


@pytest.fixture
def approver():
    return MemberFactory(approver=True)


def put(submission, state):
    """Set the dossier down in a state behind the domain's back."""
    Submission.objects.filter(pk=submission.pk).update(
        state=state, number="2026-001-0001", sent_at=timezone.now()
    )
    submission.refresh_from_db()
    return submission


def test_table_has_these_edges_and_no_others():
    edges = {
        (source, name, move.target_for(sent=True))
        for name, move in MOVES.items()
        for source in move.sources
    }
    assert edges == EDGES


def test_every_move_from_every_state(approver):
    author = MemberFactory(union=approver.union)
    submission = SubmissionFactory(union=approver.union)
    allowed = {(source, name): target for source, name, target in EDGES}
    for state, name in product(S, MOVES):
        put(submission, state)
        by = author.user if MOVES[name].roles == (MemberRole.AUTHOR,) else approver.user
        if (state, name) in allowed:
            make_move(submission, name, by=by, reason="理由")
            expected = allowed[state, name]
        else:
            with pytest.raises(WrongState):
                make_move(submission, name, by=by, reason="理由")
            expected = state
        assert submission.state == expected
        submission.refresh_from_db()
        assert submission.state == expected


def test_states_without_way_out_are_final():
    ways_out = {source for source, _name, _target in EDGES}
    assert set(S) - ways_out == FINAL


def test_every_state_leads_to_an_end():
    """From each state there is a way to a public case or to a final state."""
    ends = FINAL | {S.PUBLISHED}
    leading = set(ends)
    while True:
        more = {source for source, _name, target in EDGES if target in leading} - leading
        if not more:
            break
        leading |= more
    assert leading == set(S)


@pytest.mark.parametrize(("name", "role"), [("take_back", "author"), ("hand_back", "approver")])
def test_a_dossier_never_sent_goes_back_to_draft(name, role):
    member = MemberFactory(role=MemberRole(role))
    submission = SubmissionFactory(union=member.union)
    make_move(submission, "hand_over", by=member.user)
    make_move(submission, name, by=member.user)
    assert Submission.objects.get().state == S.DRAFT


@pytest.mark.parametrize("name", [n for n, move in MOVES.items() if move.reason is Reason.DUE])
def test_where_a_reason_is_due_none_is_a_refusal(name, approver):
    source = MOVES[name].sources[0]
    submission = put(SubmissionFactory(union=approver.union), source)
    with pytest.raises(ReasonDue) as caught:
        make_move(submission, name, by=approver.user, reason="  ")
    assert str(caught.value) == f"请写明“{MOVES[name].label}”的理由。"
    assert Submission.objects.get().state == source


def test_refusal_for_the_wrong_state_says_state_and_move(approver):
    submission = put(SubmissionFactory(union=approver.union, title="班前十分钟"), S.SUBMITTED)
    with pytest.raises(WrongState) as caught:
        make_move(submission, "send", by=approver.user)
    assert str(caught.value) == "《班前十分钟》当前状态是“已报送”，不能“报送”。"


@pytest.mark.parametrize("name", [name for name, move in MOVES.items() if move.by_union])
def test_strangers_are_refused_and_learn_nothing(name):
    submission = SubmissionFactory(title="班前十分钟")
    foreign = MemberFactory(union=UnionFactory(), approver=True).user
    for by, state in product([foreign, UserFactory(), UserFactory(is_superuser=True)], S):
        put(submission, state)
        with pytest.raises(NotAllowed) as caught:
            make_move(submission, name, by=by)
        assert str(caught.value) == f"您没有权限“{MOVES[name].label}”。"
        submission.refresh_from_db()
        assert submission.state == state


@pytest.mark.parametrize("name", ["send", "withdraw"])
def test_author_cannot_sign_for_the_union(name):
    author = MemberFactory()
    submission = SubmissionFactory(union=author.union)
    with pytest.raises(NotAllowed):
        make_move(submission, name, by=author.user)


@pytest.mark.parametrize("role", MemberRole)
def test_moves_open_to_a_member(role):
    member = MemberFactory(role=role)
    submission = SubmissionFactory(union=member.union)
    for state in S:
        put(submission, state)
        expected = {
            name for source, name, _target in EDGES if source == state and role in MOVES[name].roles
        }
        assert set(moves_open_to(submission, member.user)) == expected
        assert moves_open_to(submission, UserFactory()) == []


def test_move_judges_the_stored_state_not_the_one_in_memory(approver):
    submission = SubmissionFactory(union=approver.union)
    stale = Submission.objects.get(pk=submission.pk)
    make_move(submission, "withdraw", by=approver.user)
    assert stale.state == S.DRAFT
    with pytest.raises(WrongState):
        make_move(lock(stale), "withdraw", by=approver.user)


def test_move_is_logged_with_actor_states_and_reason(approver):
    submission = SubmissionFactory(union=approver.union)
    make_move(submission, "withdraw", by=approver.user, reason="内容重复")
    entry = ModelLogEntry.objects.get(action="casestudies.withdraw")
    assert entry.object_id == str(submission.pk)
    assert entry.user == approver.user
    assert entry.data == {"from": "draft", "to": "withdrawn", "reason": "内容重复", "sent": False}


def test_refused_move_leaves_no_trace(approver, django_capture_on_commit_callbacks):
    submission = put(SubmissionFactory(union=approver.union), S.WITHDRAWN)
    with (
        django_capture_on_commit_callbacks() as callbacks,
        pytest.raises(WrongState),
    ):
        make_move(submission, "send", by=approver.user)
    assert callbacks == []
    assert not ModelLogEntry.objects.exists()


def test_hosts_hear_of_a_move_after_commit(approver, django_capture_on_commit_callbacks):
    heard = []

    def listen(sender, submission, by, move, **kwargs):
        heard.append((sender, submission.state, by, move))
        raise RuntimeError("a host's mistake is the host's")

    submission = SubmissionFactory(union=approver.union)
    submission_moved.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            make_move(submission, "withdraw", by=approver.user)
            assert heard == []
    finally:
        submission_moved.disconnect(listen)
    assert heard == [(Submission, S.WITHDRAWN, approver.user, "withdraw")]


def test_lock_reads_everything_anew(approver):
    submission = SubmissionFactory(union=approver.union, photos=2)
    assert submission.photos.count() == 2
    submission.title = "没有保存的题目"
    submission.photos.set([])
    assert lock(submission) is submission
    assert submission.title != "没有保存的题目"
    assert submission.photos.count() == 2
