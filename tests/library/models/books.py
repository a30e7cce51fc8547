"""A book and what stands in its document: every kind of relation, one and two steps away."""

from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from modelsearch import index
from taggit.managers import TaggableManager

from .works import SearchableQuerySet


class Named(models.Model):
    name = models.CharField(max_length=50)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name


class Town(Named):
    pass


class Publisher(Named):
    town = models.ForeignKey(Town, on_delete=models.SET_NULL, null=True, related_name="+")


class Author(Named):
    """Retrieved in books through a table made by Django."""


class Reader(Named):
    """Retrieved in books through ``Loan``, a table with a model."""


class Prize(Named):
    pass


class Book(index.Indexed, ClusterableModel, Named):
    publisher = models.ForeignKey(
        Publisher, on_delete=models.SET_NULL, null=True, related_name="books"
    )
    authors = models.ManyToManyField(Author, related_name="books")
    readers = models.ManyToManyField(Reader, through="Loan", related_name="books")
    prizes = ParentalManyToManyField(Prize, related_name="books")
    related = models.ManyToManyField("self", symmetrical=True)
    tags = TaggableManager(related_name="+")
    notes = GenericRelation("library.Note")

    objects = SearchableQuerySet.as_manager()
    search_fields = [
        index.SearchField("name"),
        index.RelatedFields(
            "publisher",
            [
                index.SearchField("name"),
                index.RelatedFields("town", [index.SearchField("name")]),
            ],
        ),
        index.RelatedFields("authors", [index.SearchField("name")]),
        index.RelatedFields("readers", [index.SearchField("name")]),
        index.RelatedFields("prizes", [index.SearchField("name")]),
        index.RelatedFields("related", [index.SearchField("name")]),
        index.RelatedFields("tags", [index.SearchField("name")]),
        index.RelatedFields("notes", [index.SearchField("name")]),
        index.RelatedFields("shelves", [index.SearchField("name")]),
        index.RelatedFields("cover", [index.SearchField("name")]),
        index.RelatedFields(
            "chapters",
            [
                index.SearchField("name"),
                index.RelatedFields("drawings", [index.SearchField("name")]),
            ],
        ),
    ]


class Yearbook(Book):
    """A book of its own kind: its row is in two tables, its document is one."""


class Loan(models.Model):
    book = models.ForeignKey(Book, on_delete=models.CASCADE)
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE)

    def __str__(self):
        return f"{self.book}: {self.reader}"


class Cover(Named):
    book = models.OneToOneField(Book, on_delete=models.CASCADE, related_name="cover")


class Chapter(Named):
    book = ParentalKey(Book, on_delete=models.CASCADE, related_name="chapters")


class Drawing(Named):
    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="drawings")


class Note(Named):
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveIntegerField()
    about = GenericForeignKey()


class Shelf(Named):
    books = models.ManyToManyField(Book, related_name="shelves")


class Club(index.Indexed, Named):
    """Indexed by a command only."""

    readers = models.ManyToManyField(Reader, related_name="clubs")

    search_auto_update = False
    objects = SearchableQuerySet.as_manager()
    search_fields = [
        index.SearchField("name"),
        index.RelatedFields("readers", [index.SearchField("name")]),
    ]


class Leaflet(index.Indexed, models.Model):
    """What a server of its own is asked for: a boosted title, a text, something to filter by."""

    title = models.CharField(max_length=80)
    text = models.TextField(blank=True)
    year = models.IntegerField(default=2021)

    search_auto_update = False
    objects = SearchableQuerySet.as_manager()
    search_fields = [
        index.SearchField("title", boost=3),
        index.AutocompleteField("title"),
        index.SearchField("text"),
        index.FilterField("year"),
    ]

    def __str__(self):
        return self.title
