"""The dossier's page: everything at a glance, and the decisions beside it."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from casestudies.conf import MAX_REASON_LENGTH
from casestudies.domain.installation import CHECKERS
from casestudies.domain.moderation.formal_check import check_formally
from casestudies.enums import Decision, SubmissionState
from casestudies.models import Submission, SubmissionPhoto
from tests.backoffice.screen import text_of, told
from tests.factories import (
    CallPageFactory,
    StaffFactory,
    SubmissionFactory,
    long_text,
    send_dossier,
)

pytestmark = pytest.mark.django_db

S = SubmissionState
REASON = "请补充工作成效的数据。"


def address(dossier):
    return reverse("casestudies_backoffice:dossier", args=[dossier.pk])


def decide(browser, dossier, decision, reason="", step=None):
    step = step or dossier.current_workflow_task_state
    fields = {"decision": decision, "reason": reason, "step": step.pk if step else ""}
    return browser.post(address(dossier), fields)


def test_dossier_shows_everything_to_check(signed_in, checker):
    dossier = SubmissionFactory(walk="sent", photos=2, title="班前十分钟")
    words = text_of(signed_in(checker).get(address(dossier)))
    for expected in (
        "班前十分钟",
        dossier.number,
        "1000 字（要求 800–1500 字）",
        "实施背景 250 字",
        "江海重工有限公司",
        "民营企业",
        "326",
        "制造业",
        "理想信念教育",
        "班组建设",
        "情况属实，同意推荐。",
        "班前会现场（1）",
        "环节：形式审查",
        "王老师 干事",
        "0513-85550101",
        "通过 退回修改 不予受理",
    ):
        assert expected in words
    html = signed_in(checker).get(address(dossier)).content.decode()
    photo = dossier.photos.first()
    assert reverse("casestudies:photo", args=[photo.key, "preview"]) in html


def test_contact_is_shown_only_with_its_permission(signed_in, looker, checker):
    """The scan too: the stamped paper carries the contact."""
    dossier = SubmissionFactory(walk="sent")
    paper = ContentFile(b"%PDF-1.7", name="盖章.pdf")
    dossier.files.create(name="盖章.pdf", extension="pdf", file=paper)
    words = text_of(signed_in(looker).get(address(dossier)))
    assert "江海重工有限公司" in words
    secrets = ("王老师", "0513-85550101", "工农路", "盖章.pdf")
    for secret in secrets:
        assert secret not in words
    words = text_of(signed_in(checker).get(address(dossier)))
    assert [secret for secret in secrets if secret not in words] == []


def test_what_is_outside_the_limits_stands_out(signed_in, checker):
    dossier = SubmissionFactory(walk="sent", title="同名案例", photos=2)
    other = SubmissionFactory(walk="accepted", title="同名案例")
    dossier.effect = "短。电话13812345678。"
    dossier.save()
    SubmissionPhoto.objects.filter(submission=dossier).update(caption="")
    response = signed_in(checker).get(address(dossier))
    words = text_of(response)
    assert "cs-count-of--wrong" in response.content.decode()
    for problem in (
        "案例简介现有 756 字，比要求的 800 字少 44 字，请补充。",
        "没有上传盖章扫描件。",
        "还没有登记收到纸质原件。",
        "“13812345678”疑似手机号，不能公开。",
        f"与{other.union.name}报送的 {other.number} 号材料同名。",
        "没有文字说明",
    ):
        assert problem in words


def test_never_sent_or_unknown_dossier_is_not_found(signed_in, checker, superuser, judge):
    draft = SubmissionFactory()
    sent = SubmissionFactory(walk="sent")
    for user in (checker, superuser):
        assert signed_in(user).get(address(draft)).status_code == 404
        assert signed_in(user).post(address(draft), {"decision": Decision.PASS}).status_code == 404
    assert signed_in(judge).get(address(sent)).status_code == 404
    missing = reverse("casestudies_backoffice:dossier", args=[99999])
    assert signed_in(checker).get(missing).status_code == 404


@pytest.mark.parametrize(
    ("decision", "reason", "state", "message"),
    [
        (Decision.PASS, "", S.ACCEPTED, "“甲”已通过审查。"),
        (Decision.RETURN, REASON, S.RETURNED, "“甲”已退回推荐单位修改。"),
        (Decision.REFUSE, REASON, S.REFUSED, "“甲”已作不予受理处理。"),
    ],
)
def test_decision_is_taken_and_leads_to_the_next(
    signed_in, checker, decision, reason, state, message
):
    dossier, following = SubmissionFactory(title="甲"), SubmissionFactory(title="乙")
    send_dossier(dossier, now=timezone.now() - timedelta(hours=1))
    send_dossier(following)
    browser = signed_in(checker)
    response = decide(browser, dossier, decision, reason)
    assert response.url == address(following)
    assert told(response) == [message]
    stored = Submission.objects.get(pk=dossier.pk)
    assert (stored.state, stored.decision_reason) == (state, reason)
    response = decide(browser, following, Decision.PASS)
    assert response.url == reverse("casestudies_backoffice:queue")


@pytest.mark.parametrize("decision", [Decision.RETURN, Decision.REFUSE])
def test_return_and_refusal_ask_for_the_reason(signed_in, checker, decision):
    dossier = SubmissionFactory(walk="sent")
    response = decide(signed_in(checker), dossier, decision, "  ")
    assert response.status_code == 200
    assert f"请写明“{decision.label}”的理由。" in text_of(response)
    page = BeautifulSoup(response.content, "html.parser")
    reason = page.select_one("textarea[name=reason][autofocus][aria-invalid=true]")
    assert reason["maxlength"] == str(MAX_REASON_LENGTH)
    told_by = [page.find(id=each).text for each in reason["aria-describedby"].split()]
    assert told_by == [
        "退回修改、不予受理时必填，推荐单位会看到。",
        f"请写明“{decision.label}”的理由。",
    ]
    assert Submission.objects.get().state == S.SUBMITTED


def test_reason_too_long_is_kept_and_refused(signed_in, checker):
    dossier = SubmissionFactory(walk="sent")
    typed = long_text(2001)
    response = decide(signed_in(checker), dossier, Decision.RETURN, typed)
    assert typed in response.content.decode()
    assert Submission.objects.get().state == S.SUBMITTED


def test_unknown_decision_changes_nothing(signed_in, checker):
    dossier = SubmissionFactory(walk="sent")
    assert decide(signed_in(checker), dossier, "publish").status_code == 200
    assert Submission.objects.get().state == S.SUBMITTED


def test_who_came_second_is_told_and_keeps_the_reason(signed_in, checker):
    dossier = SubmissionFactory(walk="sent")
    seen = dossier.current_workflow_task_state
    check_formally(dossier, by=StaffFactory(groups=[CHECKERS]), decision=Decision.PASS)
    response = decide(signed_in(checker), dossier, Decision.RETURN, REASON, step=seen)
    assert response.status_code == 409
    words = text_of(response)
    assert "这一步已经有人处理过了，请刷新后查看。" in words
    assert REASON in words
    assert "已通过形式审查" in words
    assert Submission.objects.get().state == S.ACCEPTED


def test_old_screen_does_not_decide_the_version_sent_since(signed_in, checker):
    dossier = SubmissionFactory(walk="sent")
    seen = dossier.current_workflow_task_state
    check_formally(dossier, by=checker, decision=Decision.RETURN, reason=REASON)
    send_dossier(dossier)
    assert decide(signed_in(checker), dossier, Decision.PASS, step=seen).status_code == 409
    assert Submission.objects.get().state == S.SUBMITTED


@pytest.mark.parametrize("step", ["", "0"])
def test_decision_that_names_no_version_decides_none(signed_in, checker, step):
    dossier = SubmissionFactory(walk="sent")
    nameless = {"decision": Decision.PASS, "step": step}
    assert signed_in(checker).post(address(dossier), nameless).status_code == 409
    assert Submission.objects.get().state == S.SUBMITTED


def test_people_outside_the_task_get_no_buttons_and_are_refused(
    signed_in, editor, superuser, looker
):
    dossier = SubmissionFactory(walk="sent")
    for user in (editor, superuser, looker):
        browser = signed_in(user)
        assert "不予受理" not in text_of(browser.get(address(dossier)))
        response = decide(browser, dossier, Decision.PASS)
        assert response.status_code == 403
        assert "您不能处理这一步。" in text_of(response)
    assert Submission.objects.get().state == S.SUBMITTED
    assert not TaskState.objects.exclude(status=TaskState.STATUS_IN_PROGRESS).exists()


def test_history_tells_what_happened_since_it_was_sent(signed_in, checker):
    dossier = SubmissionFactory(walk="returned")
    send_dossier(dossier)
    check_formally(dossier, by=checker, decision=Decision.PASS, reason="数据已补充")
    words = text_of(signed_in(checker).get(address(dossier)))
    history = words[words.index("办理记录") :]
    assert "退回修改：请补充工作成效的数据。" in history
    assert history.count("报送") >= 2
    assert "沈察 通过形式审查" in history
    assert "数据已补充" in history
    assert "Workflow" not in words


def test_union_affairs_stay_out_of_the_history(signed_in, checker):
    from casestudies.domain import intake
    from tests.factories import MemberFactory

    dossier = SubmissionFactory()
    author = MemberFactory(union=dossier.union).user
    intake.hand_over(dossier, seen=intake.shown_now(dossier), by=author)
    approver = MemberFactory(union=dossier.union, approver=True).user
    intake.hand_back(dossier, seen=intake.shown_now(dossier), by=approver, reason="内部意见不外传")
    send_dossier(dossier)
    assert "内部意见" not in text_of(signed_in(checker).get(address(dossier)))


def test_day_of_the_paper_original_is_recorded(signed_in, checker, editor):
    dossier = SubmissionFactory(walk="sent")
    paper = reverse("casestudies_backoffice:record_paper", args=[dossier.pk])
    for user in (checker, editor):
        browser = signed_in(user)
        today = timezone.localdate()
        response = browser.post(paper, {"received_on": today.isoformat()})
        assert response.url == address(dossier)
        assert told(response) == ["已登记收到纸质原件的日期。"]
        assert Submission.objects.get().paper_received_on == today
    assert f"登记 {today} 收到纸质原件" in text_of(browser.get(address(dossier)))
    browser.post(paper, {"received_on": ""})
    assert Submission.objects.get().paper_received_on is None


def test_wrong_days_of_the_paper_original_are_refused(signed_in, checker, looker):
    dossier = SubmissionFactory(walk="sent")
    paper = reverse("casestudies_backoffice:record_paper", args=[dossier.pk])
    tomorrow = timezone.localdate() + timedelta(days=1)
    response = signed_in(checker).post(paper, {"received_on": tomorrow.isoformat()})
    assert told(response) == ["收到纸质原件的日期不能晚于今天。"]
    response = signed_in(checker).post(paper, {"received_on": "昨天"})
    assert told(response) == ["输入一个有效的日期。"]
    today = {"received_on": timezone.localdate().isoformat()}
    assert told(signed_in(looker).post(paper, today)) == ["您没有登记纸质原件的权限。"]
    assert signed_in(checker).get(paper).status_code == 405
    assert Submission.objects.get().paper_received_on is None
    draft = SubmissionFactory()
    paper = reverse("casestudies_backoffice:record_paper", args=[draft.pk])
    assert signed_in(checker).post(paper, today).status_code == 404


def test_queries_do_not_grow_with_photos_or_history(signed_in, checker):
    call = CallPageFactory(photos_max=9)
    few = SubmissionFactory(call=call, walk="sent", photos=2)
    many = SubmissionFactory(call=call, walk="sent", photos=3)
    SubmissionFactory(call=call, walk="sent")
    browser = signed_in(checker)
    counts = []
    for dossier in (few, few, many):
        with CaptureQueriesContext(connection) as queries:
            browser.get(address(dossier))
        counts.append(len(queries))
    assert counts[1] == counts[2]
