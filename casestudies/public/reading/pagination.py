"""Numbered pages over ids whose number is known beforehand."""

from django.core.paginator import Page, Paginator

from ...domain.reading.cases import PER_PAGE, cards


class CountedPaginator(Paginator):
    """A Paginator that is told its count instead of asking the database for it."""

    def __init__(self, ids, *, count, per_page=PER_PAGE):
        super().__init__(ids, per_page)
        self.count = count


def page_of_cards(request, ids, *, count=None) -> Page:
    """Return the asked page with cards as its objects; a bad number gives the nearest page."""
    paginator = Paginator(ids, PER_PAGE) if count is None else CountedPaginator(ids, count=count)
    page = paginator.get_page(request.GET.get("page"))
    page.object_list = cards(list(page.object_list))
    page.numbers = paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return page
