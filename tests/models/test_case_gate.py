"""Nobody publishes a case round 三审, by whichever path, superuser included."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_page_revision import (
    PublishPagePermissionError,
    PublishPageRevisionAction,
)
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from casestudies.domain import publishing
from casestudies.domain.installation import EDITORS
from casestudies.domain.refusals import NotAllowed
from casestudies.models import CaseIndexPage, CasePage, CaseReviewTask
from tests.factories import (
    REVIEW_GROUPS,
    CasePageFactory,
    StaffFactory,
    decide,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

EMPTY_FORM = {
    "topics": "",
    "body-count": 0,
    "comments-TOTAL_FORMS": 0,
    "comments-INITIAL_FORMS": 0,
}


@pytest.fixture(params=["superuser", "editor"])
def powerful(request):
    if request.param == "superuser":
        return StaffFactory(is_superuser=True)
    return StaffFactory(groups=[EDITORS])


@pytest.fixture
def draft():
    page = CasePageFactory(title="没有审过的案例")
    page.save_revision()
    return page


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def approve(page, user):
    step = CasePage.objects.get(pk=page.pk).current_workflow_task_state
    decide(step, user, "approve")


def nothing_is_public():
    return not CasePage.objects.filter(live=True).exists()


def test_publishing_from_the_editor(powerful, draft):
    fields = {**EMPTY_FORM, "title": "改名", "slug": draft.slug, "action-publish": "1"}
    signed_in(powerful).post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), fields)
    assert nothing_is_public()


def test_publishing_while_creating(powerful):
    library = CaseIndexPage.objects.get()
    address = reverse("wagtailadmin_pages:add", args=["casestudies", "casepage", library.pk])
    fields = {**EMPTY_FORM, "title": "新案例", "slug": "new", "action-publish": "1"}
    signed_in(powerful).post(address, fields)
    assert nothing_is_public()


def test_publishing_in_bulk(powerful, draft):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    browser = signed_in(powerful)
    for keys in (draft.pk, CaseIndexPage.objects.get().pk, "all"):
        browser.post(f"{address}?id={keys}", {"include_descendants": "on"})
    assert nothing_is_public()


def test_publishing_by_wagtails_action(powerful, draft):
    with pytest.raises(PublishPagePermissionError):
        PublishPageRevisionAction(draft.latest_revision, user=powerful).execute()
    with pytest.raises(PermissionDenied):
        draft.latest_revision.publish(user=powerful)
    assert nothing_is_public()


def test_one_person_in_all_three_groups(draft):
    everywhere = StaffFactory(groups=REVIEW_GROUPS, is_superuser=True)
    publishing.submit_for_review(draft, by=everywhere)
    approve(draft, everywhere)
    for _attempt in range(2):
        with pytest.raises(NotAllowed):
            approve(draft, everywhere)
    assert nothing_is_public()


def test_two_people_who_take_turns(draft):
    one, two = StaffFactory(groups=REVIEW_GROUPS), StaffFactory(groups=REVIEW_GROUPS)
    publishing.submit_for_review(draft, by=StaffFactory(is_superuser=True))
    approve(draft, one)
    approve(draft, two)
    for user in (one, two):
        with pytest.raises(NotAllowed):
            approve(draft, user)
    approve(draft, StaffFactory(groups=REVIEW_GROUPS))
    assert CasePage.objects.get().live


def short_workflow(task_class, name="一个人审"):
    user = StaffFactory(groups=REVIEW_GROUPS[:1])
    task = task_class.objects.create(name=name)
    task.groups.add(user.groups.get())
    workflow = Workflow.objects.create(name=name)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    return workflow, user


@pytest.mark.parametrize("task_class", [GroupApprovalTask, CaseReviewTask])
def test_shorter_workflow_put_in_its_place(draft, task_class):
    workflow, user = short_workflow(task_class)
    WorkflowPage.objects.filter(page=CaseIndexPage.objects.get()).update(workflow=workflow)
    WorkflowPage.objects.create(page=draft, workflow=workflow)
    assert CasePage.objects.get().get_workflow().name == "案例三审"
    # Even when it was started behind the page's back.
    workflow.start(draft, user)
    step = CasePage.objects.get().current_workflow_task_state
    # Wagtail's own task is decided at Wagtail's own address.
    ours = task_class is CaseReviewTask
    act = decide if ours else step.task.specific.on_action
    with pytest.raises(PermissionDenied):
        act(step, user, "approve")
    assert nothing_is_public()
    assert draft.current_workflow_state is not None


def test_shortened_workflow(draft):
    """Two steps taken out while a case is under way."""
    publishing.submit_for_review(draft, by=StaffFactory(is_superuser=True))
    WorkflowTask.objects.filter(task__name__in=["复审", "终审"]).delete()
    with pytest.raises(PermissionDenied):
        approve(draft, StaffFactory(groups=REVIEW_GROUPS[:1]))
    assert nothing_is_public()


def test_scheduling(powerful, draft):
    when = (timezone.localtime() - timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    fields = {**EMPTY_FORM, "title": "定时", "slug": draft.slug, "go_live_at": when}
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    signed_in(powerful).post(address, {**fields, "action-publish": "1"})
    call_command("publish_scheduled")
    assert nothing_is_public()


def test_copying_with_publication(powerful):
    public = CasePageFactory(public=True, title="审过的案例")
    public.save_revision()
    fields = {
        "new_title": "抄一份",
        "new_slug": "copy",
        "new_parent_page": public.get_parent().pk,
        "publish_copies": "on",
    }
    signed_in(powerful).post(reverse("wagtailadmin_pages:copy", args=[public.pk]), fields)
    assert not CasePage.objects.exclude(pk=public.pk).filter(live=True).exists()


def test_reverting_to_an_older_text(powerful, draft):
    older = draft.latest_revision
    draft.save_revision()
    fields = {**EMPTY_FORM, "title": "旧稿", "slug": draft.slug, "revision": older.pk}
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    signed_in(powerful).post(address, {**fields, "action-publish": "1"})
    assert nothing_is_public()
