"""What nobody can see is no part of what people type."""

import pytest
from django.test import RequestFactory

from casestudies.cleaning import clean_request, clean_text, clean_tree

UNSEEN = ["\x00", "\x07", "\x0b", "\x1f", "\x7f", "\x80", "\ufffe", "\uffff", "\ud800", "\udfff"]
TURNING = ["\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069"]


@pytest.mark.parametrize("character", UNSEEN + TURNING, ids=ascii)
def test_what_cannot_be_seen_goes(character):
    assert clean_text(f"焊{character}接{character}") == "焊接"
    assert clean_text(character) == ""


@pytest.mark.parametrize(
    "text",
    ["焊接\r\n\t班组", " 焊接 ", "\u3000", "\n", "👩\u200d🚒", "می\u200cخواهم", "❤\ufe0f", "𠮷"],
)
def test_what_belongs_to_the_text_stays(text):
    assert clean_text(text) == text


@pytest.mark.parametrize(
    "text", ["\u200b", "\ufeff \u200d", "\u2060\n\u2060", "\u3164", "\x07\u200b"]
)
def test_what_says_nothing_is_blank(text):
    assert clean_text(text) == ""


def test_a_tree_is_cleaned_to_its_leaves():
    tree = [{"type": "part", "value": {"text": "焊\x07接", "number": 3, "more": [None, "\ud800"]}}]
    assert clean_tree(tree) == [
        {"type": "part", "value": {"text": "焊接", "number": 3, "more": [None, ""]}}
    ]


def test_a_request_is_cleaned_but_for_its_passwords():
    posted = {"title": "焊\x07接", "topics": ["1", "\x002"], "password": "\u200e密\x07"}
    request = RequestFactory().post("/?q=%00焊&q=接%07", posted)
    clean_request(request)
    assert request.GET.getlist("q") == ["焊", "接"]
    assert dict(request.POST.lists()) == {
        "title": ["焊接"],
        "topics": ["1", "2"],
        "password": ["\u200e密\x07"],
    }


def test_an_address_is_read_as_utf8_whatever_the_request_claims():
    request = RequestFactory().get("/?q=焊接", content_type="text/plain; charset=utf-16")
    clean_request(request)
    assert request.GET["q"] == "焊接"
