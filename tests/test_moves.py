"""The tables of moves and looks: whole, and read by everything that depends on them."""

import re
from dataclasses import replace

import pytest
from django.template.loader import get_template
from wagtail.log_actions import LogActionRegistry, registry

from casestudies.backoffice.log_actions import register_log_actions
from casestudies.backoffice.moderation.forms import DecisionForm
from casestudies.domain.intake.desk import history_of
from casestudies.domain.moderation.evidence import history
from casestudies.domain.workflow import make_move, moves_open_to
from casestudies.enums import CaseStage, Decision, MemberRole, Outcome, SubmissionState
from casestudies.forms import NoteForm, ReasonForm
from casestudies.models import FormalCheckTask
from casestudies.moves import LOOKS, MOVES, RESULTS, STAGE_TONES, UNJUDGED, Move, Reason, Tone
from casestudies.permissions import submission_policy, union_actions
from tests.contracts.tree import ROOT
from tests.factories import MemberFactory, SubmissionFactory

S = SubmissionState
CSS = ROOT / "casestudies" / "static" / "casestudies" / "css"
STYLES, OFFICE_STYLES = CSS / "status.css", CSS / "backoffice.css"


def test_a_move_stands_under_its_own_name():
    assert [move.name for move in MOVES.values()] == list(MOVES)


@pytest.mark.parametrize("state", S)
def test_every_state_has_a_look_and_sentences_for_everybody(state):
    look = LOOKS[state]
    for may_send in (True, False):
        for is_late in (True, False):
            sentence = look.sentence_for(may_send=may_send, is_late=is_late)
            assert str(sentence % {"day": "12月1日"}).endswith("。")


def test_every_outcome_has_a_look_with_its_own_words():
    assert list(RESULTS) == list(Outcome)
    for look in (UNJUDGED, *RESULTS.values()):
        assert look.sentence_for(may_send=True, is_late=False) == look.sentence
    assert all(look.label for look in RESULTS.values())


@pytest.mark.parametrize("tone", Tone)
def test_every_tone_has_its_style(tone):
    assert f".cs-status--{tone.value} {{" in STYLES.read_text("utf-8")


def test_the_office_has_the_same_tones():
    marks = re.findall(r"cs-office-mark--(\w+)", OFFICE_STYLES.read_text("utf-8"))
    assert marks
    assert set(marks) <= {tone.value for tone in Tone}
    assert set(STAGE_TONES) == set(CaseStage)


@pytest.mark.parametrize("letter", [move.letter for move in MOVES.values() if move.letter])
def test_every_letter_has_two_templates(letter):
    for part in (letter, f"{letter}_subject"):
        assert get_template(f"casestudies/email/{part}.txt")


#: Letters that follow no move: to members about their passwords, to staff about their work.
BESIDE_MOVES = {
    "new_password",
    "password_changed",
    "reviewer_joined",
    "reviewer_left",
    "reviewer_password",
    "staff_digest",
    "staff_returned",
    "staff_step",
}


def test_every_other_letter_belongs_to_a_move():
    folder = ROOT / "casestudies" / "templates" / "casestudies" / "email"
    letters = {path.stem.removesuffix("_subject") for path in folder.iterdir()}
    of_moves = {move.letter for move in MOVES.values()} - {""}
    assert letters == of_moves | BESIDE_MOVES
    assert not of_moves & BESIDE_MOVES


@pytest.fixture
def lend(monkeypatch):
    """A move that is thrown away after the test: one row of the table, and nothing else."""
    move = Move("lend", "借阅", (S.ACCEPTED,), S.RETURNED, roles=(MemberRole.AUTHOR,))
    monkeypatch.setitem(MOVES, "lend", move)
    actions = LogActionRegistry()
    register_log_actions(actions)
    registry.scan_for_actions()
    monkeypatch.setitem(registry.formatters, move.log_action, actions.formatters[move.log_action])
    return move


@pytest.mark.django_db
@pytest.mark.usefixtures("installed")
def test_one_row_of_the_table_is_a_whole_move(lend):
    submission = SubmissionFactory(walk="accepted")
    author = MemberFactory(union=submission.union).user
    assert union_actions()["lend"] == ((S.ACCEPTED,), (MemberRole.AUTHOR,))
    assert submission_policy.user_has_permission(author, "lend")
    assert moves_open_to(submission, author) == ["lend"]
    make_move(submission, "lend", by=author)
    assert submission.state == S.RETURNED
    assert history_of(submission)[-1].label == "借阅"
    entry = history(submission)[0]
    assert (entry.action, entry.message) == ("casestudies.lend", "借阅")


def test_what_a_decision_asks_of_a_reason_is_said_by_its_move(monkeypatch):
    """One change of the table is known to the verb, to Wagtail's form and to our own."""
    forms = {decision: _form_of(decision) for decision in Decision}
    assert forms == {
        Decision.PASS: (NoteForm, True),
        Decision.RETURN: (ReasonForm, False),
        Decision.REFUSE: (ReasonForm, False),
    }
    monkeypatch.setitem(MOVES, "accept", replace(MOVES["accept"], reason=Reason.DUE))
    monkeypatch.setitem(MOVES, "return", replace(MOVES["return"], reason=Reason.ALLOWED))
    assert _form_of(Decision.PASS) == (ReasonForm, False)
    assert _form_of(Decision.RETURN) == (NoteForm, True)


def _form_of(decision):
    """Return Wagtail's form of the decision, and whether ours takes it without a reason."""
    ours = DecisionForm({"decision": decision, "reason": " "})
    return FormalCheckTask().get_form_for_action(decision.action), ours.is_valid()
