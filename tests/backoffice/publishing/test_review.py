"""三审 on the screens: from the dashboard and from the editor."""

import pytest
from django.urls import reverse

from casestudies.domain import publishing
from casestudies.enums import Decision
from casestudies.models import CasePage
from tests.backoffice.screen import text_of, told
from tests.factories import REVIEW_GROUPS, MemberFactory, StaffFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(editor):
    dossier = SubmissionFactory(walk="selected", photos=2, title="三审中的案例")
    page = publishing.make_case_page(dossier, by=editor)
    publishing.submit_for_review(page, by=editor)
    return page


def address(case):
    return reverse("casestudies_backoffice:review", args=[case.pk])


def step_of(case):
    return CasePage.objects.get(pk=case.pk).current_workflow_task_state


def decide(browser, case, decision, note="", step=None):
    step = step or step_of(case)
    posted = {"decision": decision, "reason": note, "step": step.pk}
    posted["text_mark"] = CasePage.objects.get(pk=case.pk).newest_text_mark
    return browser.post(address(case), posted)


def test_three_people_approve_from_their_dashboards(signed_in, case, case_reviewers):
    for user, group in zip(case_reviewers, ("初审", "复审", "终审"), strict=True):
        browser = signed_in(user)
        assert f"三审中的案例 {group}" in text_of(browser.get(reverse("wagtailadmin_home")))
        words = text_of(browser.get(address(case)))
        assert "实施背景" in words
        assert "班前会现场（1）" in words
        response = decide(browser, case, Decision.PASS, "同意" if group == "初审" else "")
        assert response.url == reverse("wagtailadmin_home")
        assert told(response) == ["您已审核通过“三审中的案例”。"]
    case = CasePage.objects.get()
    assert case.live
    assert case.is_public


def test_later_reviewers_read_what_was_said(signed_in, case, case_reviewers):
    decide(signed_in(case_reviewers[0]), case, Decision.PASS, "事实清楚，建议补一句数据。")
    words = text_of(signed_in(case_reviewers[1]).get(address(case)))
    assert "初审 通过" in words
    assert "事实清楚，建议补一句数据。" in words


def test_next_case_opens_after_a_decision(signed_in, case, editor, case_reviewers):
    other = publishing.make_case_page(SubmissionFactory(walk="selected"), by=editor)
    publishing.submit_for_review(other, by=editor)
    response = decide(signed_in(case_reviewers[0]), case, Decision.PASS)
    assert response.url == address(other)


def test_return_needs_a_note_and_reaches_the_editors(signed_in, case, case_reviewers, editor):
    browser = signed_in(case_reviewers[0])
    response = decide(browser, case, Decision.RETURN)
    assert response.status_code == 200
    assert "请写明“退回修改”的理由。" in text_of(response)
    response = decide(browser, case, Decision.RETURN, "标题太长，请改短。")
    assert told(response)[-1] == "“三审中的案例”已退回编辑修改。"
    words = text_of(signed_in(editor).get(address(case)))
    assert "标题太长，请改短。" in words


def test_only_people_of_the_step_and_editors_open_it(
    signed_in, case, case_reviewers, editor, checker, judge
):
    first, second, third = case_reviewers
    for user in (first, editor):
        assert signed_in(user).get(address(case)).status_code == 200
    for user in (second, third, checker, judge):
        browser = signed_in(user)
        assert browser.get(address(case)).status_code == 404
        assert decide(browser, case, Decision.PASS).status_code == 404
    assert signed_in(MemberFactory().user).get(address(case)).status_code == 302
    assert step_of(case).task.name == "初审"


def test_editor_and_superuser_read_but_do_not_decide(signed_in, case, editor, superuser):
    for user in (editor, superuser):
        browser = signed_in(user)
        assert 'name="decision"' not in browser.get(address(case)).content.decode()
        response = decide(browser, case, Decision.PASS)
        assert response.status_code == 403
        assert "您不能处理这一步。" in text_of(response)
    assert step_of(case).task.name == "初审"


def test_one_person_does_not_approve_twice(signed_in, case):
    everywhere = StaffFactory(groups=REVIEW_GROUPS)
    browser = signed_in(everywhere)
    decide(browser, case, Decision.PASS)
    words = text_of(browser.get(address(case)))
    assert (
        "这一版是您写的，或您已在前面的环节审核通过，本环节须由其他人审核；您仍可退回修改。"
        in words
    )
    assert decide(browser, case, Decision.PASS).status_code == 403
    assert "三审中的案例" not in text_of(browser.get(reverse("wagtailadmin_home")))
    assert step_of(case).task.name == "复审"


def test_who_came_second_is_told(signed_in, case, case_reviewers):
    seen = step_of(case)
    decide(signed_in(case_reviewers[0]), case, Decision.PASS)
    late = StaffFactory(groups=["案例初审", "案例复审"])
    response = decide(signed_in(late), case, Decision.RETURN, "我来晚了", step=seen)
    assert response.status_code == 409
    words = text_of(response)
    assert "这一步已经有人处理过了，请刷新后查看。" in words
    assert "我来晚了" in words
    assert step_of(case).task.name == "复审"
