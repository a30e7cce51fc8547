"""The reading room of a union: works with their writers, figures and subjects, and lessons."""

from uuid import uuid4

from django.db import models
from modelsearch import index
from modelsearch.queryset import SearchableQuerySetMixin
from taggit.managers import TaggableManager
from treebeard.mp_tree import MP_Node


class SearchableQuerySet(SearchableQuerySetMixin, models.QuerySet):
    pass


class Writer(index.Indexed, models.Model):
    name = models.CharField(max_length=50)
    born = models.DateField(null=True)

    objects = SearchableQuerySet.as_manager()
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("born"),
        index.RelatedFields("works", [index.FilterField("published"), index.FilterField("pages")]),
    ]

    def __str__(self):
        return self.name


class Work(index.Indexed, models.Model):
    """Three tables of works: of any kind, novels and handbooks."""

    title = models.CharField(max_length=100)
    pages = models.IntegerField()
    published = models.DateField()
    shelf_mark = models.CharField(max_length=20, blank=True)
    writers = models.ManyToManyField(Writer, related_name="works")
    tags = TaggableManager()

    objects = SearchableQuerySet.as_manager()
    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.FilterField("title"),
        index.FilterField("pages"),
        index.FilterField("published"),
        index.FilterField("tags"),
        index.RelatedFields("writers", [index.SearchField("name"), index.FilterField("born")]),
    ]

    def __str__(self):
        return self.title

    @classmethod
    def get_indexed_objects(cls):
        objects = super().get_indexed_objects()
        if cls is Work:
            objects = objects.filter(novel=None, handbook=None, flyer=None)
        return objects

    def get_indexed_instance(self):
        """A novel or handbook is indexed as what it is."""
        for kind in ("novel", "handbook"):
            if found := getattr(self, kind, None):
                return found
        return self


class Figure(index.Indexed, models.Model):
    """Somebody in a novel."""

    name = models.CharField(max_length=50)
    novel = models.ForeignKey("Novel", on_delete=models.CASCADE, related_name="figures")

    objects = SearchableQuerySet.as_manager()
    search_fields = [
        index.SearchField("name"),
        index.FilterField("name"),
        index.RelatedFields("novel", [index.FilterField("pages"), index.FilterField("setting")]),
        index.RelatedFields("leads", [index.SearchField("title"), index.FilterField("title")]),
    ]

    def __str__(self):
        return self.name


class Novel(Work):
    setting = models.CharField(max_length=50)
    hero = models.OneToOneField(Figure, on_delete=models.SET_NULL, null=True, related_name="leads")

    search_fields = [
        *Work.search_fields,
        index.SearchField("setting"),
        index.FilterField("hero"),
        index.RelatedFields("figures", [index.SearchField("name"), index.FilterField("name")]),
        index.RelatedFields("hero", [index.SearchField("name"), index.FilterField("name")]),
    ]


class Handbook(Work):
    class Trade(models.TextChoices):
        WELDER = "welder", "焊工"
        ELECTRICIAN = "electrician", "维修电工"
        SAFETY = "safety", "安全员"

    trade = models.CharField(max_length=20, choices=Trade.choices)

    search_fields = [
        *Work.search_fields,
        index.SearchField("get_trade_display"),
        index.FilterField("trade"),
    ]


class Flyer(Work):
    """Kept, but not searched."""

    search_fields = []


class Lesson(index.Indexed, models.Model):
    """Its key is no number, and its works are two steps away from their writers."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    name = models.CharField(max_length=50)
    begins = models.TimeField(null=True)
    works = models.ManyToManyField(Work, related_name="lessons")

    objects = SearchableQuerySet.as_manager()
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("name"),
        index.FilterField("begins"),
        index.RelatedFields("works", [index.RelatedFields("writers", [index.SearchField("name")])]),
    ]

    def __str__(self):
        return self.name


class Subject(index.Indexed, MP_Node):
    """A tree of subjects, as pages are a tree."""

    name = models.CharField(max_length=50)

    search_fields = [
        index.SearchField("name"),
        index.FilterField("id"),
        index.FilterField("path"),
        index.FilterField("depth"),
    ]

    def __str__(self):
        return self.name
