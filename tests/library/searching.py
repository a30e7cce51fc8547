"""What a query finds among the books."""

from .models import Book


def found(query, model=Book):
    return [each.pk for each in model.objects.all().search(query, operator="and")]
