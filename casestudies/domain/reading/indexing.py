"""The one writer of the copies that lists of cases sort and filter by, and of kept counts."""

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from ...chinese_search import freshness
from ...enums import CountFacet
from ...models.case import CaseCount, CasePage, CaseTopic


@transaction.atomic
def refresh(page):
    """Write the list copies of one case after any change to it, then all counts."""
    _write_copies(CasePage.objects.get(pk=page.pk))
    recount()


@transaction.atomic
def refresh_below(page):
    """Write the list copies of every case at or below a page whose privacy changed."""
    for case in CasePage.objects.descendant_of(page, inclusive=True):
        _write_copies(case)
    recount()


def refresh_all():
    """Write the copies of every case anew, then all counts: for imports and repairs."""
    for case in CasePage.objects.order_by("pk").iterator(chunk_size=500):
        _write_copies(case)
    recount()


def _write_copies(page):
    """A case is public when it is live and no page above it is private.

    An index on another server has the copies too, to filter by.
    """
    is_public = page.live and not page.get_view_restrictions().exists()
    published_on = page.first_published_at if is_public else None
    copies = {
        "library": page.get_parent().pk,
        "is_public": is_public,
        "published_on": published_on,
        "year": timezone.localtime(published_on).year if published_on else None,
        "region": page.recommended_by,
    }
    if copies != {name: getattr(page, name) for name in copies}:
        CasePage.objects.filter(pk=page.pk).update(**copies)
        freshness.index_again(CasePage, [page.pk])
    CaseTopic.objects.filter(content_object=page.pk).update(
        library=copies["library"], is_public=is_public, published_on=published_on
    )


@transaction.atomic
def recount():
    """Count the public cases of each library anew: in all, by topic id, by year."""
    public = CasePage.objects.readable()
    _keep(CountFacet.ALL, _tally(public))
    _keep(CountFacet.TOPIC, _tally(CaseTopic.objects.filter(is_public=True), "tag_id"))
    _keep(CountFacet.YEAR, _tally(public, "year"))


def _tally(queryset, *columns) -> dict[tuple[int, str], int]:
    """Return the numbers by library and value; without a column the value is empty."""
    rows = queryset.order_by().values_list("library", *columns).annotate(number=Count("*"))
    return {(library, str(*value)): number for library, *value, number in rows}


def _keep(facet, numbers):
    kept = CaseCount.objects.filter(facet=facet)
    gone = [
        pk
        for pk, *place in kept.values_list("pk", "library", "value")
        if tuple(place) not in numbers
    ]
    kept.filter(pk__in=gone).delete()
    CaseCount.objects.bulk_create(
        [
            CaseCount(facet=facet, library=library, value=value, number=number)
            for (library, value), number in numbers.items()
        ],
        update_conflicts=True,
        unique_fields=["facet", "library", "value"],
        update_fields=["number"],
    )
