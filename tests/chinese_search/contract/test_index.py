"""What goes into the index and out of it: by signal, by hand, by command."""

from io import StringIO

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from modelsearch import index
from modelsearch.conf import get_app_config
from modelsearch.query import MATCH_ALL

from casestudies.chinese_search.analysis import VERSION
from tests.library.models import Flyer, Lesson, Novel, Subject, Work, Writer

from .told import told

IndexEntry = get_app_config().get_model("IndexEntry")


def entries(model):
    of_model = ContentType.objects.get_for_model(model, for_concrete_model=False)
    return IndexEntry.objects.filter(content_type=of_model)


def new(title, pages=1):
    return Work.objects.create(title=title, pages=pages, published="2020-01-01")


def titles(question, model=Work):
    return told(model.objects.search(question))


# --- by signal -------------------------------------------------------------------------------


def test_saving_indexes():
    work = new("钳工笔记")
    assert titles("钳工") == ["钳工笔记"]
    work.title = "铣工笔记"
    work.save()
    assert titles("钳工") == []
    assert titles("铣工") == ["铣工笔记"]


def test_deleting_removes():
    Novel.objects.get(title="夜班的灯").delete()
    assert set(titles("夜班")) == {"夜班的风", "夜班的雪"}
    assert Work.objects.search("夜班").count() == 2
    assert told(Work.objects.autocomplete("夜")) == titles("夜班")


def test_a_key_that_is_no_number():
    lesson = Lesson.objects.create(name="午间体操")
    assert titles("体操", Lesson) == ["午间体操"]
    lesson.name = "午间太极"
    lesson.save()
    assert titles("体操", Lesson) == []
    lesson.delete()
    assert titles("太极", Lesson) == []


def test_fields_that_were_not_saved_are_not_indexed():
    work = new("钳工笔记")
    work.title, work.pages = "铣工笔记", 7
    work.save(update_fields=["pages"])
    assert titles("铣工") == []
    assert titles("钳工") == ["钳工笔记"]


def test_a_model_without_search_fields_has_no_entries():
    Flyer.objects.create(title="钳工告示", pages=1, published="2020-01-01")
    assert not entries(Flyer).exists()
    assert titles("钳工") == []


# --- one object ------------------------------------------------------------------------------


def test_add_and_delete(backend):
    work = new("钳工笔记")
    backend.delete(work)
    assert titles("钳工") == []
    backend.add(work)
    backend.refresh_indexes()
    assert titles("钳工") == ["钳工笔记"]
    assert titles("夜班 灯")[0] == "夜班的灯"


def test_an_object_has_one_entry(backend):
    work = new("钳工笔记")
    for _each in range(3):
        backend.add(work)
    (entry,) = IndexEntry.objects.filter(object_id=str(work.pk), content_type__model="work")
    assert str(entry) == "work: 钳工笔记"
    assert entry.model == "work"
    assert entry.title_norm == VERSION


def test_deleting_what_is_not_there(backend):
    work = new("钳工笔记")
    backend.delete(work)
    backend.delete(work)
    assert titles("钳工") == []


def test_deleting_leaves_objects_of_other_models_with_the_same_key(backend):
    work = new("钳工笔记")
    writer = Writer.objects.create(pk=work.pk, name="钳工老周")
    backend.delete(work)
    assert told(Writer.objects.search("钳工")) == [writer.name]


def test_a_parent_is_indexed_as_what_it_is():
    novel = Novel.objects.get(title="夜班的灯")
    index.insert_or_update_object(Work.objects.get(pk=novel.pk))
    assert not entries(Work).filter(object_id=str(novel.pk)).exists()
    assert entries(Novel).filter(object_id=str(novel.pk)).count() == 1
    assert titles("江海船厂 灯")[0] == "夜班的灯"


def test_unsaved_objects_are_not_indexed():
    before = IndexEntry.objects.count()
    index.insert_or_update_object(Work(title="没存", pages=1, published="2020-01-01"))
    assert IndexEntry.objects.count() == before


def test_long_texts_are_indexed(backend):
    writer = Writer(pk=7_777, name="字" * 60_000 + "尾")
    backend.add(writer)
    (entry,) = entries(Writer).filter(object_id="7777")
    assert entry.title_norm == VERSION


@pytest.mark.parametrize(
    "title", ["a" * 90, "12" * 40, "\U00020000" * 50, "é" * 90, "'\\\"&|!:*<->", "\u200b\ufeff"]
)
def test_any_title_is_indexed(title):
    work = new(title)
    assert entries(Work).filter(object_id=str(work.pk)).count() == 1
    assert set(titles(title)) <= {title}


# --- many ------------------------------------------------------------------------------------


def test_add_bulk(backend):
    works = Work.objects.bulk_create(
        Work(title=f"钳工笔记 {number}", pages=1, published="2020-01-01") for number in range(3)
    )
    assert titles("钳工") == []
    backend.add_bulk(Work, works)
    assert len(titles("钳工")) == 3
    backend.add_bulk(Work, (work for work in works))
    backend.add_bulk(Work, [*works, *works])
    assert entries(Work).filter(object_id__in=[work.pk for work in works]).count() == 3


def test_add_bulk_of_more_than_one_batch(backend):
    works = Work.objects.bulk_create(
        Work(title=f"钳工笔记 {number}", pages=1, published="2020-01-01") for number in range(1_200)
    )
    backend.add_bulk(Work, works)
    assert Work.objects.search("钳工").count() == 1_200
    assert len(titles("钳工")) == 1_200
    assert set(titles("1199")) == {"钳工笔记 1199"}


def test_add_bulk_of_nothing(backend):
    before = IndexEntry.objects.count()
    backend.add_bulk(Work, [])
    backend.add_bulk(Work, Work.objects.none())
    assert IndexEntry.objects.count() == before


def test_reset(backend):
    backend.reset_indexes()
    assert not IndexEntry.objects.exists()
    assert titles("夜班") == []
    assert told(Work.objects.autocomplete("夜")) == []
    assert Work.objects.search("夜班").count() == 0
    assert len(told(Work.objects.search(MATCH_ALL))) == Work.objects.count()


# --- commands --------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["update_index", "wagtail_update_index"])
def test_the_command_makes_the_index_what_the_tables_are(command):
    Work.objects.filter(title="班组长读本").update(title="班组长新读本")
    gone = Subject.objects.get(name="技术工作")
    Subject.objects.filter(pk=gone.pk)._raw_delete("default")
    missing = entries(Writer).get(object_id=str(Writer.objects.get(name="钱大川").pk))
    missing.delete()
    assert told(Work.objects.search("新读本", operator="and")) == []

    call_command(command, stdout=StringIO())

    assert told(Work.objects.search("新读本", operator="and")) == ["班组长新读本"]
    assert told(Writer.objects.search("钱大川")) == ["钱大川"]
    assert not entries(Subject).filter(object_id=str(gone.pk)).exists()
    assert entries(Subject).count() == Subject.objects.count()
    assert not entries(Flyer).exists()
    assert set(titles("夜班")) == {"夜班的灯", "夜班的风", "夜班的雪"}
    assert len(titles("瑜伽", Lesson)) == 2
    assert set(IndexEntry.objects.values_list("title_norm", flat=True)) == {VERSION}


def test_the_command_can_be_silent():
    output = StringIO()
    call_command("update_index", verbosity=0, stdout=output)
    assert output.getvalue() == ""


def test_the_command_works_in_chunks():
    before = set(IndexEntry.objects.values_list("content_type", "object_id"))
    IndexEntry.objects.filter(content_type__model="novel").delete()
    call_command("update_index", chunk_size=2, stdout=StringIO())
    assert set(IndexEntry.objects.values_list("content_type", "object_id")) >= before
