"""入库案例: from an accepted dossier to a case under review."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Workflow

from casestudies.domain import publishing
from casestudies.enums import Outcome
from casestudies.models import CasePage, Result, Submission
from tests.backoffice.screen import text_of, told
from tests.factories import (
    MemberFactory,
    SubmissionFactory,
    decide,
)

pytestmark = pytest.mark.django_db

POOL = "casestudies_backoffice:pool"


def make(dossier):
    return reverse("casestudies_backoffice:make_case_page", args=[dossier.pk])


def submit(page):
    return reverse("casestudies_backoffice:submit_for_review", args=[page.pk])


def approve(page, users):
    for user in users:
        page = CasePage.objects.get(pk=page.pk)
        step = page.current_workflow_task_state
        decide(step, user, "approve")


def row_of(browser):
    """Return stage, step and which of the three buttons stand in the only row."""
    response = browser.get(reverse(POOL))
    row = BeautifulSoup(response.content, "html.parser").select_one(".cs-rows tbody tr")
    stage, acts = row.select_one(".cs-rows__state"), row.select_one(".cs-rows__acts").text
    step = stage.select_one(".cs-rows__note")
    return (
        stage.select_one(".cs-office-mark").text,
        step.text if step else "",
        "生成案例页" in acts,
        "打开编辑" in acts,
        "提交三审" in acts,
    )


def test_pool_holds_what_was_accepted(signed_in, editor, checker):
    SubmissionFactory(walk="sent", title="还在审")
    SubmissionFactory(walk="refused", title="不予受理的")
    SubmissionFactory(walk="selected", title="入库的")
    response = signed_in(editor).get(reverse(POOL))
    assert [str(dossier) for dossier in response.context["object_list"]] == ["入库的"]
    assert "生成案例页" in text_of(response)
    assert "生成案例页" not in text_of(signed_in(checker).get(reverse(POOL)))


def test_a_pool_without_the_selected_says_so(signed_in, editor):
    """Passing the formal check of a judged call leads nowhere yet."""
    SubmissionFactory(walk="accepted")
    words = text_of(signed_in(editor).get(reverse(POOL)))
    assert "还没有入库的案例。" in words


def test_one_click_opens_the_draft_field_by_field(signed_in, editor):
    dossier = SubmissionFactory(walk="selected", photos=2, title="入库的")
    browser = signed_in(editor)
    response = browser.post(make(dossier))
    page = CasePage.objects.get()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert told(response) == ["案例页草稿已生成。请编辑后提交三审。"]
    opened = browser.get(response.url)
    for expected in ("入库的", "江海重工有限公司", "班组建设", "去提交三审…"):
        assert expected in opened.content.decode()
    body = opened.context["form"].instance.body
    assert [block.value.get("heading") for block in body][:3] == [
        "实施背景",
        "实施过程",
        "主要做法",
    ]
    captions = [block.value["caption"] for block in body if block.block_type == "photo"]
    assert captions == ["班前会现场（1）", "班前会现场（2）"]


def test_clicking_twice_makes_one_page(signed_in, editor):
    dossier = SubmissionFactory(walk="selected")
    browser = signed_in(editor)
    first, second = browser.post(make(dossier)), browser.post(make(dossier))
    assert first.url == second.url
    assert CasePage.objects.count() == 1


def test_only_editors_make_pages_of_what_is_in_the_pool(signed_in, editor, checker, judge):
    dossier = SubmissionFactory(walk="selected")
    response = signed_in(checker).post(make(dossier))
    assert told(response) == ["您没有生成案例页的权限。"]
    assert signed_in(judge).post(make(dossier)).status_code == 404
    assert signed_in(MemberFactory().user).post(make(dossier)).status_code == 302
    assert signed_in(editor).get(make(dossier)).status_code == 405
    sent, draft = SubmissionFactory(walk="sent"), SubmissionFactory()
    response = signed_in(editor).post(make(sent))
    assert told(response) == [
        "已入选的材料才能生成案例页；不评审的征集活动，通过形式审查的材料就可以。"
    ]
    assert signed_in(editor).post(make(draft)).status_code == 404
    assert not CasePage.objects.exists()


def test_pool_tells_how_far_each_page_is(signed_in, editor, case_reviewers):
    dossier = SubmissionFactory(walk="selected")
    browser = signed_in(editor)
    assert row_of(browser) == ("尚未生成", "", True, False, False)
    browser.post(make(dossier))
    page = CasePage.objects.get()
    assert row_of(browser) == ("草稿", "", False, True, True)
    response = browser.post(submit(page))
    assert response.url == reverse(POOL)
    assert told(response) == [f"“{page.title}”已提交三审。"]
    assert row_of(browser) == ("三审中", "初审", False, True, False)
    approve(page, case_reviewers[:1])
    assert row_of(browser) == ("三审中", "复审", False, True, False)
    step = CasePage.objects.get().current_workflow_task_state
    decide(step, case_reviewers[1], "reject", comment="标题太长")
    assert row_of(browser) == ("审核退回", "复审", False, True, True)
    response = browser.post(submit(page))
    assert told(response) == [f"“{page.title}”一字未改，请写明为什么再次提交。 去审核页"]
    assert row_of(browser) == ("审核退回", "复审", False, True, True)
    browser.post(submit(page), {"note": "标题是申报单位的原话，不宜改。"})
    assert row_of(browser) == ("三审中", "初审", False, True, False)
    approve(page, case_reviewers)
    assert row_of(browser) == ("已发布", "", False, True, False)
    CasePage.objects.get().save_revision(user=editor)
    assert row_of(browser) == ("已发布（有修改未送审）", "", False, True, True)


@pytest.mark.parametrize(
    ("result", "obstacle"),
    [
        ({"published_at": None}, "评选结果还没有公示，公示在先。"),
        ({"outcome": Outcome.DISQUALIFIED}, "申报材料已不在入库案例之列。"),
    ],
)
def test_pool_says_why_a_case_cannot_be_submitted(signed_in, editor, result, obstacle):
    page = publishing.make_case_page(SubmissionFactory(walk="selected", title="甲"), by=editor)
    Result.objects.update(**result)
    browser = signed_in(editor)
    assert row_of(browser) == ("草稿", "", False, True, False)
    assert obstacle in text_of(browser.get(reverse(POOL)))
    # Clicked on a screen that stood open meanwhile.
    assert told(browser.post(submit(page))) == [f"《甲》现在不能作为案例发布：{obstacle}"]


def test_review_is_not_submitted_twice_or_unfinished(signed_in, editor):
    dossier = SubmissionFactory(walk="selected", effect="请打13812345678。" + "好" * 250)
    page = publishing.make_case_page(dossier, by=editor)
    browser = signed_in(editor)
    words = " ".join(told(browser.post(submit(page))))
    assert "“案例正文”中有手机号“13812345678”，请删去后再发布。" in words
    assert "打开编辑" in words
    clean = publishing.make_case_page(SubmissionFactory(walk="selected", title="甲"), by=editor)
    browser.post(submit(clean))
    assert told(browser.post(submit(clean)))[-1] == "“甲”正在审核中。"
    Workflow.objects.filter(name="案例三审").update(active=False)
    other = publishing.make_case_page(SubmissionFactory(walk="selected"), by=editor)
    assert told(browser.post(submit(other)))[-1] == "还没有设置三审流程，请运行 setup_casestudies。"


def test_only_those_who_edit_the_page_submit_it(signed_in, editor, checker, case_reviewers):
    page = publishing.make_case_page(SubmissionFactory(walk="selected"), by=editor)
    for user in (checker, *case_reviewers):
        assert signed_in(user).post(submit(page)).status_code == 404
    assert signed_in(editor).get(submit(page)).status_code == 405
    assert CasePage.objects.get().current_workflow_state is None


def test_queries_do_not_grow_with_rows(signed_in, editor):
    browser, counts = signed_in(editor), []
    for more in (1, 2, 47):
        for dossier in SubmissionFactory.create_batch(more, walk="selected"):
            page = publishing.make_case_page(dossier, by=editor)
            if more == 2:
                publishing.submit_for_review(page, by=editor)
        browser.get(reverse(POOL))
        with CaptureQueriesContext(connection) as queries:
            response = browser.get(reverse(POOL))
        counts.append(len(queries))
    assert len(response.context["object_list"]) == Submission.objects.admitted().count() == 50
    assert counts == [21, 21, 21]


def test_deleted_page_can_be_made_again(signed_in, editor):
    dossier = SubmissionFactory(walk="selected")
    browser = signed_in(editor)
    browser.post(make(dossier))
    CasePage.objects.get().delete()
    assert row_of(browser)[0] == "尚未生成"
    browser.post(make(dossier))
    assert CasePage.objects.count() == 1
