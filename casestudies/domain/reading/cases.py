"""Lists of public cases: ids from one index, then the rows of one page with what a card shows."""

from ...models.case import CasePage, CaseTopic
from .photos import card_picture, with_card_picture

#: Columns that no card shows, and that are long.
_LONG = ("body", "honours", "editor_note", "search_description")


def newest_ids(libraries, *, year=None):
    """Return the ids of the libraries' cases, newest first, of one year if given; lazily."""
    cases = CasePage.objects.readable().filter(library__in=libraries).newest_first()
    if year:
        cases = cases.filter(year=year)
    return cases.values_list("page_ptr_id", flat=True)


def topic_ids(topic, libraries):
    """Return the ids of a topic's readable cases in these libraries, newest first; lazily."""
    rows = CaseTopic.objects.filter(tag=topic, is_public=True, library__in=libraries)
    return rows.order_by("-published_on", "-content_object").values_list(
        "content_object_id", flat=True
    )


def cards(ids) -> list[CasePage]:
    """Return the cases of these ids newest first, each with ``picture`` and ``topic_list``.

    ``ids`` is a list, or a slice of a list above: then one query finds ids and rows.
    Two queries in all.
    """
    cases = _rows(ids)
    topics = {case.pk: [] for case in cases}
    rows = CaseTopic.objects.filter(content_object__in=topics).select_related("tag")
    for row in rows.order_by("tag__sort_order", "tag__name"):
        topics[row.content_object_id].append(row.tag)
    for case in cases:
        case.topic_list = topics[case.pk]
    return cases


def cards_without_topics(ids) -> list[CasePage]:
    """Return the cases of these ids in this order, each with ``picture``: 1 query."""
    found = {case.pk: case for case in _rows(ids)} if ids else {}
    return [found[pk] for pk in ids if pk in found]


def _rows(ids) -> list[CasePage]:
    cases = list(
        with_card_picture(CasePage.objects.filter(pk__in=ids)).defer(*_LONG).newest_first()
    )
    for case in cases:
        case.picture = card_picture(case)
    return cases
