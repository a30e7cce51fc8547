"""What of an object goes into the index: the same texts as Wagtail's own indexers take."""

from types import SimpleNamespace

import pytest
from django.db import connection
from modelsearch.index import AutocompleteField, FilterField, RelatedFields, SearchField

from casestudies.chinese_search import documents
from casestudies.chinese_search.analysis import canonical
from casestudies.chinese_search.documents import MAX_CHARACTERS, Document, batches, field_text
from casestudies.models import CallPage, CasePage
from tests.factories import CallPageFactory
from tests.factories.cases import CasePageFactory
from tests.factories.home import HomePageFactory
from tests.factories.library import stock_library
from tests.factories.places import CaseIndexPageFactory
from tests.library.models import Figure, Handbook, Lesson, Novel, Work, Writer


def stock(instance):
    """Title, body and autocomplete as the stock backend of this database extracts them."""
    if connection.vendor == "sqlite":
        from modelsearch.backends.database.sqlite.sqlite import ObjectIndexer

        indexer = ObjectIndexer(instance, SimpleNamespace(config=None, autocomplete_config=None))
        return indexer.title, indexer.body, indexer.autocomplete
    from modelsearch.backends.database.postgres.postgres import ObjectIndexer

    indexer = ObjectIndexer(instance, SimpleNamespace(config=None, autocomplete_config=None))
    completed = [
        value
        for field in indexer.search_fields
        for current, *_weight, value in indexer.prepare_field(instance, field)
        if isinstance(current, AutocompleteField)
    ]
    return indexer.title_text, indexer.body_text, " ".join(completed)


def words(text):
    """Folded text without blanks: joined texts part words a little otherwise than joined words."""
    return canonical(text).replace(" ", "")


def assert_same_texts(instance):
    document = Document.of(instance)
    ours = document.title, document.body_text, document.autocomplete
    for mine, theirs in zip(ours, stock(instance), strict=True):
        assert mine.replace(" ", "") == words(theirs)


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Work, Novel, Handbook, Writer, Figure, Lesson])
def test_same_texts_as_stock_for_every_relation(model):
    stock_library()
    assert model.objects.exists()
    for instance in model.objects.all():
        assert_same_texts(instance.get_indexed_instance())


@pytest.mark.django_db
def test_same_texts_as_stock_for_pages(installed):
    HomePageFactory()
    CaseIndexPageFactory(slug="cases")
    CasePageFactory(public=True, topics=["劳模", "产改"])
    CallPageFactory()
    for page in [*CasePage.objects.all(), *CallPage.objects.all()]:
        assert_same_texts(page)


@pytest.mark.django_db
def test_parts_of_a_document():
    stock_library()
    document = Document.of(Novel.objects.get(title="夜班的灯"))
    assert document.title == "夜班的灯"
    assert document.autocomplete == "夜班的灯"
    assert [text for text, _boost in document.body] == [
        "顾雨晴",
        "江海船厂",
        "严师傅",
        "小周",
        "严师傅",
    ]
    assert document.pk == str(Novel.objects.get(title="夜班的灯").pk)
    assert Document.of(Handbook.objects.get(title="电气图解")).body_text == "钱大川 维修电工"


@pytest.mark.django_db
def test_relations_that_are_empty():
    stock_library()
    novel = Novel.objects.get(title="夜班的风")
    assert novel.hero is None
    assert "严师傅" in Document.of(novel).body_text
    assert Document.of(Work.objects.get(title="安全第一")).body == []


# --- values of every kind --------------------------------------------------------------------


class Thing:
    """An object with the given fields, as far as indexing looks at it."""

    pk = 7

    def __init__(self, fields, **values):
        self._fields = fields
        self.__dict__.update(values)

    def get_search_fields(self):
        return self._fields


class Plain(SearchField):
    """A search field that needs no model to read its value."""

    def get_value(self, thing):
        value = getattr(thing, self.field_name)
        return value() if callable(value) else value


class Related(RelatedFields):
    def get_value(self, thing):
        return getattr(thing, self.field_name)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("“产”改", "产改"),
        ("", ""),
        (None, "none"),
        (12, "12"),
        (True, "true"),
        (["产改", "劳模"], "产改 劳模"),
        (["产改", ["劳模", 3]], "产改 劳模 3"),
        ({"first": "产改", "second": {"third": "劳模"}}, "产改 劳模"),
        (lambda: "产改", "产改"),
        (lambda: ["产改"], "产改"),
    ],
)
def test_values(value, text):
    assert Document.of(Thing([Plain("name")], name=value)).body_text == text


def test_boosts_are_kept():
    thing = Thing([Plain("first", boost=3), Plain("second")], first="产改", second="劳模")
    assert Document.of(thing).body == [("产改", 3), ("劳模", None)]


def test_titles_of_related_objects_count_as_title_as_in_stock():
    inner = SimpleNamespace(title="劳模")
    fields = [Plain("title"), Related("other", [Plain("title")])]
    thing = Thing(fields, title="产改", other=inner)
    assert Document.of(thing).title == "产改 劳模"


@pytest.mark.parametrize("other", [None, lambda: SimpleNamespace(name="劳模")])
def test_related_objects_may_be_missing_or_called(other):
    thing = Thing([Related("other", [Plain("name")])], other=other)
    assert Document.of(thing).body_text == ("劳模" if other else "")


def test_filter_fields_are_not_searched():
    class Filter(FilterField):
        def get_value(self, thing):
            raise AssertionError("nobody asked")

    thing = Thing([Filter("pages"), Plain("name")], name="产改")
    assert Document.of(thing).body_text == "产改"


def test_long_texts_are_cut():
    thing = Thing([Plain("name"), Plain("more")], name="产" * 40_000, more="改" * 60_000)
    document = Document.of(thing)
    assert len(document.body_text) == MAX_CHARACTERS
    assert document.body_text.startswith("产" * 40_000 + " 改")
    assert document.size <= 2 * MAX_CHARACTERS


# --- one field -------------------------------------------------------------------------------


def test_the_text_of_named_fields():
    thing = Thing([Plain("name"), Plain("more")], name="“产”改", more="劳模")
    assert field_text(thing, SearchField, ["name"]) == " 产改 "
    assert field_text(thing, SearchField, ["more", "name"]) == " 产改 劳模 "
    assert field_text(thing, AutocompleteField, ["name"]).strip() == ""
    assert field_text(thing, SearchField, ["other"]).strip() == ""


# --- batches ---------------------------------------------------------------------------------


def made(pk, size=1):
    return Document(str(pk), "产" * size, [], "")


def test_batches_are_bounded_by_number(monkeypatch):
    monkeypatch.setattr(documents, "BATCH_DOCUMENTS", 10)
    sizes = [len(batch) for batch in batches(made(number) for number in range(25))]
    assert sizes == [10, 10, 5]


def test_batches_are_bounded_by_characters(monkeypatch):
    monkeypatch.setattr(documents, "BATCH_CHARACTERS", 100)
    sizes = [len(batch) for batch in batches(made(number, 60) for number in range(5))]
    assert sizes == [2, 2, 1]


def test_batches_are_read_as_they_are_written(monkeypatch):
    monkeypatch.setattr(documents, "BATCH_DOCUMENTS", 10)
    read = []

    def source():
        for number in range(25):
            read.append(number)
            yield made(number)

    first = next(batches(source()))
    assert (len(first), len(read)) == (10, 10)


def test_the_last_of_equal_keys_counts():
    (batch,) = batches([made(1, 1), made(2, 2), made(1, 3)])
    assert {key: len(document.title) for key, document in batch.items()} == {"1": 3, "2": 2}


def test_no_documents_make_no_batch():
    assert list(batches([])) == []
