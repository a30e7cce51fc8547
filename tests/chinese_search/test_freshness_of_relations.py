"""What is found by its related objects is indexed when those change."""

import pytest
from django.contrib.contenttypes.models import ContentType

from tests.library.models import (
    Author,
    Book,
    Chapter,
    Cover,
    Drawing,
    Loan,
    Note,
    Prize,
    Publisher,
    Reader,
    Shelf,
    Town,
)
from tests.library.searching import found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_failed")]
#: Transactions of such a test end for real.
committing = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def renamed(related):
    related.name = "启明"
    related.save()


def give_publisher(book):
    book.publisher = Publisher.objects.create(name="工人社")
    book.save()
    return book.publisher


def give_town(book):
    publisher = give_publisher(book)
    publisher.town = Town.objects.create(name="如皋")
    publisher.save()
    return publisher.town


def give(manager, model):
    def add(book):
        related = model.objects.create(name="工人")
        getattr(book, manager).add(related)
        return related

    return add


def give_tag(book):
    book.tags.add("工人")
    return book.tags.get()


def give_reader(book):
    reader = Reader.objects.create(name="工人")
    Loan.objects.create(book=book, reader=reader)
    return reader


def give_note(book):
    return Note.objects.create(name="工人", about=book)


def give_row(model):
    return lambda book: model.objects.create(name="工人", book=book)


def give_drawing(book):
    return Drawing.objects.create(name="工人", chapter=give_row(Chapter)(book))


def give_prize(book):
    prize = Prize.objects.create(name="工人")
    book.prizes.add(prize)
    book.save()
    return prize


WAYS = {
    "foreign key": give_publisher,
    "foreign key of a foreign key": give_town,
    "many to many": give("authors", Author),
    "many to many of a cluster": give_prize,
    "many to many from the far side": give("shelves", Shelf),
    "many to many with itself": give("related", Book),
    "many to many through a model": give_reader,
    "tag": give_tag,
    "generic": give_note,
    "one to one": give_row(Cover),
    "child": give_row(Chapter),
    "row below a child": give_drawing,
}


@pytest.mark.parametrize("way", WAYS)
def test_added_renamed_and_deleted_relations_are_followed(way, committed, book):
    with committed() as indexed:
        related = WAYS[way](book)
    assert indexed.count(("book", book.pk)) == 1
    assert book.pk in found(related.name)

    with committed() as indexed:
        renamed(related)
    assert indexed.count(("book", book.pk)) == 1
    assert book.pk in found("启明")

    with committed() as indexed:
        type(related).objects.get(pk=related.pk).delete()
    assert indexed.count(("book", book.pk)) == 1
    assert book.pk not in found("启明")


@pytest.mark.parametrize(
    ("manager", "model"),
    [("authors", Author), ("shelves", Shelf), ("readers", Reader), ("related", Book)],
)
@pytest.mark.parametrize("from_far_side", [False, True])
@pytest.mark.parametrize("is_cleared", [False, True])
def test_relations_taken_away_are_gone(manager, model, from_far_side, is_cleared, committed, book):
    with committed():
        related = give(manager, model)(book)
    assert book.pk in found("工人")
    near, far = getattr(book, manager), getattr(related, "related" if model is Book else "books")
    with committed() as indexed:
        manager, other = (far, book) if from_far_side else (near, related)
        if is_cleared:
            manager.clear()
        else:
            manager.remove(other)
    assert indexed.count(("book", book.pk)) == 1
    assert book.pk not in found("工人")


@pytest.mark.parametrize("row", [give_row(Chapter), give_row(Cover), give_note])
def test_row_given_to_another_leaves_the_first(row, committed, book):
    with committed():
        related = row(book)
        other = Book.objects.create(name="车间手册")
    with committed() as indexed:
        setattr(related, "about" if isinstance(related, Note) else "book", other)
        related.save()
    assert sorted(indexed) == [("book", book.pk), ("book", other.pk)]
    assert found("工人") == [other.pk]


@committing
def test_row_given_to_another_outside_of_a_transaction():
    book, other = (Book.objects.create(name=name) for name in ("班组手册", "车间手册"))
    chapter = Chapter.objects.create(name="工人", book=book)
    assert found("工人") == [book.pk]
    chapter.book = other
    chapter.save()
    assert found("工人") == [other.pk]


def test_row_of_another_model_with_the_same_key_is_told_apart(committed, book):
    other = ContentType.objects.get_for_model(Author)
    with committed() as indexed:
        Note.objects.create(name="工人", content_type=other, object_id=book.pk)
    assert indexed == []
