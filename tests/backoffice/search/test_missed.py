"""没有搜到的问题 in the admin: the list, the form, the export."""

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.urls import reverse

from casestudies.domain.installation import EDITORS, REVIEWERS
from casestudies.models.search import MissedQuestion
from casestudies.models.topic import Topic
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
    text = page(client, LIST, day_from="2026-11-01", day_to="2026-11-30", ordering="-times")
    assert "十月" not in text
    assert text.index("多") < text.index("少")


def test_an_empty_list_says_so(client, editor):
    assert "这些日子里，读者的问题都搜到了内容。" in page(client)


@pytest.mark.parametrize("number", [1, 3, 30])
def test_queries_do_not_grow(client, editor, number, django_assert_max_num_queries):
    for place in range(number):
        miss(f"问题{place}")
    page(client)
    with django_assert_max_num_queries(14) as counted:
        page(client)
    assert len(counted) == 12


def test_the_export_is_no_formula(client, editor):
    miss("=1+1", times=2)
    miss("@sum")
    sheet = openpyxl.load_workbook(
        BytesIO(b"".join(client.get(reverse(LIST), {"export": "xlsx"}).streaming_content))
    ).active
    assert [row[1] for row in sheet.values] == ["问题", "'=1+1", "'@sum"]
    lines = b"".join(client.get(reverse(LIST), {"export": "csv"}).streaming_content).decode()
    assert [row[1:] for row in csv.reader(StringIO(lines))][1] == ["'=1+1", "2"]


def test_a_word_is_added_to_the_nearest_topic(client, editor):
    missed = miss("户外工友")
    text = page(client, ONE, missed.pk)
    assert "“户外工友”没有搜到内容" in text
    assert text.index(">户外劳动者</option>") < text.index(">劳模</option>")
    topic = Topic.objects.get(name="户外劳动者")
    answer = client.post(
        reverse(ONE, args=[missed.pk]),
        {"term": "户外工友", "topic": topic.pk, "kind": "synonym"},
        follow=True,
    )
    text = answer.content.decode()
    assert "现在搜索“户外工友”也能找到“户外劳动者”的内容，立即生效。" in text
    assert "/search/?q=%E6%88%B7%E5%A4%96%E5%B7%A5%E5%8F%8B" in text
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
    assert "“产改”已经是标签“产改”的名称" in text
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


def test_looking_changes_nothing(client, editor):
    missed = miss()
    page(client, ONE, missed.pk)
    assert MissedQuestion.objects.filter(pk=missed.pk).exists()


def test_others_are_sent_away_and_see_no_entry(client):
    missed = miss()
    client.force_login(StaffFactory(groups=[REVIEWERS]))
    for address in (reverse(LIST), reverse(ONE, args=[missed.pk])):
        assert client.get(address).status_code == 302
    assert client.post(reverse(ONE, args=[missed.pk]), {"dismiss": "1"}).status_code == 302
    assert MissedQuestion.objects.exists()
    assert reverse(LIST) not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_editors_find_it_in_the_menu_and_may_recommend_results(client, editor):
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse(LIST) in home
    assert client.get(reverse("wagtailsearchpromotions:index")).status_code == 200
