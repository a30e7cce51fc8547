"""待我审查 and 全部申报材料."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from casestudies.enums import SubmissionState, UnionKind
from casestudies.models import Submission
from tests.backoffice.screen import text_of
from tests.factories import (
    CallPageFactory,
    MemberFactory,
    SubmissionFactory,
    UnionFactory,
    send_dossier,
)

pytestmark = pytest.mark.django_db

QUEUE = "casestudies_backoffice:queue"
ALL = "casestudies_backoffice:dossiers"


def titles(response):
    return [row.title for row in response.context["rows"]]


@pytest.mark.parametrize("name", [QUEUE, ALL, "casestudies_backoffice:pool"])
def test_only_staff_who_see_dossiers_open_the_lists(signed_in, reviewer, editor, judge, name):
    for user in (reviewer, editor):
        assert signed_in(user).get(reverse(name)).status_code == 200
    response = signed_in(judge).get(reverse(name))
    assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))
    response = signed_in(MemberFactory(approver=True).user).get(reverse(name))
    assert response.url.startswith(reverse("wagtailadmin_login"))


def test_queue_holds_what_waits_for_me_longest_waiting_first(signed_in, reviewer, editor):
    SubmissionFactory(title="从未报送")
    SubmissionFactory(walk="accepted", title="已入库")
    old, new = SubmissionFactory(title="早"), SubmissionFactory(title="晚")
    send_dossier(old, now=timezone.now() - timedelta(days=3))
    send_dossier(new)
    response = signed_in(reviewer).get(reverse(QUEUE))
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


def test_empty_lists_say_what_to_expect(signed_in, reviewer):
    browser = signed_in(reviewer)
    assert "没有待您审查的材料。推荐单位报送后会出现在这里。" in text_of(
        browser.get(reverse(QUEUE))
    )
    assert "还没有单位报送材料。" in text_of(browser.get(reverse(ALL)))
    narrowed = text_of(browser.get(reverse(ALL), {"words": "没有的词"}))
    assert "没有符合条件的材料。请减少关键词，或清除筛选条件。" in narrowed


def test_search_finds_title_implementer_union_and_number(signed_in, reviewer):
    union = UnionFactory(name="南通市如皋市总工会", short_name="如皋")
    one = SubmissionFactory(title="灯塔班组", implementer="如皋港务公司", union=union, walk="sent")
    SubmissionFactory(title="另一个", walk="sent")
    browser = signed_in(reviewer)
    for words in ("灯塔", "港务", "如皋市总", "如皋", one.number, "灯塔 港务"):
        assert titles(browser.get(reverse(ALL), {"words": words})) == ["灯塔班组"]
    assert titles(browser.get(reverse(ALL), {"words": "灯塔 海门"})) == []
    assert titles(browser.get(reverse(ALL), {"words": '"%_'})) == []


def test_filters_narrow_and_ignore_nonsense(signed_in, reviewer):
    group = UnionFactory(kind=UnionKind.GROUP)
    call = CallPageFactory()
    one = SubmissionFactory(title="甲", union=group, call=call, walk="sent")
    other = SubmissionFactory(title="乙", walk="returned")
    other.direction = other.call.directions.last()
    other.save()
    browser = signed_in(reviewer)
    for query in (
        {"call": call.pk},
        {"kind": UnionKind.GROUP},
        {"union": group.pk},
        {"direction": one.direction.label},
        {"state": SubmissionState.SUBMITTED},
    ):
        assert titles(browser.get(reverse(ALL), query)) == ["甲"]
    nonsense = {"call": "x", "kind": "y", "union": "99999", "state": "draft", "page": "z"}
    assert len(titles(browser.get(reverse(ALL), nonsense))) == 2


def test_lists_are_sorted_as_asked(signed_in, reviewer):
    for place, title in enumerate(("乙", "甲")):
        dossier = SubmissionFactory(title=title)
        send_dossier(dossier, now=timezone.now() - timedelta(hours=place))
    browser = signed_in(reviewer)
    assert titles(browser.get(reverse(ALL))) == ["乙", "甲"]
    assert titles(browser.get(reverse(ALL), {"order": "waiting"})) == ["甲", "乙"]
    assert titles(browser.get(reverse(ALL), {"order": "number"})) == ["乙", "甲"]
    assert titles(browser.get(reverse(ALL), {"order": "nonsense"})) == ["乙", "甲"]
    assert 'value="newest" selected' in browser.get(reverse(ALL)).content.decode()


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


@pytest.mark.parametrize("name", [QUEUE, ALL])
def test_queries_do_not_grow_with_rows(signed_in, reviewer, name):
    dossier = SubmissionFactory(walk="sent")
    browser, address = signed_in(reviewer), reverse(name)
    browser.get(address)
    counts, shown = [], 1
    for more in (0, 2, 27, 20):
        multiply(dossier, more)
        shown += more
        with CaptureQueriesContext(connection) as queries:
            response = browser.get(address)
        assert len(response.context["rows"]) == shown
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts
    assert counts[0] <= 25


def test_fifty_rows_make_a_page_that_keeps_the_filters(signed_in, reviewer):
    multiply(SubmissionFactory(walk="sent"), 51)
    browser = signed_in(reviewer)
    response = browser.get(reverse(QUEUE), {"words": "班前", "order": "number"})
    assert len(response.context["rows"]) == 50
    assert "第 1 页，共 2 页" in text_of(response)
    assert (
        'href="?words=%E7%8F%AD%E5%89%8D&amp;order=number&amp;page=2"' in response.content.decode()
    )
    response = browser.get(reverse(QUEUE), {"words": "班前", "page": 2})
    assert len(response.context["rows"]) == 2
