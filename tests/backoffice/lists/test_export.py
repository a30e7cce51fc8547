"""What stands in the spreadsheets of the lists."""

from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from casestudies.domain import publishing
from tests.factories import SubmissionFactory, UnionFactory

pytestmark = pytest.mark.django_db

QUEUE, ALL, POOL = (f"casestudies_backoffice:{name}" for name in ("queue", "dossiers", "pool"))
HEADINGS = (
    "编号",
    "推荐单位",
    "案例名称",
    "实施单位（盖章）",
    "班组",
    "单位性质",
    "职工人数",
    "所属行业",
    "案例方向",
    "单位类别",
    "报送时间",
    "收到纸质原件日期",
    "状态",
    "评选结果",
)


def sheet(response):
    content = b"".join(response.streaming_content)
    return [
        tuple(cell.value for cell in row) for row in load_workbook(BytesIO(content)).active.rows
    ]


def test_sheet_holds_the_rows_of_the_list_under_chinese_headings(signed_in, checker):
    union = UnionFactory(name="如皋市总工会")
    one = SubmissionFactory(title="灯塔班组", union=union, walk="sent")
    SubmissionFactory(title="另一个", walk="sent")
    browser = signed_in(checker)
    response = browser.get(reverse(QUEUE), {"q": "灯塔", "export": "xlsx"})
    assert response["Content-Disposition"] == 'attachment; filename="queue.xlsx"'
    head, row = sheet(response)
    assert head == (*HEADINGS, "环节")
    sent = timezone.make_naive(one.sent_at).replace(second=0, microsecond=0)
    assert row == (
        one.number,
        "如皋市总工会",
        "灯塔班组",
        "江海重工有限公司",
        "焊接二班",
        "民营企业",
        326,
        "制造业",
        one.direction.label,
        "县（市）区总工会",
        sent,
        None,
        "已报送",
        None,
        "形式审查",
    )


def test_pool_tells_how_far_each_page_is(signed_in, editor):
    made = SubmissionFactory(title="甲", walk="selected")
    publishing.make_case_page(made, by=editor)
    SubmissionFactory(title="乙", walk="selected")
    head, *rows = sheet(signed_in(editor).get(reverse(POOL), {"export": "xlsx"}))
    assert head == (*HEADINGS, "案例页")
    assert {(row[2], row[-1]) for row in rows} == {("甲", "草稿"), ("乙", "尚未生成")}


@pytest.mark.parametrize("title", ["=1+1", "+86", "-2", "@SUM(A1)", "\t=1"])
def test_no_title_becomes_a_formula(signed_in, checker, title):
    SubmissionFactory(title=title, implementer=title, walk="sent")
    browser = signed_in(checker)
    _head, row = sheet(browser.get(reverse(ALL), {"export": "xlsx"}))
    assert row[2:4] == (f"'{title}", f"'{title}")
    csv = b"".join(browser.get(reverse(ALL), {"export": "csv"}).streaming_content).decode()
    assert csv.startswith("\ufeff编号,推荐单位")
    assert f"'{title}" in csv
    assert f",{title}" not in csv


@pytest.mark.parametrize("name", [ALL, POOL])
def test_queries_do_not_grow_with_rows(signed_in, editor, name):
    browser, counts = signed_in(editor), []
    for more in (1, 2):
        SubmissionFactory.create_batch(more, walk="selected")
        with CaptureQueriesContext(connection) as captured:
            rows = sheet(browser.get(reverse(name), {"export": "xlsx"}))
        counts.append(len(captured))
    assert len(rows) == 4
    assert len(set(counts)) == 1, counts


@pytest.mark.parametrize("name", [QUEUE, ALL, POOL])
@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_who_may_only_look_takes_nothing_away(signed_in, looker, name, file_format):
    SubmissionFactory(walk="sent")
    address, browser = reverse(name), signed_in(looker)
    assert "export=xlsx" not in browser.get(address).content.decode()
    refused = browser.get(address, {"export": file_format})
    assert (refused.status_code, refused.url) == (302, reverse("wagtailadmin_home"))
    looker.groups.get().permissions.add(Permission.objects.get(codename="export_submission"))
    assert "export=xlsx" in browser.get(address).content.decode()
    given = browser.get(address, {"export": file_format})
    assert given["Content-Disposition"].startswith("attachment")
    assert b"".join(given.streaming_content)
