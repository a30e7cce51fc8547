"""The main job, verb by verb, without a face."""

import pytest

from casestudies.domain import intake, publishing
from casestudies.domain.installation import EDITORS
from casestudies.enums import SubmissionState
from casestudies.models import CasePage
from tests.factories import (
    REVIEW_GROUPS,
    StaffFactory,
    SubmissionFactory,
    decide,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]


def approve(page, user):
    state = page.current_workflow_task_state
    decide(state, user, "approve")


def test_accepted_dossier_becomes_public_case_after_three_people(
    django_capture_on_commit_callbacks,
):
    submission = SubmissionFactory(walk="selected", photos=2)
    assert submission.state == SubmissionState.ACCEPTED
    assert not submission.live
    editor = StaffFactory(groups=[EDITORS])

    with django_capture_on_commit_callbacks(execute=True):
        page = publishing.make_case_page(submission, by=editor)
    assert publishing.make_case_page(submission, by=editor) == page
    assert [block.block_type for block in page.body] == [
        "part",
        "part",
        "part",
        "photo",
        "photo",
        "part",
    ]
    publishing.submit_for_review(page, by=editor)
    for group in REVIEW_GROUPS:
        page = CasePage.objects.get(pk=page.pk)
        assert not page.live
        approve(page, StaffFactory(groups=[group]))

    page.refresh_from_db()
    submission.refresh_from_db()
    assert page.live
    assert page.is_public
    assert submission.state == SubmissionState.PUBLISHED


def test_returned_dossier_is_sent_again_with_its_number():
    submission = SubmissionFactory(walk="returned")
    assert submission.state == SubmissionState.RETURNED
    approver = submission.union.members.get(role="approver").user
    number = submission.number
    intake.send(
        submission, seen=intake.shown_now(submission), by=approver, opinion="已补充数据，同意推荐。"
    )
    assert submission.state == SubmissionState.SUBMITTED
    assert submission.number == number
    assert submission.current_workflow_task_state is not None
    assert submission.revisions.count() == 2
