"""The result of a dossier: its constraints, and who stands in the pool for it."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from casestudies.enums import Outcome, SubmissionState
from casestudies.models import Result, Submission
from casestudies.moves import LOOKS, RESULTS, UNJUDGED, look_of
from tests.factories import CallPageFactory, ResultFactory, SubmissionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

S = SubmissionState


def refused(constraint, **changes):
    result = ResultFactory(submission=SubmissionFactory())
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Result.objects.filter(pk=result.pk).update(**changes)


def test_database_refuses_an_unknown_outcome():
    refused("casestudies_result_outcome", outcome="lost")


@pytest.mark.parametrize("outcome", [Outcome.NOT_SELECTED, Outcome.DISQUALIFIED])
def test_only_what_was_selected_has_an_award(outcome):
    refused("casestudies_result_award_if_selected", outcome=outcome, award_name="优秀案例")


def test_a_dossier_has_one_result_and_is_kept_for_it():
    result = ResultFactory(submission=SubmissionFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        ResultFactory(submission=result.submission)
    with pytest.raises(ProtectedError):
        result.submission.delete()


def test_the_award_keeps_its_name_when_the_level_goes():
    submission = SubmissionFactory()
    level = submission.call.award_levels.first()
    result = ResultFactory(submission=submission, award_level=level, award_name=level.name)
    level.delete()
    result.refresh_from_db()
    assert (result.award_level, str(result)) == (None, "优秀案例")


@pytest.mark.parametrize("is_judged", [True, False])
def test_what_stands_in_the_pool(is_judged):
    call = CallPageFactory(is_judged=is_judged)
    waiting = SubmissionFactory(call=call, walk="accepted")
    SubmissionFactory(call=call, walk="sent")
    of = {outcome: SubmissionFactory(call=call, walk="accepted") for outcome in Outcome}
    for outcome, submission in of.items():
        ResultFactory(submission=submission, outcome=outcome)
    pool = {of[Outcome.SELECTED]} if is_judged else {waiting, *of.values()}
    assert set(Submission.objects.in_pool()) == pool
    assert set(Submission.objects.admitted()) == pool


def test_what_its_union_may_not_know_yet():
    ResultFactory(submission=SubmissionFactory(), told=True)
    untold = ResultFactory(submission=SubmissionFactory()).submission
    undecided = SubmissionFactory()
    SubmissionFactory(call__is_judged=False)
    assert set(Submission.objects.with_result_untold()) == {untold, undecided}


@pytest.mark.parametrize("outcome", Outcome)
def test_a_result_stays_closed_until_its_union_is_told(outcome):
    submission = SubmissionFactory(walk="accepted")
    assert look_of(submission) is LOOKS[S.ACCEPTED]
    result = ResultFactory(submission=submission, outcome=outcome)
    assert look_of(submission) is LOOKS[S.ACCEPTED]
    result.published_at = result.decided_at
    assert look_of(submission) is RESULTS[outcome]


def test_without_judging_no_result_is_announced():
    submission = SubmissionFactory(walk="accepted", call__is_judged=False)
    assert look_of(submission) is UNJUDGED
