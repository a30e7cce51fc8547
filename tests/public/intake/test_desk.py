"""我的工作台 and the pages of one dossier: status lines, moves, history, queries."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casestudies.domain import intake, publishing
from casestudies.domain.installation import EDITORS
from casestudies.enums import Decision, Outcome, SubmissionState
from casestudies.models import CallPage, Result, Submission, SubmissionFile
from tests.factories import (
    CallPageFactory,
    ResultFactory,
    StaffFactory,
    SubmissionFactory,
    SubmissionFormPageFactory,
    published_case,
    type_in,
)

from .pages import address, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

S = SubmissionState
DESK = "/casestudies/desk/"


def day(moment):
    local = timezone.localtime(moment)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


def rows(response):
    return {
        dossier.title: (status.sentence, [action.label for action in actions])
        for dossier, status, actions in response.context["rows"]
    }


def make(union, **kwargs):
    return SubmissionFactory(union=union, **kwargs)


def test_an_empty_desk_says_what_to_do(client, author):
    client.force_login(author)
    page = text(client.get(DESK))
    assert "目前没有正在进行的征集。" in page
    assert "本单位还没有申报材料。</p>" in page


def test_an_empty_desk_leads_to_the_open_call(client, author, call, form_page):
    client.force_login(author)
    page = text(client.get(DESK))
    assert "本单位还没有申报材料。请从上面选择正在进行的征集，填写申报表。" in page


def test_open_calls_show_deadline_places_and_the_way_to_the_form(client, author, call, form_page):
    CallPageFactory(title="过去的征集", closed=True)
    CallPageFactory(title="将来的征集", future=True)
    client.force_login(author)
    page = text(client.get(DESK))
    assert "2025年班组案例征集" in page
    assert "过去的征集" not in page
    assert "将来的征集" not in page
    assert day(call.closes_at) in page
    assert "距截止还有 19 天" in page
    assert "<dd>3 个</dd>" in page
    assert f'href="{form_page.get_url()}"' in page


def test_places_of_several_calls(client, author, union, call):
    without = CallPageFactory(defaults=False)
    for _number in range(3):
        make(union, call=call, walk="sent")
    client.force_login(author)
    page = text(client.get(DESK))
    assert "<dd>已用完</dd>" in page
    assert "<dd>不限</dd>" in page
    assert "本次征集的申报表还没有上线。" in page
    assert without.title in page


def test_each_dossier_has_one_clear_line_for_its_author(client, author, approver, union):
    draft = make(union, title="草稿")
    make(union, title="审签", call=draft.call)
    waiting = Submission.objects.get(title="审签")
    intake.hand_over(waiting, seen=intake.shown_now(waiting), by=author)
    for title, walk in [("报送", "sent"), ("退回", "returned"), ("不受理", "refused")]:
        make(union, title=title, walk=walk)
    make(union, title="入库", walk="accepted")
    withdrawn = make(union, title="撤回", walk="sent")
    intake.withdraw(withdrawn, seen=intake.shown_now(withdrawn), by=approver)
    client.force_login(author)
    response = client.get(DESK)
    lines = rows(response)
    closes = day(draft.call.closes_at)
    due = day(Submission.objects.get(title="退回").due_at)
    assert lines == {
        "草稿": (f"请填写完整，交负责人审签，于 {closes} 前报送。", ["继续填写", "删除草稿"]),
        "审签": (f"等待负责人审签，于 {closes} 前报送。", ["查看"]),
        "报送": ("等待市总工会形式审查，你单位无需操作。", ["查看", "回执"]),
        "退回": (f"请于 {due} 前修改后重新报送。", ["修改", "回执"]),
        "不受理": ("未通过形式审查，名额已经空出。", ["查看", "回执"]),
        "入库": ("已通过形式审查，等待评选，结果在公示时公布。", ["查看", "回执"]),
        "撤回": ("你单位已撤回，不再参加本次征集。", ["查看", "回执"]),
    }
    page = text(response)
    assert "理由：请补充工作成效的数据。" in page
    assert "理由：与征集方向不符。" in page


def test_the_approver_reads_what_waits_for_them(client, author, approver, union):
    handed = make(union, title="审签")
    intake.hand_over(handed, seen=intake.shown_now(handed), by=author)
    draft = make(union, title="草稿", call=handed.call)
    client.force_login(approver)
    closes = day(draft.call.closes_at)
    assert rows(client.get(DESK)) == {
        "审签": (
            f"等待您审签：请填写推荐意见，于 {closes} 前报送。",
            ["审签并报送", "撤回"],
        ),
        "草稿": (f"请填写完整，于 {closes} 前报送。", ["继续填写", "删除草稿"]),
    }


def test_late_lines_say_whom_to_call(client, author, union):
    draft = make(union, title="草稿")
    waiting = make(union, title="审签", call=draft.call)
    intake.hand_over(waiting, seen=intake.shown_now(waiting), by=author)
    returned = make(union, title="退回", walk="returned", call=draft.call)
    past = timezone.now() - timedelta(hours=1)
    CallPage.objects.filter(pk=draft.call_id).update(closes_at=past)
    Submission.objects.filter(pk=returned.pk).update(due_at=past)
    client.force_login(author)
    assert {title: line for title, (line, _actions) in rows(client.get(DESK)).items()} == {
        "草稿": f"征集已于 {day(past)} 截止，这份草稿不能再报送。",
        "审签": f"报送时间已于 {day(past)} 截止，请致电编辑部。",
        "退回": f"修改期限已于 {day(past)} 截止，请致电编辑部。",
    }


@pytest.mark.parametrize("outcome", Outcome)
def test_results_stay_closed_until_public_notice(client, author, union, outcome):
    submission = make(union, walk="accepted")
    result = ResultFactory(submission=submission, outcome=outcome)
    client.force_login(author)
    for page in (text(client.get(DESK)), text(client.get(address(submission)))):
        assert "已通过形式审查，待评审" in page
        for hidden in ("入选", "入库", "取消"):
            assert hidden not in page
    Result.objects.filter(pk=result.pk).update(published_at=timezone.now())
    label = {"selected": "已入选，已入库", "not_selected": "未入选", "disqualified": "取消资格"}
    for page in (text(client.get(DESK)), text(client.get(address(submission)))):
        assert label[outcome] in page
        assert "待评审" not in page


def test_a_told_award_is_read_before_and_after_publication(client, author, union):
    submission = make(union, walk="accepted")
    result = ResultFactory(submission=submission, award_name="优秀案例")
    client.force_login(author)

    def pages():
        return text(client.get(DESK)), text(client.get(address(submission)))

    assert not any("优秀案例" in page for page in pages())
    Result.objects.filter(pk=result.pk).update(published_at=timezone.now())
    assert all("所获奖项：<strong>优秀案例</strong>" in page for page in pages())
    published_case(submission, StaffFactory(groups=[EDITORS]))
    for page in pages():
        assert "案例已在案例库公开发布。" in page
        assert "所获奖项：<strong>优秀案例</strong>" in page


def test_without_judging_nothing_is_promised(client, author, union):
    make(union, walk="accepted", call__is_judged=False)
    client.force_login(author)
    page = text(client.get(DESK))
    assert "已通过形式审查</span> 已通过形式审查，编辑部将择优编写成案例。" in page
    assert "评审" not in page


def test_another_unions_dossiers_are_not_on_the_desk(client, author):
    theirs = SubmissionFactory(walk="sent")
    client.force_login(author)
    assert theirs.title not in text(client.get(DESK))


def test_history_tells_what_happened_without_names_of_staff(client, author, approver, union):
    submission = make(union, walk="returned")
    staff = StaffFactory(username="shencha-yuan", first_name="审查", groups=[EDITORS])
    intake.send(submission, seen=intake.shown_now(submission), by=approver, opinion="同意。")
    from casestudies.domain.installation import CHECKERS
    from casestudies.domain.moderation.formal_check import check_formally

    checker = StaffFactory(username="checker-name", groups=[CHECKERS])
    check_formally(submission, by=checker, decision=Decision.PASS, reason="内部备注")
    ResultFactory(submission=submission)
    publishing.make_case_page(submission, by=staff)
    client.force_login(author)
    response = client.get(address(submission))
    events = response.context["history"]
    assert [event.label for event in events] == ["报送", "退回修改", "报送", "通过形式审查"]
    assert events[1].reason == "请补充工作成效的数据。"
    page = text(response)
    assert "市总工会编辑部" in page
    for secret in ("checker-name", "shencha-yuan", "内部备注", "生成案例页"):
        assert secret not in page


def test_a_sent_dossier_is_read_only_and_complete(client, author, union):
    submission = make(union, walk="sent", photos=2)
    client.force_login(author)
    page = text(client.get(address(submission)))
    for words in (
        submission.title,
        submission.number,
        "0513-85550101",
        "1000 字",
        "班前会现场（1）",
        "情况属实，同意推荐。",
        "民营企业",
    ):
        assert words in page
    assert "保存草稿" not in page
    for photo in submission.photos.all():
        assert f"/casestudies/photos/{photo.key}/preview/" in page


def test_the_scan_is_there_for_its_union(client, author, approver, union):
    submission = make(union)
    scan = SimpleUploadedFile("盖章.pdf", b"%PDF-1.7")
    type_in(submission, by=author, scan=scan)
    intake.hand_over(submission, seen=intake.shown_now(submission), by=author)
    client.force_login(approver)
    for name in ("dossier", "endorse"):
        page = text(client.get(address(submission, name)))
        assert f"/casestudies/files/{SubmissionFile.everything.get().key}/" in page
        assert "盖章.pdf</a>" in page


def queries_of(client, url):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_the_desk_costs_the_same_with_many_dossiers(client, author, union, call, form_page):
    make(union, call=call)
    client.force_login(author)
    client.get(DESK)
    costs = []
    for number in (0, 2, 27):
        for _time in range(number):
            make(union, call=call)
        costs.append(queries_of(client, DESK))
    for _time in range(3):
        SubmissionFormPageFactory(call=CallPageFactory())
    costs.append(queries_of(client, DESK))
    assert costs == [12] * 4
    response = client.get(DESK, {"page": 2})
    assert len(response.context["rows"]) == 10
    assert "共 30 份" in text(response)


def test_pages_of_a_person_are_not_kept_by_caches(client, author, union):
    client.force_login(author)
    told = client.get(DESK)["Cache-Control"]
    assert ("private" in told, "no-store" in told) == (True, True)
