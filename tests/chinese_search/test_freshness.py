"""What a transaction changed is indexed when it commits, each object once."""

from threading import Event, Thread

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from casestudies.chinese_search import freshness
from tests.library.models import (
    Author,
    Book,
    Chapter,
    Club,
    Prize,
    Publisher,
    Reader,
    Town,
    Yearbook,
)
from tests.library.searching import found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_failed")]
#: Transactions of such a test end for real.
committing = pytest.mark.django_db(transaction=True, serialized_rollback=True)


# --- the object itself -----------------------------------------------------------------


def test_tags_written_after_the_save_are_found(committed):
    with committed() as indexed:
        book = Book.objects.create(name="班组手册")
        book.tags.add("焊接")
        book.save()
        assert indexed == []
    assert indexed == [("book", book.pk)]
    assert found("焊接") == [book.pk]


def test_child_rows_of_a_cluster_are_found(committed):
    with committed() as indexed:
        book = Book(name="班组手册")
        book.chapters = [Chapter(name="晨会"), Chapter(name="夜班")]
        book.prizes.set([Prize.objects.create(name="金书奖")])
        book.save()
    assert indexed == [("book", book.pk)]
    assert found("夜班") == found("金书奖") == [book.pk]


def test_models_of_own_columns_need_no_second_writing(committed):
    with committed() as indexed:
        Author.objects.create(name="陆羽")
        Club.objects.create(name="读书社")
    assert indexed == []


def test_deleted_in_the_same_transaction_is_not_indexed(committed, book):
    with committed():
        book.name = "班组新手册"
        book.save()
        book.delete()
    assert found("手册") == []


def test_what_is_of_a_more_specific_kind_is_indexed_as_that(committed):
    with committed() as indexed:
        publisher = Publisher.objects.create(name="工人社")
        yearbook = Yearbook.objects.create(name="大江", publisher=publisher)
    assert indexed == [("yearbook", yearbook.pk)]
    with committed() as indexed:
        publisher.name = "海门社"
        publisher.save()
    assert indexed == [("yearbook", yearbook.pk)]
    assert found("海门社", Yearbook) == found("海门社", Book) == [yearbook.pk]


def test_fixtures_index_nothing(committed, book):
    Publisher.objects.create(name="工人社")
    text = serializers.serialize("json", [book, *Publisher.objects.all()])
    with committed() as indexed:
        for each in serializers.deserialize("json", text, ignorenonexistent=True):
            each.object.__class__.save_base(each.object, raw=True)
    assert indexed == []


def test_models_that_index_by_command_only_are_left_alone(committed):
    with committed() as indexed:
        club = Club.objects.create(name="读书社")
        reader = Reader.objects.create(name="周舟")
        club.readers.add(reader)
        reader.name = "周周"
        reader.save()
    assert indexed == []


# --- transactions ----------------------------------------------------------------------


@committing
def test_commit_indexes_each_once_however_often_it_changed(committed):
    tag_names = ["焊接", "电工", "钳工"]
    with committed() as indexed, transaction.atomic():
        books = [Book.objects.create(name=f"手册{n}") for n in range(3)]
        for book in books:
            with transaction.atomic():
                book.tags.set(tag_names)
                book.save()
        assert indexed == []
    assert sorted(indexed) == [("book", book.pk) for book in books]
    assert found("钳工") != []


@committing
def test_rollback_drops_what_waited(committed):
    book = Book.objects.create(name="班组手册")
    with committed() as indexed:
        with transaction.atomic():
            book.tags.add("焊接")
            transaction.set_rollback(True)
        with transaction.atomic():
            Author.objects.create(name="陆羽")
    assert indexed == []
    assert found("焊接") == []


@committing
def test_rollback_to_a_savepoint_drops_only_what_came_after(committed):
    kept, dropped = (Book.objects.create(name=name) for name in ("班组手册", "车间手册"))
    with committed() as indexed, transaction.atomic():
        kept.tags.add("焊接")
        with transaction.atomic():
            dropped.tags.add("焊接")
            transaction.set_rollback(True)
    assert indexed == [("book", kept.pk)]
    assert found("焊接") == [kept.pk]


@pytest.mark.postgres
@committing
def test_what_another_thread_has_not_committed_waits(committed):
    mine, other = (Book.objects.create(name=name) for name in ("班组手册", "车间手册"))
    changed, may_end = Event(), Event()

    def work():
        try:
            with transaction.atomic():
                other.tags.add("电工")
                changed.set()
                may_end.wait(20)
        finally:
            connection.close()

    thread = Thread(target=work)
    with committed() as indexed:
        thread.start()
        assert changed.wait(20)
        with transaction.atomic():
            mine.tags.add("焊接")
        assert indexed == [("book", mine.pk)]
        may_end.set()
        thread.join()
    assert indexed == [("book", mine.pk), ("book", other.pk)]


def test_written_around_the_signals_is_indexed_when_told(committed, book):
    Book.objects.filter(pk=book.pk).update(name="焊接手册")
    assert found("焊接") == []
    with committed() as indexed:
        freshness.index_again(Book, [book.pk])
    assert indexed == [("book", book.pk)]
    assert found("焊接") == [book.pk]


@committing
def test_host_that_commits_by_hand_is_served_too():
    transaction.set_autocommit(False)
    try:
        book = Book.objects.create(name="班组手册")
        book.tags.add("焊接")
        transaction.commit()
    finally:
        transaction.set_autocommit(True)
    assert found("焊接") == [book.pk]


# --- volume ----------------------------------------------------------------------------


def books_of(publisher, number):
    """Store books with two tags and two chapters each, without signals."""
    books = Book.objects.bulk_create(
        [Book(name=f"手册{n}", publisher=publisher) for n in range(number)]
    )
    Chapter.objects.bulk_create(
        [Chapter(name=f"章{n}", book=book) for book in books for n in range(2)]
    )
    prize = Prize.objects.create(name="金书奖")
    Book.prizes.through.objects.bulk_create(
        [Book.prizes.through(book=book, prize=prize) for book in books]
    )
    return books


def test_many_owners_are_indexed_in_chunks(committed, monkeypatch):
    monkeypatch.setattr(freshness, "CHUNK", 20)
    publisher = Publisher.objects.create(name="工人社")
    books = books_of(publisher, 45)
    sizes = []

    def note(sender, task_result, **kwargs):
        sizes.append(len(task_result.args[2]))

    with committed() as indexed:
        publisher.name = "启明"
        publisher.save()
        freshness.tasks.signals.task_enqueued.connect(note)
        transaction.on_commit(lambda: freshness.tasks.signals.task_enqueued.disconnect(note))
    assert sizes == [20, 20, 5]
    assert sorted(indexed) == [("book", book.pk) for book in books]
    assert len(Book.objects.all().search("启明")) == 45


def reading_queries(books):
    with CaptureQueriesContext(connection) as queries:
        freshness.index_chunk.call("library", "book", [str(book.pk) for book in books])
    return [
        each["sql"]
        for each in queries
        if each["sql"].startswith("SELECT") and "indexentry" not in each["sql"]
    ]


def test_a_chunk_has_a_fixed_number_of_reading_queries():
    publisher = Publisher.objects.create(name="工人社", town=Town.objects.create(name="如皋"))
    books = books_of(publisher, 30)
    ContentType.objects.get_for_model(Book)
    assert [len(reading_queries(books[:number])) for number in (1, 3, 30)] == [12, 12, 12]


def test_objects_that_are_gone_by_now_are_no_error(book):
    freshness.index_chunk.call("library", "book", [str(book.pk), "4711"])
    freshness.index_chunk.call("library", "book", ["4711"])
    assert found("手册") == [book.pk]
