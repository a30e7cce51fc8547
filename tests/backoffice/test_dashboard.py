"""“Waiting for me” on the admin's first page."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from casestudies.domain import publishing
from casestudies.domain.installation import CHECKERS
from tests.backoffice.screen import text_of
from tests.factories import CasePageFactory, StaffFactory, SubmissionFactory
from tests.factories.home import HomePageFactory

pytestmark = pytest.mark.django_db

HOME = "wagtailadmin_home"


def under_review(**kwargs):
    page = CasePageFactory(**kwargs)
    page.save_revision()
    publishing.submit_for_review(page, by=StaffFactory(is_superuser=True))
    return page


def test_checker_finds_dossiers(signed_in, checker):
    dossier = SubmissionFactory(walk="sent", title="等着审的材料")
    response = signed_in(checker).get(reverse(HOME))
    words = text_of(response)
    assert "待审查的申报材料：1 份" in words
    assert "等着审的材料" in words
    page = reverse("casestudies_backoffice:dossier", args=[dossier.pk])
    assert page in response.content.decode()


def test_reviewer_of_cases_finds_those_of_the_own_step(signed_in, case_reviewers):
    first, second, _third = case_reviewers
    page = under_review(title="等着审的案例")
    response = signed_in(first).get(reverse(HOME))
    words = text_of(response)
    assert "待审核的案例：1 篇" in words
    assert "等着审的案例 初审" in words
    assert reverse("casestudies_backoffice:review", args=[page.pk]) in response.content.decode()
    assert "等着审的案例" not in text_of(signed_in(second).get(reverse(HOME)))


def test_who_has_a_part_in_it_is_told_that_nothing_waits_and_nobody_else(
    signed_in, checker, editor
):
    assert "没有需要您处理的事项。" in text_of(signed_in(checker).get(reverse(HOME)))
    assert "等我处理" not in text_of(signed_in(editor).get(reverse(HOME)))


def test_dossiers_that_nobody_can_decide_are_told_to_who_can_mend_it(signed_in, superuser, editor):
    SubmissionFactory.create_batch(2, walk="sent")
    words = text_of(signed_in(superuser).get(reverse(HOME)))
    assert "有 2 份材料没有人能审查" in words
    assert "去选用户组" in words
    assert "没有人能审查" not in text_of(signed_in(editor).get(reverse(HOME)))
    StaffFactory(groups=[CHECKERS])
    assert "没有人能审查" not in text_of(signed_in(superuser).get(reverse(HOME)))


@pytest.fixture
def moderator(checker):
    """A checker of dossiers and checker of cases who also moderates the host's own pages."""
    group = Group.objects.create(name="通知审核")
    checker.groups.add(group, Group.objects.get(name="案例初审"))
    task = GroupApprovalTask.objects.create(name="通知审核环节")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="通知审核流程")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    notice = HomePageFactory(title="一则通知")
    notice.save_revision()
    workflow.start(notice, StaffFactory())
    return checker


def test_wagtails_panel_keeps_what_is_the_hosts_and_ours_has_ours(signed_in, moderator):
    under_review(title="等着审的案例")
    SubmissionFactory(walk="sent", title="等着审的材料")
    body = signed_in(moderator).get(reverse(HOME)).content.decode()
    ours, wagtails = body.index('id="waiting-for-me'), body.index('id="awaiting-review')
    for title, panel in {"等着审的案例": ours, "等着审的材料": ours, "一则通知": wagtails}.items():
        assert body.count(f">{title}</a>") == 1
        place = body.index(f">{title}</a>")
        assert max(start for start in (ours, wagtails) if start < place) == panel


def test_queries_do_not_grow(signed_in, moderator):
    browser = signed_in(moderator)
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
