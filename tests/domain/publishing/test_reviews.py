"""From the draft of a case page through 三审 to the public, and back to the pool."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import ModelLogEntry, Workflow

from casestudies.domain import publishing
from casestudies.domain.installation import CHECKERS
from casestudies.domain.refusals import Invalid, NotAllowed, NotReady, WrongState
from casestudies.enums import Outcome, SubmissionState
from casestudies.models import CasePage, Result, Submission
from casestudies.models.approvals import review_workflow
from tests.factories import (
    REVIEW_GROUPS,
    StaffFactory,
    SubmissionFactory,
    approve_case,
    decide,
    published_case,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

S = SubmissionState


def make(submission, by):
    return publishing.make_case_page(submission, by=by)


# --- 三审 -----------------------------------------------------------------------------


def test_case_is_public_when_three_people_approved(accepted, editor):
    page = make(accepted, editor)
    publishing.submit_for_review(page, by=editor)
    page = approve_case(page, REVIEW_GROUPS[:2])
    assert (page.live, page.is_public) == (False, False)
    page = approve_case(page, REVIEW_GROUPS[2:])
    assert (page.live, page.is_public) == (True, True)
    assert Submission.objects.get().state == S.PUBLISHED


def test_nobody_publishes_by_hand(accepted, editor):
    page = make(accepted, editor)
    revision = page.latest_revision
    for by in (editor, StaffFactory(is_superuser=True), None):
        with pytest.raises(PermissionDenied) as caught:
            revision.publish(user=by)
        assert str(caught.value) == "案例须经三个不同的人审核通过同一版正文后才能发布。"
    assert not CasePage.objects.get().live


def test_review_starts_once(accepted, editor):
    page = make(accepted, editor)
    publishing.submit_for_review(page, by=editor)
    with pytest.raises(WrongState) as caught:
        publishing.submit_for_review(CasePage.objects.get(), by=editor)
    assert str(caught.value) == "“班前十分钟点亮班组一整天”正在审核中。"


def test_only_those_who_edit_the_page_start_its_review(accepted, editor):
    page = make(accepted, editor)
    for by in (StaffFactory(groups=[CHECKERS]), accepted.union.members.get().user):
        with pytest.raises(NotAllowed) as caught:
            publishing.submit_for_review(page, by=by)
        assert str(caught.value) == "您没有提交三审的权限。"
    assert page.current_workflow_state is None


def test_returned_case_starts_again_at_the_first_step(accepted, editor):
    page = make(accepted, editor)
    publishing.submit_for_review(page, by=editor)
    page = approve_case(page, REVIEW_GROUPS[:1])
    step = page.current_workflow_task_state
    by = StaffFactory(groups=[REVIEW_GROUPS[1]])
    decide(step, by, "reject", comment="标题太长")
    publishing.submit_for_review(page, by=editor, note="标题是单位定的。")
    assert page.current_workflow_task_state.task.name == "初审"
    assert approve_case(page).live


def test_review_needs_its_workflow(accepted, editor):
    page = make(accepted, editor)
    Workflow.objects.filter(name="案例三审").update(active=False)
    with pytest.raises(NotReady) as caught:
        publishing.submit_for_review(page, by=editor)
    assert str(caught.value) == "还没有设置三审流程，请运行 setup_casestudies。"


def test_page_with_a_personal_number_is_not_reviewed(editor):
    accepted = SubmissionFactory(walk="selected", effect="有事请打13812345678。" + "好" * 250)
    page = make(accepted, editor)
    with pytest.raises(Invalid) as caught:
        publishing.submit_for_review(page, by=editor)
    assert str(caught.value) == "“案例正文”中有手机号“13812345678”，请删去后再发布。"
    assert page.current_workflow_state is None


@pytest.mark.parametrize("outcome", [Outcome.NOT_SELECTED, Outcome.DISQUALIFIED])
def test_case_of_a_dossier_that_left_the_pool_is_not_reviewed(accepted, editor, outcome):
    page = make(accepted, editor)
    Result.objects.update(outcome=outcome)
    with pytest.raises(WrongState) as caught:
        publishing.submit_for_review(page, by=editor)
    assert str(caught.value) == (
        "《班前十分钟点亮班组一整天》现在不能作为案例发布：申报材料已不在入库案例之列。"
    )
    assert page.current_workflow_state is None


def test_case_disqualified_during_its_review_is_returned_only(accepted, editor):
    page = make(accepted, editor)
    publishing.submit_for_review(page, by=editor)
    page = approve_case(page, REVIEW_GROUPS[:2])
    Result.objects.update(outcome=Outcome.DISQUALIFIED)
    with pytest.raises(WrongState, match="已不在入库案例之列"):
        approve_case(page, REVIEW_GROUPS[2:])
    page = CasePage.objects.get()
    assert (page.live, Submission.objects.get().state) == (False, S.ACCEPTED)
    step = page.current_workflow_task_state
    by = StaffFactory(groups=REVIEW_GROUPS[2:])
    decide(step, by, "reject", comment="已取消资格")
    assert not CasePage.objects.get().live


def test_public_notice_comes_before_the_review(accepted, editor):
    page = make(accepted, editor)
    Result.objects.update(published_at=None)
    with pytest.raises(WrongState) as caught:
        publishing.submit_for_review(page, by=editor)
    assert str(caught.value) == (
        "《班前十分钟点亮班组一整天》现在不能作为案例发布：评选结果还没有公示，公示在先。"
    )
    assert page.current_workflow_state is None
    Result.objects.update(published_at=timezone.now())
    publishing.submit_for_review(page, by=editor)
    assert approve_case(page).live


def test_public_notice_comes_before_a_step_of_a_review_started_elsewhere(accepted, editor):
    page = make(accepted, editor)
    Result.objects.update(published_at=None)
    page.get_workflow().start(page, editor)
    with pytest.raises(WrongState, match="还没有公示"):
        approve_case(page)


def test_workflow_of_fewer_steps_is_no_review():
    usual = review_workflow()
    assert usual.name == "案例三审"
    short = Workflow.objects.create(name="一个人审")
    assert review_workflow(short) == usual
    usual.active = False
    usual.save()
    assert review_workflow(short) is None


# --- taken down ------------------------------------------------------------------------


def test_unpublished_case_goes_back_to_the_pool(accepted, editor):
    page = published_case(accepted, editor)
    result = Result.objects.values().get()
    page.unpublish()
    assert Submission.objects.in_pool().get().state == S.ACCEPTED
    assert Result.objects.values().get() == result
    publishing.submit_for_review(page, by=editor)
    approve_case(page)
    assert Submission.objects.get().state == S.PUBLISHED


def test_without_judging_an_unpublished_case_goes_back_to_the_pool_too(editor):
    submission = SubmissionFactory(walk="accepted", call__is_judged=False)
    published_case(submission, editor).unpublish()
    assert Submission.objects.in_pool().get().state == S.ACCEPTED
    assert not Result.objects.exists()


def test_draft_never_public_is_deleted_and_made_again(accepted, editor):
    page = make(accepted, editor)
    page.delete()
    stored = Submission.objects.get()
    assert (stored.state, stored.case_page) == (S.ACCEPTED, None)
    assert make(stored, editor).pk != page.pk


def test_case_published_anew_changes_nothing_on_the_dossier(accepted, editor):
    page = published_case(accepted, editor)
    page.introduction = "新的导语"
    page.save_revision(user=editor)
    publishing.submit_for_review(CasePage.objects.get(), by=editor)
    page = approve_case(page)
    assert page.introduction == "新的导语"
    assert Submission.objects.get().state == S.PUBLISHED
    assert ModelLogEntry.objects.filter(action="casestudies.publish").count() == 1
