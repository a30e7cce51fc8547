"""What a question finds on the shelf."""

from .models import Book


def found(question, model=Book):
    return [each.pk for each in model.objects.all().search(question, operator="and")]
