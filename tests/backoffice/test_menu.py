"""The programme's group in the admin's menu."""

import pytest
from django.contrib.auth.models import Group
from django.test import RequestFactory
from django.urls import reverse

from casestudies.backoffice.menu import programme_menu, programme_menu_item
from tests.factories import REVIEW_GROUPS, MemberFactory, StaffFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _addresses():
    """The viewsets enter the menu when the admin's addresses are loaded, as in any request."""
    reverse("wagtailadmin_home")


def entries(user):
    request = RequestFactory().get("/admin/")
    request.user = user
    return [str(item.label) for item in programme_menu.render_component(request)]


def test_checker_finds_dossiers(checker):
    assert entries(checker) == ["待我审查", "全部申报材料", "入库案例"]


def test_editor_finds_everything(editor):
    assert entries(editor) == [
        "待我审查",
        "全部申报材料",
        "入库案例",
        "案例页面",
        "征集活动",
        "推荐单位",
        "单位成员",
        "标签",
        "名词解释",
    ]


def test_others_find_no_group_at_all(judge):
    for user in (judge, MemberFactory().user):
        assert entries(user) == []
        request = RequestFactory().get("/admin/")
        request.user = user
        assert not programme_menu_item().is_shown(request)


def test_reviewer_of_cases_finds_the_cases_and_who_does_more_on_the_first_page(checker):
    assert entries(StaffFactory(groups=REVIEW_GROUPS[:1])) == ["待我审核的案例"]
    checker.groups.add(Group.objects.get(name=REVIEW_GROUPS[0]))
    assert entries(checker) == ["待我审查", "全部申报材料", "入库案例"]


def test_badge_counts_what_waits_with_one_query(checker, django_assert_num_queries):
    SubmissionFactory()
    SubmissionFactory(walk="returned")
    SubmissionFactory.create_batch(2, walk="sent")
    queue = programme_menu.registered_menu_items[0]
    request = RequestFactory().get("/admin/")
    request.user = checker
    with django_assert_num_queries(1) as captured:
        assert queue.render_component(request).label == "待我审查 (2)"
    # 100,000 rows sorted for the sake of a number cost 77 ms on each page of the admin.
    assert "ORDER BY" not in captured.captured_queries[0]["sql"]
