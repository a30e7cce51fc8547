"""Texts that people type into the admin are kept without what nobody can see."""

import pytest
from django.core.exceptions import ValidationError

from casestudies.models import Direction, GlossaryTerm, Topic, Union
from tests.factories import CallPageFactory, CasePageFactory

UNSEEN = "\x00\x07\ud800\u202e"


@pytest.mark.parametrize("make", [Union, Topic, GlossaryTerm, Direction])
def test_the_tables_of_the_programme(db, make):
    column = {Union: "name", Topic: "name", GlossaryTerm: "term", Direction: "label"}[make]
    row = make(**{column: f"工{UNSEEN}会"})
    with pytest.raises(ValidationError):
        row.full_clean()  # the rest of it is missing
    assert getattr(row, column) == "工会"


def test_a_case_in_title_field_and_body(installed):
    page = CasePageFactory(title="焊接")
    page.title, page.subtitle = f"焊{UNSEEN}接", f"班{UNSEEN}组"
    page.draft_title = page.title
    page.body = [("part", {"heading": f"一{UNSEEN}", "text": f"<p>做{UNSEEN}法</p>"})]
    page.save_revision()
    page = page.get_latest_revision_as_object()
    assert (page.title, page.draft_title, page.subtitle) == ("焊接", "焊接", "班组")
    assert "做法" in page.body_text
    assert not set(UNSEEN) & set(page.body_text)


def test_what_is_clean_is_not_written_anew(installed):
    page = CasePageFactory(title="焊接")
    body = page.body
    page.full_clean()
    assert page.body is body
    assert CallPageFactory(title=f"征{UNSEEN}集").title == "征集"
