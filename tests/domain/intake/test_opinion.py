"""The opinion while it is typed: kept as it is, read by nobody but the union."""

import pytest

from casestudies.domain import intake
from casestudies.domain.refusals import Incomplete, NotAllowed, WrongState
from casestudies.models import Submission, SubmissionDraft
from tests.factories import OPINION, SubmissionFactory, as_typed, type_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

TOO_LONG = "长" * 1001


def test_it_is_kept_as_typed_and_the_rest_of_the_draft_with_it(union, author, approver):
    submission = SubmissionFactory(union=union)
    type_in(submission, by=author, values={"title": "题", "employees": "326人"})
    intake.keep_opinion(submission, by=approver, opinion=TOO_LONG)
    draft = SubmissionDraft.objects.get()
    assert draft.values == {"title": "题", "employees": "326人", "opinion": TOO_LONG}
    assert draft.saved_by == approver
    assert intake.typed_opinion(Submission.objects.get()) == TOO_LONG
    typed = as_typed()
    assert (typed.opinion, sorted(typed.misread)) == ("", ["employees", "opinion"])
    type_in(submission, by=author, values={"title": "改过"})
    assert intake.typed_opinion(Submission.objects.get()) == TOO_LONG


def test_without_a_draft_it_changes_nothing_that_was_sent(union, approver):
    submission = SubmissionFactory(union=union, photos=2, walk="returned")
    before = Submission.objects.values().get()
    intake.keep_opinion(submission, by=approver, opinion="")
    assert Submission.objects.values().get() == before
    typed = as_typed()
    assert (typed.opinion, typed.title, typed.misread) == ("", submission.title, {})
    assert [photo.caption for photo in typed.photos.all()] == ["班前会现场（1）", "班前会现场（2）"]


def test_the_same_words_are_no_draft(union, approver):
    submission = SubmissionFactory(union=union, walk="returned")
    intake.keep_opinion(submission, by=approver, opinion=OPINION)
    assert not SubmissionDraft.objects.exists()


def test_sending_takes_what_is_signed_and_not_what_was_kept(union, approver):
    submission = SubmissionFactory(union=union)
    intake.keep_opinion(submission, by=approver, opinion=TOO_LONG)
    with pytest.raises(Incomplete):
        intake.send(submission, seen=intake.shown_now(submission), by=approver, opinion="")
    intake.send(submission, seen=intake.shown_now(submission), by=approver, opinion=OPINION)
    assert Submission.objects.get().opinion == OPINION
    assert not SubmissionDraft.objects.exists()


def test_it_is_the_approvers_and_only_before_the_sending(union, author, approver, foreign):
    submission = SubmissionFactory(union=union)
    for by in (author, foreign):
        with pytest.raises(NotAllowed):
            intake.keep_opinion(submission, by=by, opinion="同意")
    intake.send(submission, seen=intake.shown_now(submission), by=approver, opinion=OPINION)
    with pytest.raises(WrongState):
        intake.keep_opinion(submission, by=approver, opinion="同意")
    assert not SubmissionDraft.objects.exists()


def test_what_no_database_stores_is_dropped(union, author, approver):
    submission = SubmissionFactory(union=union)
    type_in(submission, by=author, values={"title": "班\0前", "topics": ["1\0"]})
    intake.keep_opinion(submission, by=approver, opinion="同\0意")
    values = SubmissionDraft.objects.get().values
    assert values == {"title": "班前", "topics": ["1"], "opinion": "同意"}
