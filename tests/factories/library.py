"""A stocked library (``tests.library``): each model, each relation, all of it indexed."""

from datetime import date, time

from modelsearch.backends import get_search_backend

from tests.library.models import (
    Figure,
    Flyer,
    Handbook,
    Lesson,
    Novel,
    Subject,
    Work,
    Writer,
)

_WRITERS = {
    "沈建工": date(1952, 3, 1),
    "顾雨晴": date(1981, 9, 30),
    "陆明远": None,
    "钱大川": None,
}
#: Title, pages, published, writers, then what is its own: setting, figures, the hero.
_NOVELS = [
    ("夜班的灯", 310, date(2011, 5, 1), ["顾雨晴"], "江海船厂", ["严师傅", "小周"], "严师傅"),
    ("夜班的风", 352, date(2012, 6, 1), ["顾雨晴"], "江海船厂", ["严师傅", "小周"], None),
    ("夜班的雪", 416, date(2013, 7, 1), ["顾雨晴"], "江海船厂", ["严师傅"], None),
    ("纺织姑娘", 255, date(1981, 2, 3), ["沈建工"], "通州纱厂", ["阿秀"], "阿秀"),
]
_HANDBOOKS = [
    ("焊接技术：入门", 176, date(2008, 5, 15), ["陆明远"], "welder"),
    ("焊接技术：权威指南", 1096, date(2006, 8, 1), ["陆明远", "钱大川"], "welder"),
    ("电气图解", 560, date(2017, 4, 7), ["钱大川"], "electrician"),
    ("维修电工手册", 1160, date(2013, 6, 12), ["沈建工"], "electrician"),
    ("PLC Step by Step", 440, date(2018, 6, 26), ["陆明远"], "electrician"),
]
_WORKS = [
    ("班组长读本", 440, date(2013, 6, 12), ["沈建工"]),
    ("安全第一", 95, date(2020, 10, 1), []),
]
_LESSONS = [
    ("早间瑜伽", time(7, 15), []),
    ("晚间瑜伽", time(18, 0), []),
    ("班前会", time(9, 0), ["夜班的灯"]),
]

TITLES = {work[0] for work in (*_NOVELS, *_HANDBOOKS, *_WORKS)}
NOVELS = {novel[0] for novel in _NOVELS}


def stock_library():
    """Fill the tables and the index; the objects are told apart by title or name."""
    writers = {name: Writer.objects.create(name=name, born=born) for name, born in _WRITERS.items()}
    for title, pages, published, names, setting, figures, hero in _NOVELS:
        novel = Novel.objects.create(title=title, pages=pages, published=published, setting=setting)
        novel.writers.set([writers[name] for name in names])
        people = {name: Figure.objects.create(name=name, novel=novel) for name in figures}
        novel.hero = people.get(hero)
        novel.save()
    for title, pages, published, names, trade in _HANDBOOKS:
        handbook = Handbook.objects.create(
            title=title, pages=pages, published=published, trade=trade
        )
        handbook.writers.set([writers[name] for name in names])
    for title, pages, published, names in _WORKS:
        work = Work.objects.create(title=title, pages=pages, published=published)
        work.writers.set([writers[name] for name in names])
    Flyer.objects.create(title="焊接告示", pages=1, published=date(2020, 1, 1))
    for name, begins, titles in _LESSONS:
        lesson = Lesson.objects.create(name=name, begins=begins)
        lesson.works.set(Work.objects.filter(title__in=titles))
    _plant_subjects()
    index_library()


def _plant_subjects():
    union = Subject.add_root(name="工会工作")
    organisation = union.add_child(name="工会组织")
    organisation.add_child(name="工会小组")
    union.refresh_from_db()
    union.add_child(name="工会权益")
    Subject.add_root(name="技术工作")


def index_library():
    """Index it all once more, after the relations were set."""
    backend = get_search_backend()
    for model in (Writer, Work, Novel, Handbook, Figure, Lesson, Subject):
        backend.add_bulk(model, model.get_indexed_objects())
