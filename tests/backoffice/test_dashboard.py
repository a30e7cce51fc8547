"""“Waiting for me” on the admin's first page."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from casestudies.domain import publishing
from casestudies.domain.installation import CHECKERS
from tests.backoffice.screen import text_of
from tests.factories import CallPageFactory, CasePageFactory, StaffFactory, SubmissionFactory

pytestmark = pytest.mark.django_db

HOME = "wagtailadmin_home"


def under_review(**kwargs):
    page = CasePageFactory(**kwargs)
    page.save_revision()
    publishing.submit_for_review(page, by=StaffFactory(is_superuser=True))
    return page


def test_reviewer_of_dossiers_finds_them(signed_in, reviewer, editor):
    dossier = SubmissionFactory(walk="sent", title="等着审的材料")
    response = signed_in(reviewer).get(reverse(HOME))
    words = text_of(response)
    assert "待审查的申报材料：1 份" in words
    assert "等着审的材料" in words
    page = reverse("casestudies_backoffice:dossier", args=[dossier.pk])
    assert page in response.content.decode()
    assert "没有需要您处理的事项。" in text_of(signed_in(editor).get(reverse(HOME)))


def test_reviewer_of_cases_finds_those_of_the_own_step(signed_in, case_reviewers):
    first, second, _third = case_reviewers
    page = under_review(title="等着审的案例")
    response = signed_in(first).get(reverse(HOME))
    words = text_of(response)
    assert "待审核的案例：1 篇" in words
    assert "等着审的案例 初审" in words
    assert reverse("casestudies_backoffice:review", args=[page.pk]) in response.content.decode()
    assert "等着审的案例" not in text_of(signed_in(second).get(reverse(HOME)))


def test_native_panel_is_gone_and_other_workflows_are_kept(signed_in):
    group = Group.objects.create(name="通知审核")
    group.permissions.add(
        *Group.objects.get(name=CHECKERS).permissions.filter(codename="access_admin")
    )
    task = GroupApprovalTask.objects.create(name="通知审核环节")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="通知审核流程")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    call = CallPageFactory(title="一则通知")
    WorkflowPage.objects.create(page=call, workflow=workflow)
    call.save_revision()
    workflow.start(call, StaffFactory())
    response = signed_in(StaffFactory(groups=["通知审核"])).get(reverse(HOME))
    words = text_of(response)
    assert "其他待审内容：1 项" in words
    assert "一则通知 通知审核环节" in words
    assert 'id="awaiting-review' not in response.content.decode()


def test_queries_do_not_grow(signed_in):
    both = StaffFactory(groups=[CHECKERS, "案例初审"])
    browser = signed_in(both)
    counts = []
    for more in (1, 2, 9):
        SubmissionFactory.create_batch(more, walk="sent")
        for _place in range(more):
            under_review()
        browser.get(reverse(HOME))
        with CaptureQueriesContext(connection) as queries:
            response = browser.get(reverse(HOME))
        counts.append(len(queries))
    assert "待审核的案例：12 篇" in text_of(response)
    assert len(set(counts)) == 1, counts
    assert counts[0] <= 40
