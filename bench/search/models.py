"""The table that documents are measured in."""

from django.db import models
from wagtail.search import index
from wagtail.search.queryset import SearchableQuerySetMixin


class DocumentQuerySet(SearchableQuerySetMixin, models.QuerySet):
    pass


class Document(index.Indexed, models.Model):
    title = models.TextField()
    body = models.TextField()
    #: Who the text is from, as a case has its union; empty where the file does not tell.
    unit = models.TextField(blank=True)

    objects = DocumentQuerySet.as_manager()

    search_fields = [
        index.SearchField("title", boost=2),
        index.SearchField("body"),
        index.SearchField("unit"),
        index.AutocompleteField("title"),
    ]

    class Meta:
        app_label = "search_bench"

    def __str__(self):
        return self.title
