"""Numbered pages over ids whose number is known beforehand."""

from django.core.paginator import Page, Paginator

from ...asked import number
from ...conf import PER_PAGE
from ...domain.reading.cases import cards


class CountedPaginator(Paginator):
    """A Paginator that is told its count instead of asking the database for it.

    Any number asked for gives the nearest page there is, and nonsense the first, a number
    of twenty digits included.
    """

    def __init__(self, ids, *, count):
        super().__init__(ids, PER_PAGE)
        self.count = count

    def nearest(self, asked) -> Page:
        return self.page(max(1, min(number(asked) or 1, self.num_pages)))


def page_of_cards(request, ids, *, count) -> Page:
    """Return the asked page; its objects are cards."""
    page = CountedPaginator(ids, count=count).nearest(request.GET.get("page"))
    page.object_list = cards(page.object_list) if count else []
    return page
