"""没有搜到的问题 in the admin: the list, the form, the export."""

import csv
import re
from datetime import timedelta
from io import BytesIO, StringIO

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from casestudies.domain.installation import CHECKERS, EDITORS
from casestudies.models.search import MissedQuestion
from casestudies.models.topic import Topic
from tests.backoffice.screen import text_of, told
from tests.factories import StaffFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]
LIST = "casestudies_backoffice:missed_questions"
ONE = "casestudies_backoffice:missed_question"


@pytest.fixture
def editor(client):
    user = StaffFactory(groups=[EDITORS])
    client.force_login(user)
    return user


def miss(question="马路工人", day="2026-11-21", times=1):
    return MissedQuestion.objects.create(day=day, question=question, times=times)


def page(client, name=LIST, *args, **query):
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_newest_day_and_the_most_asked_stand_first(client, editor):
    miss("旧", day="2026-11-20", times=9)
    miss("少", times=1)
    miss("多", times=5)
    text = page(client)
    assert "没有搜到的问题" in text
    assert text.count("作为…的其他名称") == 3
    assert text.index("多") < text.index("少") < text.index("旧")


def test_the_most_asked_of_some_days(client, editor):
    miss("十月", day="2026-10-01", times=99)
    miss("少", day="2026-11-20", times=1)
    miss("多", day="2026-11-19", times=5)
    text = page(client, LIST, day_from="2026-11-01", day_to="2026-11-30", ordering="-asked")
    assert "十月" not in text
    assert text.index("多") < text.index("少")


def test_the_most_asked_of_the_last_thirty_days_stand_first(client, editor):
    today = timezone.localdate()
    for days_ago, question, times in [(0, "少", 3), (1, "多", 2), (29, "多", 2), (30, "少", 9)]:
        miss(question, day=today - timedelta(days=days_ago), times=times)
    address = f"{reverse(LIST)}?rows=question"
    assert f'<a href="{address}">最近 30 天问得最多的</a>' in page(client)
    text = text_of(client.get(address))
    assert "按问题合计，问得最多的在前" in text
    assert text.count("作为…的其他名称") == 2
    most, few = (f"{today - timedelta(days=ago):%Y-%m-%d}" for ago in (1, 0))
    words = f"最近一次 多 作为…的其他名称 4 {most} 少 作为…的其他名称 3 {few}"
    assert words in text


def test_days_asked_for_are_added_up_instead_of_the_last_thirty(client, editor):
    miss("旧", day="2020-01-01", times=2)
    miss("旧", day="2020-01-05", times=3)
    miss("旧", day="2020-02-01", times=50)
    query = {"rows": "question", "day_from": "2020-01-01", "day_to": "2020-01-31"}
    assert "这段时间问得最多的" in page(client, LIST, **query)
    lines = b"".join(client.get(reverse(LIST), query | {"export": "csv"}).streaming_content)
    assert lines.decode("utf-8-sig").splitlines() == ["日期,问题,次数", "2020-01-05,旧,5"]


def test_an_odd_way_to_list_is_no_error(client, editor):
    miss("旧", day="2020-01-01")
    assert "2020-01-01" in page(client, LIST, rows="x", day_from="y", ordering="z")


def test_an_empty_list_says_so(client, editor):
    assert "这些日子里，读者的问题都搜到了内容。" in page(client)
    miss()
    assert "没有含这些字的问题。" in page(client, LIST, q="火星")
    assert "马路工人" in page(client, LIST, q="马路")


def test_the_empty_list_of_one_row_a_question_says_so_too(client, editor):
    assert "这些日子里，读者的问题都搜到了内容。" in page(client, LIST, rows="question")


@pytest.mark.parametrize("rows", ["", "question"])
@pytest.mark.parametrize("number", [1, 3, 30])
def test_queries_do_not_grow(client, editor, number, rows, django_assert_num_queries):
    for place in range(number):
        miss(f"问题{place}", day=timezone.localdate())
    page(client)
    with django_assert_num_queries(13):
        page(client, LIST, rows=rows)


@pytest.mark.parametrize("number", [1, 3, 30])
def test_queries_of_one_question_do_not_grow(client, editor, number, django_assert_num_queries):
    for place in range(number):
        missed = miss(day=timezone.localdate() - timedelta(days=place))
    page(client, ONE, missed.pk)
    with django_assert_num_queries(14):
        page(client, ONE, missed.pk)


def test_the_export_is_a_right_of_its_own(client, editor):
    miss("夜班驿站")
    group = editor.groups.get()
    group.permissions.remove(Permission.objects.get(codename="export_missedquestion"))
    assert client.get(reverse(LIST)).status_code == 200
    assert "export=xlsx" not in client.get(reverse(LIST)).content.decode()
    for file_format in ("xlsx", "csv"):
        refused = client.get(reverse(LIST), {"export": file_format})
        assert (refused.status_code, refused.url) == (302, reverse("wagtailadmin_home"))


def test_the_export_is_no_formula(client, editor):
    miss("=1+1", times=2)
    miss("@sum")
    sheet = openpyxl.load_workbook(
        BytesIO(b"".join(client.get(reverse(LIST), {"export": "xlsx"}).streaming_content))
    ).active
    assert [row[1] for row in sheet.values] == ["问题", "'=1+1", "'@sum"]
    lines = b"".join(client.get(reverse(LIST), {"export": "csv"}).streaming_content)
    # Without the mark Excel takes Chinese for something else.
    assert lines.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(lines.decode("utf-8-sig"))))
    assert rows == [
        ["日期", "问题", "次数"],
        ["2026-11-21", "'=1+1", "2"],
        ["2026-11-21", "'@sum", "1"],
    ]


def test_a_word_is_added_to_the_nearest_topic(client, editor):
    missed = miss("户外工友")
    text = page(client, ONE, missed.pk)
    assert "“户外工友”没有搜到内容" in text
    near = text[text.index("名称相近的标签") : text.index("其他标签")]
    assert ">户外劳动者</option>" in near
    assert ">女职工</option>" not in near
    assert text.index(">户外劳动者</option>") < text.index(">女职工</option>")
    topic = Topic.objects.get(name="户外劳动者")
    answer = client.post(
        reverse(ONE, args=[missed.pk]),
        {"term": "户外工友", "topic": topic.pk, "kind": "synonym"},
        follow=True,
    )
    text = answer.content.decode()
    assert "现在搜索“户外工友”也能找到“户外劳动者”的内容，立即生效。" in text
    assert "/casestudies/search/?q=%E6%88%B7%E5%A4%96%E5%B7%A5%E5%8F%8B" in text
    assert "户外工友" in Topic.objects.get(pk=topic.pk).synonym_list
    assert not MissedQuestion.objects.exists()


def test_a_refused_word_keeps_what_was_typed(client, editor):
    missed = miss("产改")
    topic = Topic.objects.get(name="户外劳动者")
    answer = client.post(
        reverse(ONE, args=[missed.pk]), {"term": "产改", "topic": topic.pk, "kind": "narrower"}
    )
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "词语 * “产改”已经是标签“产改”的名称" in text_of(answer)
    assert 'value="产改"' in text
    assert f'<option value="{topic.pk}" selected>' in text


def test_a_topic_must_be_chosen(client, editor):
    missed = miss()
    answer = client.post(reverse(ONE, args=[missed.pk]), {"term": "马路工人", "kind": "synonym"})
    assert "请选择这个词所属的标签。" in answer.content.decode()


def test_a_question_is_put_away(client, editor):
    missed = miss()
    answer = client.post(reverse(ONE, args=[missed.pk]), {"dismiss": "1"}, follow=True)
    assert "已忽略“马路工人”。" in answer.content.decode()
    assert client.get(reverse(ONE, args=[missed.pk])).status_code == 404


def test_one_comes_back_to_the_same_rows(client, editor):
    missed = miss()
    rows = f"{reverse(LIST)}?day_from=2026-11-01&day_to=2026-11-30&p=1"
    one = BeautifulSoup(client.get(rows).content, "html.parser").find(
        "a", string=re.compile("马路工人")
    )["href"]
    form = BeautifulSoup(client.get(one).content, "html.parser")
    assert form.find("a", string="返回列表")["href"] == rows
    for field in form.select("input[name=next]"):
        assert field["value"] == rows
    answer = client.post(reverse(ONE, args=[missed.pk]), {"dismiss": "1", "next": rows})
    assertRedirects(answer, rows, fetch_redirect_response=False)


@pytest.mark.parametrize(
    "address", ["https://example.org/", "//example.org/", "javascript:x", "oneword"]
)
def test_nobody_is_led_out_of_the_site(client, editor, address):
    one = reverse(ONE, args=[miss().pk])
    assert address not in client.get(one, {"next": address}).content.decode()
    answer = client.post(one, {"dismiss": "1", "next": address})
    assertRedirects(answer, reverse(LIST), fetch_redirect_response=False)


@pytest.mark.parametrize("posted", [{"dismiss": "1"}, {"term": "马路工人", "kind": "synonym"}])
def test_who_is_a_moment_late_is_told_so(client, editor, posted):
    missed = miss()
    one = reverse(ONE, args=[missed.pk])
    missed.delete()
    answer = client.post(one, posted)
    assertRedirects(answer, reverse(LIST), fetch_redirect_response=False)
    assert told(answer) == ["这个问题已经有人处理过了。"]
    assert client.get(one).status_code == 404


def test_looking_changes_nothing(client, editor):
    missed = miss()
    page(client, ONE, missed.pk)
    assert MissedQuestion.objects.filter(pk=missed.pk).exists()


def test_others_are_sent_away_and_see_no_entry(client):
    missed = miss()
    client.force_login(StaffFactory(groups=[CHECKERS]))
    for address in (reverse(LIST), reverse(ONE, args=[missed.pk])):
        assert client.get(address).status_code == 302
    assert client.post(reverse(ONE, args=[missed.pk]), {"dismiss": "1"}).status_code == 302
    assert MissedQuestion.objects.exists()
    assert reverse(LIST) not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_editors_find_it_in_the_menu(client, editor):
    assert reverse(LIST) in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.get(reverse("wagtailsearchpromotions:index")).status_code == 302


def test_the_screen_of_recommended_results_is_chinese(client, editor):
    """The site gives the right: results are recommended among all its pages."""
    rights = Permission.objects.filter(content_type__app_label="wagtailsearchpromotions")
    editor.user_permissions.set(rights)
    text = client.get(reverse("wagtailsearchpromotions:add")).content.decode()
    for words in ("推广搜索结果", "增加一条推荐结果", "外部链接地址", "外部链接文字", "推荐结果"):
        assert words in text
    refused = client.post(
        reverse("wagtailsearchpromotions:add"),
        {
            "query_string": "火星",
            "editors_picks-TOTAL_FORMS": 1,
            "editors_picks-INITIAL_FORMS": 0,
            "editors_picks-0-description": "没有页面",
            "editors_picks-0-ORDER": 1,
        },
    )
    text = refused.content.decode()
    assert "请选择一个页面，或者填写一个外部链接。" in text
