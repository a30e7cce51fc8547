"""The tasks stay safe behind Wagtail's own endpoints: foreign steps, unchecked data, races."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageLogEntry, TaskState, WorkflowState

from casestudies.domain import publishing
from casestudies.domain.installation import CHECKERS
from casestudies.domain.refusals import Refusal
from casestudies.enums import SubmissionState
from casestudies.models import CasePage, CaseReviewTask, FormalCheckTask, Submission
from tests.factories import (
    REVIEW_GROUPS,
    CasePageFactory,
    StaffFactory,
    SubmissionFactory,
    UserFactory,
    decide,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

FIRST, SECOND, _THIRD = REVIEW_GROUPS


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def under_review(**kwargs):
    page = CasePageFactory(**kwargs)
    page.save_revision()
    publishing.submit_for_review(page, by=StaffFactory(is_superuser=True))
    return page


def step_of(subject):
    return type(subject).objects.get(pk=subject.pk).current_workflow_task_state


def act(step, user, action, **kwargs):
    return decide(step, user, action, **kwargs)


def endpoint(page, action, step):
    return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, step.pk])


# --- foreign steps ---------------------------------------------------------------------


def test_own_case_is_no_door_to_a_second_approval_of_another():
    """A person who approved B at 初审 cannot approve its 复审 through A's address."""
    both = StaffFactory(groups=[FIRST, SECOND])
    mine, other = under_review(), under_review()
    act(step_of(other), both, "approve")
    assert step_of(other).task.name == "复审"
    signed_in(both).post(endpoint(mine, "approve", step_of(other)), {"comment": ""})
    assert step_of(other).task.name == "复审"
    assert step_of(mine).task.name == "初审"


def test_own_case_is_no_door_to_a_step_of_another_group():
    first = StaffFactory(groups=[FIRST])
    mine, other = under_review(), under_review()
    act(step_of(other), StaffFactory(groups=[FIRST]), "approve")
    for action in ("approve", "reject"):
        signed_in(first).post(endpoint(mine, action, step_of(other)), {"comment": "理由"})
    assert step_of(other).task.name == "复审"


def test_case_is_no_door_to_a_dossier():
    reviewer_of_cases = StaffFactory(groups=[FIRST])
    page, dossier = under_review(), SubmissionFactory(walk="sent")
    for action in ("approve", "reject", "refuse"):
        address = endpoint(page, action, step_of(dossier))
        signed_in(reviewer_of_cases).post(address, {"comment": "理由"})
    assert Submission.objects.get().state == SubmissionState.SUBMITTED
    assert step_of(page).task.name == "初审"


def test_step_decided_long_ago_is_no_door():
    page, user = under_review(), StaffFactory(groups=[FIRST])
    old = step_of(page)
    act(old, user, "approve")
    other = under_review()
    for action in ("approve", "reject"):
        signed_in(user).post(endpoint(other, action, old), {"comment": "理由"})
    assert (step_of(page).task.name, step_of(other).task.name) == ("复审", "初审")


@pytest.mark.parametrize("action", ["approve", "reject", "refuse", "publish", "cancel"])
def test_people_outside_the_groups_decide_nothing(action):
    page, dossier = under_review(), SubmissionFactory(walk="sent")
    people = (StaffFactory(groups=[SECOND]), StaffFactory(is_superuser=True), UserFactory())
    for subject in (page, dossier):
        for user in people:
            with pytest.raises(Refusal):
                act(step_of(subject), user, action, comment="理由")
    assert not TaskState.objects.exclude(status=TaskState.STATUS_IN_PROGRESS).exists()


def test_wrong_action_of_the_right_person_is_refused():
    page, dossier = under_review(), SubmissionFactory(walk="sent")
    for subject, group in ((page, FIRST), (dossier, CHECKERS)):
        with pytest.raises(Refusal):
            act(step_of(subject), StaffFactory(groups=[group]), "publish")
    with pytest.raises(Refusal):
        act(step_of(page), StaffFactory(groups=[FIRST]), "refuse", comment="理由")


# --- Wagtail's own roads ---------------------------------------------------------------


def test_wagtail_is_offered_no_action_and_takes_none():
    page, dossier = under_review(), SubmissionFactory(walk="sent")
    for subject, group in ((page, FIRST), (dossier, CHECKERS)):
        step, user = step_of(subject), StaffFactory(groups=[group])
        assert step.task.specific.get_actions(subject, user) == []
        for action in ("approve", "reject", "refuse"):
            with pytest.raises(PermissionDenied) as caught:
                step.task.specific.on_action(step, user, action, comment="理由")
            assert str(caught.value) == "请在案例项目自己的页面上处理：那里看得到要审的文字。"
    assert not TaskState.objects.exclude(status=TaskState.STATUS_IN_PROGRESS).exists()


# --- unchecked data --------------------------------------------------------------------


@pytest.mark.parametrize("action", ["reject", "refuse"])
@pytest.mark.parametrize("comment", [None, "", " \n", "字" * 2001])
def test_dossier_is_not_returned_or_refused_without_a_reason(action, comment):
    dossier = SubmissionFactory(walk="sent")
    with pytest.raises(Refusal):
        act(step_of(dossier), StaffFactory(groups=[CHECKERS]), action, comment=comment)
    assert Submission.objects.get().state == SubmissionState.SUBMITTED


def test_draft_that_could_not_be_published_is_not_approved():
    page, user = CasePageFactory(introduction="有事请打13812345678"), StaffFactory(groups=[FIRST])
    page.save_revision(clean=False)
    page.get_workflow().start(page, StaffFactory())
    with pytest.raises(Refusal) as caught:
        act(step_of(page), user, "approve")
    assert str(caught.value) == "“导语”中有手机号“13812345678”，请删去后再发布。"
    assert step_of(page).task.name == "初审"


# --- races -----------------------------------------------------------------------------


@pytest.mark.parametrize("second", ["approve", "reject"])
def test_second_decision_on_a_case_is_refused(second):
    page = under_review()
    one, two = step_of(page), step_of(page)
    act(one, StaffFactory(groups=[FIRST]), "approve")
    with pytest.raises(Refusal) as caught:
        act(two, StaffFactory(groups=[FIRST]), second, comment="理由")
    assert str(caught.value) == "这一步已经有人处理过了，请刷新后查看。"
    assert PageLogEntry.objects.filter(action="wagtail.workflow.approve").count() == 1
    assert not PageLogEntry.objects.filter(action="wagtail.workflow.reject").exists()


@pytest.mark.parametrize("second", ["approve", "reject", "refuse"])
def test_second_decision_on_a_dossier_is_refused(second):
    dossier = SubmissionFactory(walk="sent")
    one, two = step_of(dossier), step_of(dossier)
    # Wagtail keeps what it read of the workflow; deciding must not trust it.
    assert two.workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    act(one, StaffFactory(groups=[CHECKERS]), "approve")
    with pytest.raises(Refusal):
        act(two, StaffFactory(groups=[CHECKERS]), second, comment="理由")
    assert Submission.objects.get().state == SubmissionState.ACCEPTED
    assert ModelLogEntry.objects.filter(action="casestudies.accept").count() == 1


def test_last_approval_publishes_once():
    page = under_review()
    for group in REVIEW_GROUPS[:2]:
        act(step_of(page), StaffFactory(groups=[group]), "approve")
    one, two = step_of(page), step_of(page)
    assert two.workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    act(one, StaffFactory(groups=REVIEW_GROUPS[2:]), "approve")
    with pytest.raises(Refusal):
        act(two, StaffFactory(groups=REVIEW_GROUPS[2:]), "approve")
    assert CasePage.objects.get().live
    assert PageLogEntry.objects.filter(action="wagtail.publish").count() == 1


def test_step_names_the_text_that_was_decided():
    page, user = under_review(), StaffFactory(groups=[FIRST])
    step = step_of(page)
    act(step, user, "approve")
    step.refresh_from_db()
    assert step.revision == CasePage.objects.get().latest_revision


# --- what waits for whom ---------------------------------------------------------------


def test_open_steps_are_those_of_ones_groups():
    page, dossier = under_review(), SubmissionFactory(walk="sent")
    assert [state.pk for state in CaseReviewTask.open_to(StaffFactory(groups=[FIRST]))] == [
        step_of(page).pk
    ]
    assert not CaseReviewTask.open_to(StaffFactory(groups=[SECOND]))
    assert [state.pk for state in FormalCheckTask.open_to(StaffFactory(groups=[CHECKERS]))] == [
        step_of(dossier).pk
    ]
    assert not FormalCheckTask.open_to(StaffFactory(is_superuser=True))


def test_what_one_approved_waits_for_somebody_else():
    page, both = under_review(), StaffFactory(groups=[FIRST, SECOND])
    act(step_of(page), both, "approve")
    assert not CaseReviewTask.open_to(both)
    assert CaseReviewTask.open_to(StaffFactory(groups=[SECOND])).count() == 1


def test_who_wrote_the_text_may_only_return_it():
    writer, page = StaffFactory(groups=[FIRST]), CasePageFactory()
    page.save_revision(user=writer)
    publishing.submit_for_review(page, by=StaffFactory(is_superuser=True))
    assert not CaseReviewTask.open_to(writer)
    with pytest.raises(Refusal) as caught:
        act(step_of(page), writer, "approve")
    assert str(caught.value) == "您不能处理这一步。"
    act(step_of(page), writer, "reject", comment="还要再改。")
    assert step_of(page) is None


def test_saving_a_text_again_unchanged_does_not_hide_who_wrote_it():
    writer, page = StaffFactory(groups=[FIRST]), CasePageFactory()
    page.save_revision(user=StaffFactory())
    page.introduction = "初审自己写的导语。"
    page.save_revision(user=writer)
    CasePage.objects.get().get_latest_revision_as_object().save_revision(user=StaffFactory())
    publishing.submit_for_review(page, by=StaffFactory(is_superuser=True))
    with pytest.raises(Refusal):
        act(step_of(page), writer, "approve")
    act(step_of(page), StaffFactory(groups=[FIRST]), "approve")
    assert step_of(page).task.name == "复审"
