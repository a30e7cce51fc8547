"""Filters of the queryset: each lookup, and refusal of fields that are no filter fields."""

from datetime import date, time

import pytest
from django.db.models import Q, Subquery
from modelsearch.backends.base import FieldError, FilterError, FilterFieldError
from modelsearch.query import MATCH_ALL, PlainText

from tests.library.models import Figure, Handbook, Lesson, Novel, Subject, Work, Writer

from .told import told

#: Each lookup is tried with everything, with a planned question and with a tree.
QUERIES = [MATCH_ALL, "夜班", PlainText("夜班"), ~PlainText("焊接")]


@pytest.fixture(params=QUERIES, ids=["all", "typed", "tree", "not"])
def search(request, backend):
    """Search filtered works, and tell what the database alone would say of the same filter."""
    unfiltered = set(backend.search(request.param, Work))

    def compare(queryset):
        found = backend.search(request.param, queryset)
        expected = set(queryset) & unfiltered
        assert set(found) == expected
        assert found.count() == len(expected)
        return found

    return compare


@pytest.mark.parametrize(
    "condition",
    [
        Q(pages=440),
        Q(pages__lt=352),
        Q(pages__lte=352),
        Q(pages__gt=352),
        Q(pages__gte=352),
        Q(pages=310) | Q(pages=1160),
        Q(pages__gt=300) & Q(published__lt=date(2013, 1, 1)),
        ~Q(pages__gt=200),
        Q(pages__in=[310, 440]),
        Q(pages__in=[]),
        Q(pages__range=(300, 400)),
        Q(title__startswith="夜"),
        Q(title__exact="夜班的灯"),
        Q(title__contains="班"),
        Q(title__isnull=True),
        Q(title__isnull=False),
        Q(published__year=2013),
        Q(published__year__gt=2013),
        Q(published__year__lte=2012),
        Q(published=date(2013, 6, 12)),
        Q(published__in=[date(2013, 6, 12), date(2011, 5, 1)]),
        Q(writers__born__isnull=False),
    ],
    ids=str,
)
def test_lookups(search, condition):
    search(Work.objects.filter(condition).distinct())


def test_iterables(search):
    search(Work.objects.filter(pages__in=iter([310, 440])).all())


@pytest.mark.parametrize("wrap", [lambda values: values, Subquery], ids=["queryset", "subquery"])
def test_subqueries(search, wrap):
    values = Work.objects.filter(pages__lt=352).values_list("pages", flat=True)
    search(Work.objects.filter(pages__in=wrap(values)))


def test_an_exact_subquery(backend):
    hero = Figure.objects.filter(name="严师傅").order_by("novel").values_list("pk", flat=True)[:1]
    for value in (hero, Subquery(hero)):
        assert told(backend.search(MATCH_ALL, Novel.objects.filter(hero=value))) == ["夜班的灯"]


def test_joined_querysets(search):
    search(Work.objects.filter(pages=440) & Work.objects.filter(published=date(2013, 6, 12)))
    search(Work.objects.filter(pages=310) | Work.objects.filter(pages=1160))


def test_a_field_of_the_parent(backend):
    assert told(backend.search(MATCH_ALL, Novel.objects.filter(pages=310))) == ["夜班的灯"]
    assert told(backend.search("夜班", Novel.objects.filter(pages=310))) == ["夜班的灯"]


def test_the_key_of_a_child(backend):
    guide = Handbook.objects.get(title="焊接技术：入门")
    assert set(backend.search("焊接", Handbook.objects.filter(id=guide.id))) == {guide}


def test_times(backend):
    def found(**condition):
        return set(told(backend.search("瑜伽", Lesson.objects.filter(**condition))))

    assert found(begins=time(7, 15)) == {"早间瑜伽"}
    assert found(begins__lt=time(12)) == {"早间瑜伽"}
    assert found(begins__range=(time(7), time(20))) == {"早间瑜伽", "晚间瑜伽"}
    assert found(begins__in=[time(18), time(9)]) == {"晚间瑜伽"}
    assert found(begins=time(9)) == set()


def test_missing_values(backend):
    unknown = backend.search(MATCH_ALL, Writer.objects.filter(born__isnull=True))
    assert set(told(unknown)) == {"陆明远", "钱大川"}
    known = backend.search(MATCH_ALL, Writer.objects.filter(born__isnull=False))
    assert set(told(known)) == {"沈建工", "顾雨晴"}


# --- across relations ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "question", "hit", "miss"),
    [
        (Novel, "夜班", {"figures__name": "小周", "pages": 310}, {"figures__name": "阿秀"}),
        (Figure, "严师傅", {"novel__pages": 310}, {"novel__pages": 255}),
        (Figure, "小周", {"novel__setting": "江海船厂", "novel__pages": 352}, {"novel__pages": 1}),
        (Novel, "灯", {"hero__name": "严师傅"}, {"hero__name": "小周"}),
        (Figure, "严师傅", {"leads__title": "夜班的灯"}, {"leads__title": "夜班的风"}),
        (Work, "灯", {"writers__born": date(1981, 9, 30)}, {"writers__born": date(1952, 3, 1)}),
        (Writer, "顾雨晴", {"works__published": date(2011, 5, 1)}, {"works__pages": 440}),
        (
            Writer,
            "顾雨晴",
            {"works__published": date(2011, 5, 1), "works__pages__lt": 320},
            {"works__published": date(2011, 5, 1), "works__pages__gt": 320},
        ),
    ],
)
def test_related_fields(backend, model, question, hit, miss):
    assert len(backend.search(question, model.objects.filter(**hit))) == 1
    assert backend.search(question, model.objects.filter(**hit)).count() == 1
    assert told(backend.search(question, model.objects.filter(**miss))) == []


# --- a tree ----------------------------------------------------------------------------------


def test_places_in_a_tree(backend):
    def found(queryset, question="工会"):
        return set(told(backend.search(question, queryset)))

    union = Subject.objects.get(name="工会工作")
    group = Subject.objects.get(name="工会小组")
    organisation = Subject.objects.get(name="工会组织")
    assert found(union.get_children()) == {"工会组织", "工会权益"}
    assert found(union.get_children(), "小组") == set()
    assert found(union.get_descendants()) == {"工会组织", "工会权益", "工会小组"}
    assert found(group.get_ancestors()) == {"工会工作", "工会组织"}
    assert found(group.get_ancestors(), "权益") == set()
    assert found(organisation.get_siblings()) == {"工会组织", "工会权益"}
    assert found(Subject.get_root_nodes()) == {"工会工作"}
    assert found(Subject.get_root_nodes(), "技术") == {"技术工作"}


# --- refusals --------------------------------------------------------------------------------


@pytest.mark.parametrize("query", QUERIES, ids=["all", "typed", "tree", "not"])
@pytest.mark.parametrize("find", ["search", "autocomplete"])
def test_a_field_that_is_no_filter_field(backend, query, find):
    with pytest.raises(FilterFieldError) as refused:
        getattr(backend, find)(query, Work.objects.filter(shelf_mark="A1"))
    assert str(refused.value) == (
        'Cannot filter search results with field "shelf_mark". '
        'Please add index.FilterField("shelf_mark") to Work.search_fields.'
    )
    assert refused.value.field_name == "shelf_mark"
    assert isinstance(refused.value, FieldError)


def test_a_related_field_that_is_no_filter_field(backend):
    with pytest.raises(FilterFieldError) as refused:
        backend.search("严师傅", Figure.objects.filter(leads__published=date(2011, 5, 1)))
    assert str(refused.value) == (
        'Cannot filter search results with field "published". '
        'Please add index.FilterField("published") to the RelatedFields("leads") definition in '
        "Figure.search_fields."
    )


def test_a_relation_that_is_not_indexed(backend):
    with pytest.raises(FilterFieldError) as refused:
        backend.search("严师傅", Figure.objects.filter(novel__writers__born=date(1981, 9, 30)))
    assert str(refused.value) == (
        'Cannot filter search results with field "born". '
        "Please add a suitable index.RelatedFields definition to Figure.search_fields."
    )


def test_a_part_of_a_date_other_than_the_year(backend):
    with pytest.raises(FilterError, match='"month" queries are not supported'):
        backend.search("夜班", Work.objects.filter(published__month=5))
