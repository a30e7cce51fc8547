"""What the recogniser of personal data finds, what it leaves alone, and how its work grows."""

import json
import sys
from collections import Counter
from pathlib import Path

import pytest

from casestudies.personal import Kind, OwnContact, Severity, traces

DATA = Path(__file__).parents[1] / "data/personal"
PERSONAL = json.loads((DATA / "personal.json").read_text("utf-8"))
HARMLESS = json.loads((DATA / "harmless.json").read_text("utf-8"))
CONTACT = OwnContact("王明 工会干事", "0513-85550101", "江苏省南通市崇川区工农路1号")


def found(text, **kwargs):
    return [(trace.kind, trace.words) for trace in traces(text, **kwargs)]


@pytest.mark.parametrize("form", PERSONAL, ids=range(len(PERSONAL)))
def test_each_form_is_found_as_typed(form):
    [trace] = traces(form["text"])
    assert (trace.kind, trace.words) == (form["kind"], form["words"])
    assert form["text"][trace.start : trace.end] == form["words"]


def test_there_are_two_hundred_forms_of_six_kinds():
    assert len({form["text"] for form in PERSONAL}) == 200
    assert Counter(form["kind"] for form in PERSONAL) == {
        "mobile": 103,
        "identity": 37,
        "landline": 21,
        "card": 14,
        "mail": 13,
        "plate": 12,
    }


def test_of_two_hundred_others_two_numbers_like_mobiles_are_stopped():
    assert len(set(HARMLESS)) == 200
    assert {text: found(text) for text in HARMLESS if traces(text)} == {
        "13912345678是本年第一批内部物料号。": [(Kind.MOBILE, "13912345678")],
        "物料15912345678入库。": [(Kind.MOBILE, "15912345678")],
    }


def test_what_stops_and_what_warns():
    text = "13912345678，0513-85550101，a@example.com，苏F12345"
    assert [trace.severity for trace in traces(text)] == [
        Severity.STOP,
        Severity.WARN,
        Severity.WARN,
        Severity.WARN,
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13812345678 13912345678", ["13812345678", "13912345678"]),
        ("138 1234 5678 139 1234 5678", ["138 1234 5678", "139 1234 5678"]),
        ("13812345678/0513-85550101", ["13812345678", "0513-85550101"]),
        ("+8613812345678", ["+8613812345678"]),
        ("tel.13812345678@example.com", ["tel.13812345678@example.com", "13812345678"]),
        ("抖音号dy13812345678", ["13812345678"]),
        ("13812345678人工接听", ["13812345678"]),
        ("13812345678个人微信", ["13812345678"]),
        ("13812345678次日回电", ["13812345678"]),
        ("13812345678次。", []),
        ("139\n1234\n5678", []),
        ("", []),
    ],
)
def test_several_in_one_text_are_told_apart(text, expected):
    assert [trace.words for trace in traces(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("请到崇川区工农路１号三楼", ["崇川区工农路１号"]),
        ("南通市崇川区工农路 1 号", ["崇川区工农路 1 号"]),
        ("王明，工会干事，说班组好", ["王明，工会干事"]),
        ("请联系王明报名", ["王明"]),
        ("王明发明了老吊车新绑法", []),
        ("座机８５５５ ０１０１", ["８５５５ ０１０１"]),
        ("工农路2号", []),
    ],
)
def test_the_contact_of_the_dossier_is_met_in_any_form(text, expected):
    met = traces(text, contact=CONTACT)
    assert [trace.words for trace in met if trace.kind == Kind.OWN_CONTACT] == expected
    assert all(trace.stops for trace in met)


def test_a_contact_not_given_is_met_nowhere():
    assert traces("王明，工农路1号", contact=OwnContact()) == []
    assert traces("南通市", contact=OwnContact("王", "", "江苏省南通市")) == []


# --- how the work grows ------------------------------------------------------------------


def lines_run(text) -> int:
    """Return how many lines of Python the recogniser runs for a text."""
    count = 0

    def trace(frame, event, _arg):
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        traces(text, contact=CONTACT)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1.",
        "1 ",
        "1\u200b",
        "138 1234 5678 ",
        "a@",
        "a.",
        "苏F",
        "(",
        ".",
        "一",
        "王明",
        "联系王明",
    ],
)
def test_hostile_text_costs_in_proportion_to_its_length(piece):
    traces(piece * 10)
    short, long = (lines_run(piece * number) for number in (150, 600))
    assert long < 4.5 * short + 200


@pytest.mark.parametrize("piece", ["1", "1.", ".", "a@", "苏F", "("])
def test_a_hundred_thousand_pieces_are_read_to_the_end(piece):
    assert found(piece * 100_000 + "电话：13812345678") == [(Kind.MOBILE, "13812345678")]
