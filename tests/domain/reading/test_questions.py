"""What readers ask is counted by day; what was missed apart; nothing tells who asked."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from io import StringIO
from threading import Barrier

import pytest
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, connection
from wagtail.contrib.search_promotions.models import Query, QueryDailyHits

from casestudies.domain.reading import questions
from casestudies.models.search import MissedQuestion

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)


def missed():
    return list(MissedQuestion.objects.values_list("day", "question", "times"))


def hits():
    return dict(QueryDailyHits.objects.values_list("query__query_string", "hits"))


def test_a_question_that_found_something_is_a_hit_alone():
    questions.record("产改", found=3, now=NOON)
    questions.record("产改", found=3, now=NOON)
    assert hits() == {"产改": 2}
    assert missed() == []


def test_ways_of_writing_a_missed_question_are_counted_together():
    questions.record("產改 ", found=0, now=NOON)
    questions.record("“产改”", found=0, now=NOON)
    questions.record("产改", found=0, now=NOON)
    assert missed() == [(NOON.date(), "产改", 3)]


def test_the_day_ends_at_midnight_in_shanghai():
    questions.record("火星", found=0, now=datetime(2026, 11, 20, 15, 59, tzinfo=UTC))
    questions.record("火星", found=0, now=datetime(2026, 11, 20, 16, 0, tzinfo=UTC))
    assert [(str(day), times) for day, _question, times in missed()] == [
        ("2026-11-21", 1),
        ("2026-11-20", 1),
    ]
    assert {str(day) for day in QueryDailyHits.objects.values_list("date", flat=True)} == {
        "2026-11-20",
        "2026-11-21",
    }


@pytest.mark.parametrize(
    "question",
    [
        "13812345678",
        "１３８１２３４５６７８",
        "138 1234 5678",
        "联系人 138-1234-5678",
        "320602199001011234",
        "32060219900101123X",
        "0513-85550101",
        "someone@example.org",
        "某人＠example.org",
        "138/1234，5678",
        "138+1234+5678",
        "138_1234_5678",
        "一三八一二三四五六七八",
        "幺三八零零1234567",
        "护照E12345678",
        "①③⑧①②③④⑤⑥⑦⑧",
        "138\u200b1234\u200b5678",
        "someone @ example.org",
        "someone﹫example.org",
        "班组" * 26,
        "？！",
        "",
    ],
)
def test_what_may_be_personal_or_says_nothing_is_kept_nowhere(question):
    questions.record(question, found=0, now=NOON)
    assert (missed(), Query.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    "question", ["2024年工作要点", "100周年", "12351热线", "十四五", "一二·九", "@职工"]
)
def test_numbers_that_are_nobodys_are_kept(question):
    questions.record(question, found=0, now=NOON)
    assert len(missed()) == 1


def test_the_second_time_takes_two_queries(django_assert_num_queries):
    questions.record("火星", found=0, now=NOON)
    with django_assert_num_queries(2):
        questions.record("火星", found=0, now=NOON)
    with django_assert_num_queries(1):
        questions.record("火星", found=4, now=NOON)


def test_two_who_miss_the_same_at_once_are_both_counted(monkeypatch):
    create = MissedQuestion.objects.create

    def late(**values):
        create(**values)
        raise IntegrityError

    monkeypatch.setattr(MissedQuestion.objects, "create", late)
    with pytest.raises(IntegrityError):
        late(day=NOON.date(), question="月球")
    questions.record("月球", found=0, now=NOON)
    assert missed() == [(NOON.date(), "月球", 2)]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_all_who_miss_the_same_at_once_are_counted():
    barrier = Barrier(8)

    def ask(_reader):
        try:
            barrier.wait(timeout=10)
            questions.record("火星", found=0, now=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(8)))
    assert missed() == [(NOON.date(), "火星", 8)]
    assert hits() == {"火星": 8}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_locked_database_spoils_no_answer(caplog):
    def locked(execute, sql, params, many, context):
        raise OperationalError("database is locked")

    with connection.execute_wrapper(locked):
        questions.record("火星", found=0, now=NOON)
    assert caplog.messages == ["A question could not be counted: OperationalError"]
    questions.record("火星", found=0, now=NOON)
    assert missed() == [(NOON.date(), "火星", 1)]


def test_a_broken_transaction_is_told_to_who_opened_it():
    def locked(execute, sql, params, many, context):
        raise OperationalError("database is locked")

    with connection.execute_wrapper(locked), pytest.raises(OperationalError):
        questions.record("火星", found=0, now=NOON)


def test_old_questions_are_purged():
    MissedQuestion.objects.create(day="2020-01-01", question="旧")
    questions.record("新", found=0)
    out = StringIO()
    call_command("purge_missed_questions", days=365, stdout=out)
    assert out.getvalue() == "删除 1 条没有搜到的问题。\n"
    assert [question for _day, question, _times in missed()] == ["新"]
