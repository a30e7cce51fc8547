"""Passing many clean dossiers at once, by Wagtail's own bulk actions."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from casestudies.domain.moderation.formal_check import check_formally
from casestudies.enums import Decision, SubmissionState, UnionKind
from casestudies.models import Submission
from tests.backoffice.screen import text_of, told
from tests.factories import CallPageFactory, SubmissionFactory, UnionFactory, send_dossier

pytestmark = pytest.mark.django_db

S = SubmissionState
QUEUE = reverse("casestudies_backoffice:queue")
PASS = reverse("wagtail_bulk_action", args=["casestudies", "submission", "pass"])


@pytest.fixture
def call():
    """Of its dossiers no paper original is wanted."""
    return CallPageFactory(wants_paper_original=False)


@pytest.fixture
def make(call):
    """Return a dossier that was sent; a clean one unless something is said to be wrong."""
    sent = timezone.now() - timedelta(hours=9)

    def sent_dossier(title, *, scan=True, **kwargs):
        nonlocal sent
        sent += timedelta(minutes=1)
        dossier = SubmissionFactory(call=call, title=title, **kwargs)
        send_dossier(dossier, now=sent)
        if scan:
            paper = ContentFile(b"%PDF-1.7", name="盖章.pdf")
            dossier.files.create(name="盖章.pdf", extension="pdf", file=paper)
        return dossier

    return sent_dossier


def address(*dossiers, query="", everything=False):
    """Return where Wagtail's script leads from the list, its query string given."""
    keys = ["all"] if everything else [dossier.pk for dossier in dossiers]
    back = f"{QUEUE}?{query}" if query else QUEUE
    return f"{PASS}?{urlencode({'id': keys, 'next': back}, doseq=True)}"


def shown(response) -> str:
    """Return what the page of confirmation posts: the dossiers, each with its step."""
    page = BeautifulSoup(response.content, "html.parser")
    field = page.select_one("input[name=shown]")
    return field["value"] if field else ""


def states() -> dict:
    return dict(Submission.objects.sent().values_list("title", "state"))


def test_only_the_queue_offers_boxes_and_the_act(signed_in, checker, make):
    dossier = make("甲")
    browser = signed_in(checker)
    page = BeautifulSoup(browser.get(QUEUE).content, "html.parser")
    box = page.select_one("tbody input[data-bulk-action-checkbox]")
    assert (box["data-object-id"], box["aria-label"]) == (str(dossier.pk), "选择《甲》")
    footer = page.select_one("[data-bulk-action-footer]")
    [act] = footer.select("a")
    assert (act["href"], act.text) == (PASS, "通过所选")
    # Wagtail makes the ground white here: the words of other buttons are white too.
    assert "button-secondary" in act["class"]
    assert page.select_one("script[src*='bulk-actions.js']")
    for name in ("dossiers", "pool"):
        other = browser.get(reverse(f"casestudies_backoffice:{name}")).content.decode()
        assert "bulk-action" not in other


def test_clean_dossiers_pass_and_the_others_are_named_with_why(signed_in, checker, make):
    one, two, faulty = make("甲"), make("乙"), make("丙", scan=False)
    make("没有选的")
    browser, where = signed_in(checker), address(one, two, faulty, query="q=&ordering=title")
    page = browser.get(where)
    words = text_of(page)
    assert "将通过 2 份自动核对没有问题的材料" in words
    assert f"以下 1 份不在其中 {faulty.number} 丙" in words
    assert "没有上传盖章扫描件。" in words
    assert set(states().values()) == {S.SUBMITTED}
    response = browser.post(where, {"shown": shown(page)})
    assert response.url == f"{QUEUE}?q=&ordering=title"
    assert told(response) == ["2 份已通过审查：《甲》、《乙》"]
    assert states() == {
        "甲": S.ACCEPTED,
        "乙": S.ACCEPTED,
        "丙": S.SUBMITTED,
        "没有选的": S.SUBMITTED,
    }
    # A second click finds them passed.
    response = browser.post(where, {"shown": shown(page)})
    assert told(response)[-1].startswith("有 2 份没有通过：《甲》这一步已经有人处理过了")


def test_all_means_all_of_the_list_as_it_was_narrowed(signed_in, checker, make):
    make("灯塔一")
    make("灯塔二", union=UnionFactory(kind=UnionKind.GROUP))
    make("别的")
    browser = signed_in(checker)
    where = address(everything=True, query="q=灯塔&kind=county")
    page = browser.get(where)
    assert "将通过 1 份" in text_of(page)
    late = make("灯塔三")
    browser.post(where, {"shown": shown(page)})
    assert states() == {"灯塔一": S.ACCEPTED} | dict.fromkeys(
        ("灯塔二", "别的", "灯塔三"), S.SUBMITTED
    )
    assert late.title not in text_of(page)


def test_what_changed_meanwhile_is_refused_by_itself(signed_in, checker, make):
    decided, resent, lost, clean = make("已决定"), make("重报"), make("缺件"), make("好的")
    browser, where = signed_in(checker), address(decided, resent, lost, clean)
    page = browser.get(where)
    check_formally(decided, by=checker, decision=Decision.REFUSE, reason="与方向不符")
    check_formally(resent, by=checker, decision=Decision.RETURN, reason="请补充")
    send_dossier(resent)
    lost.files.all().delete()
    response = browser.post(where, {"shown": shown(page)})
    assert states() == {
        "已决定": S.REFUSED,
        "重报": S.SUBMITTED,
        "缺件": S.SUBMITTED,
        "好的": S.ACCEPTED,
    }
    refused, passed = told(response)
    assert passed == "1 份已通过审查：《好的》"
    assert refused.startswith("有 3 份没有通过：")
    for sentence in (
        "《已决定》这一步已经有人处理过了，请刷新后查看。",
        "《重报》这一步已经有人处理过了，请刷新后查看。",
        "《缺件》没有上传盖章扫描件。",
    ):
        assert sentence in refused


def test_rows_outside_the_list_are_not_found_and_nothing_is_changed(signed_in, checker, make):
    here = make("灯塔一")
    outside = make("别的", union=UnionFactory(kind=UnionKind.GROUP))
    draft = SubmissionFactory(title="草稿")
    browser = signed_in(checker)
    for wrong in (
        address(here, outside, query="q=灯塔"),
        address(here, draft),
        address(here, query="kind=nonsense"),
        f"{PASS}?id=x",
        f"{PASS}?id={here.pk}&id=99999",
    ):
        assert browser.get(wrong).status_code == 404
    step = outside.current_workflow_task_state.pk
    forged = {"shown": f"{shown(browser.get(address(here)))} {outside.pk}:{step}"}
    for where in (address(here), address(everything=True, query="q=灯塔")):
        assert browser.post(where, forged).status_code == 404
    assert set(states().values()) == {S.SUBMITTED}


def test_nonsense_posted_asks_again(signed_in, checker, make):
    where = address(make("甲"))
    browser = signed_in(checker)
    for nonsense in ({}, {"shown": ""}, {"shown": "1:2:3"}, {"shown": "x"}):
        assert browser.post(where, nonsense).status_code == 200
    assert states() == {"甲": S.SUBMITTED}


def test_people_outside_the_task_pass_nothing(signed_in, checker, editor, superuser, judge, make):
    dossier = make("甲")
    where = address(dossier)
    posted = {"shown": shown(signed_in(checker).get(where))}
    for user in (editor, superuser):
        browser = signed_in(user)
        assert "所选材料都需要逐份查看" in text_of(browser.get(where))
        response = browser.post(where, posted)
        assert told(response) == ["有 1 份没有通过：《甲》您不能处理这一步。"]
    response = signed_in(judge).post(where, posted)
    assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))
    member = dossier.union.members.get().user
    assert signed_in(member).post(where, posted).url.startswith(reverse("wagtailadmin_login"))
    assert states() == {"甲": S.SUBMITTED}


def test_confirming_costs_the_same_for_many(signed_in, checker, make):
    browser, made, counts = signed_in(checker), [], []
    browser.get(QUEUE)
    for more in (1, 4):
        made += [make(f"第{len(made) + n}份", photos=2) for n in range(more)]
        with CaptureQueriesContext(connection) as captured:
            page = browser.get(address(*made))
        assert len(shown(page).split()) == len(made)
        counts.append(len(captured))
    assert counts == [21, 21]
