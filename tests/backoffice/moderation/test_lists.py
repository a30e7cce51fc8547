"""待我审查 and 全部申报材料."""

import uuid
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from casestudies.models import Result, Submission
from tests.backoffice.screen import text_of
from tests.factories import (
    MemberFactory,
    ResultFactory,
    SubmissionFactory,
    UnionFactory,
    send_dossier,
)

pytestmark = pytest.mark.django_db

QUEUE = "casestudies_backoffice:queue"
ALL = "casestudies_backoffice:dossiers"


def titles(response):
    return [dossier.title for dossier in response.context["object_list"]]


@pytest.mark.parametrize("suffix", ["", "_results"])
@pytest.mark.parametrize("name", [QUEUE, ALL, "casestudies_backoffice:pool"])
def test_only_staff_who_see_dossiers_open_the_lists(
    signed_in, checker, editor, judge, name, suffix
):
    name = f"{name}{suffix}"
    for user in (checker, editor):
        assert signed_in(user).get(reverse(name)).status_code == 200
    for query in ({}, {"export": "xlsx"}):
        response = signed_in(judge).get(reverse(name), query)
        assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))
    response = signed_in(MemberFactory(approver=True).user).get(reverse(name))
    assert response.url.startswith(reverse("wagtailadmin_login"))


def test_queue_holds_what_waits_for_me_longest_waiting_first(signed_in, checker, editor):
    SubmissionFactory(title="从未报送")
    SubmissionFactory(walk="accepted", title="已入库")
    old, new = SubmissionFactory(title="早"), SubmissionFactory(title="晚")
    send_dossier(old, now=timezone.now() - timedelta(days=3))
    send_dossier(new)
    response = signed_in(checker).get(reverse(QUEUE))
    assert titles(response) == ["早", "晚"]
    words = text_of(response)
    assert "共 2 份" in words
    assert "已等待 3 天" in words
    assert "形式审查" in words
    assert titles(signed_in(editor).get(reverse(QUEUE))) == []


def test_all_dossiers_leave_out_what_was_never_sent(signed_in, editor):
    SubmissionFactory(title="从未报送")
    sent = SubmissionFactory(walk="returned", title="退回的")
    response = signed_in(editor).get(reverse(ALL))
    assert titles(response) == ["退回的"]
    words = text_of(response)
    assert sent.number in words
    assert "退回修改" in words
    assert "从未报送" not in words


def test_a_told_result_stands_below_the_state(signed_in, checker):
    dossier = SubmissionFactory(walk="accepted")
    result = ResultFactory(submission=dossier, award_name="优秀案例")
    browser = signed_in(checker)
    pages = (reverse(ALL), reverse("casestudies_backoffice:dossier", args=[dossier.pk]))
    assert not any("优秀案例" in text_of(browser.get(page)) for page in pages)
    Result.objects.filter(pk=result.pk).update(published_at=timezone.now())
    assert all("优秀案例" in text_of(browser.get(page)) for page in pages)


def test_empty_lists_say_what_to_expect(signed_in, checker):
    browser = signed_in(checker)
    assert "没有待您审查的材料。推荐单位报送后会出现在这里。" in text_of(
        browser.get(reverse(QUEUE))
    )
    assert "还没有单位报送材料。" in text_of(browser.get(reverse(ALL)))
    narrowed = text_of(browser.get(reverse(ALL), {"q": "没有的词"}))
    assert "没有符合条件的材料。请减少关键词，或清除筛选条件。" in narrowed


def test_lists_are_sorted_as_asked(signed_in, checker):
    later, earlier = UnionFactory(sort_order=2), UnionFactory(sort_order=1)
    for place, (title, union) in enumerate((("乙", later), ("甲", earlier))):
        dossier = SubmissionFactory(title=title, union=union)
        send_dossier(dossier, now=timezone.now() - timedelta(hours=place))
    browser = signed_in(checker)

    def sorted_by(order):
        return titles(browser.get(reverse(ALL), {"ordering": order}))

    assert titles(browser.get(reverse(ALL))) == ["乙", "甲"]
    assert titles(browser.get(reverse(QUEUE))) == ["甲", "乙"]
    for order in ("sent_at", "-number", "-title", "union"):
        assert sorted_by(order) == ["甲", "乙"], order
    for order in ("-sent_at", "number", "title", "-union", "nonsense", "title,pk", "-"):
        assert sorted_by(order) == ["乙", "甲"], order


def multiply(dossier, number):
    """Copy a sent dossier's row and its open step, without walking each the whole way."""
    step = dossier.current_workflow_task_state
    rows = []
    for _place in range(number):
        copy = Submission.objects.get(pk=dossier.pk)
        copy.pk, copy._state.adding = None, True
        copy.key = uuid.uuid4()
        copy.number = copy.key.hex[:20]
        copy.union = UnionFactory()
        rows.append(copy)
    for copy in Submission.objects.bulk_create(rows):
        flow = type(step.workflow_state).objects.get(pk=step.workflow_state_id)
        flow.pk, flow.object_id, flow.current_task_state = None, str(copy.pk), None
        flow._state.adding = True
        super(type(flow), flow).save()
        state = type(step).objects.get(pk=step.pk)
        state.pk, state.workflow_state = None, flow
        state._state.adding = True
        state.save()


@pytest.mark.parametrize(("name", "queries"), [(QUEUE, 15), (ALL, 14)])
def test_queries_do_not_grow_with_rows(signed_in, checker, name, queries):
    dossier = SubmissionFactory(walk="sent")
    UnionFactory()  # no dossier of its own: never a choice, never a query
    browser, address = signed_in(checker), reverse(name)
    browser.get(address)
    shown = 1
    for more in (0, 2, 47):
        multiply(dossier, more)
        shown += more
        with CaptureQueriesContext(connection) as captured:
            response = browser.get(address)
        assert len(response.context["object_list"]) == shown
        assert len(captured) == queries


def test_fifty_rows_make_a_page_that_keeps_the_filters(signed_in, checker):
    multiply(SubmissionFactory(walk="sent"), 51)
    browser = signed_in(checker)
    query = {"q": "班前", "kind": "county", "ordering": "number"}
    response = browser.get(reverse(QUEUE), query)
    assert len(response.context["object_list"]) == 50
    words = text_of(response)
    assert "第 1 页，共 2 页" in words
    assert ("下一页" in words, "上一页" in words) == (True, False)
    assert "共 52 份" in words
    following = BeautifulSoup(response.content, "html.parser").select_one("a[rel=next]")["href"]
    assert following == f"{reverse(QUEUE)}?{urlencode({**query, 'p': 2})}"
    response = browser.get(following)
    assert len(response.context["object_list"]) == 2
    assert ("下一页" in text_of(response), "上一页" in text_of(response)) == (False, True)


@pytest.mark.parametrize("page", ["0", "-1", "3", "z", "99999999999999999999", "9" * 5000])
def test_pages_that_are_not_there_lead_to_one_that_is(signed_in, checker, page):
    SubmissionFactory(walk="sent", title="甲")
    assert titles(signed_in(checker).get(reverse(QUEUE), {"p": page})) == ["甲"]


def test_rows_alone_are_shown_as_one_types(signed_in, checker):
    SubmissionFactory(walk="sent", title="甲")
    response = signed_in(checker).get(reverse(f"{QUEUE}_results"), {"q": "甲"})
    assert titles(response) == ["甲"]
    assert "<body" not in response.content.decode()


def test_what_unions_wrote_is_shown_as_text(signed_in, checker):
    hostile = "<img src=x onerror=alert(1)>"
    SubmissionFactory(
        walk="sent", title=hostile, implementer=hostile, union=UnionFactory(short_name=hostile)
    )
    shown = signed_in(checker).get(reverse(QUEUE)).content.decode()
    assert "<img src=x" not in shown
    assert shown.count("&lt;img src=x") >= 3
