"""Lists of public cases: each answered from one indexed table, counted beforehand.

A list takes the ids of one page from one index (``page_ids``), then reads those rows with
what a card shows (``cards``).
"""

from django.db.models import Prefetch
from wagtail.images import get_image_model

from ... import conf
from ...enums import CountFacet
from ...models.case import CaseCount, CasePage, CaseTopic
from ...models.topic import Topic

PER_PAGE = 20
RELATED = 3


def newest_ids(*, year=None):
    """Return the ids of readable cases, newest first, of one year if given; lazily."""
    cases = CasePage.objects.readable().newest_first()
    if year:
        cases = cases.filter(year=year)
    return cases.values_list("page_ptr_id", flat=True)


def topic_ids(topic):
    """Return the ids of a topic's readable cases, newest first; lazily."""
    rows = CaseTopic.objects.filter(tag=topic, is_public=True)
    return rows.order_by("-published_on", "-content_object").values_list(
        "content_object_id", flat=True
    )


def cards(ids) -> list[CasePage]:
    """Return the cases of these ids, in this order, with covers and topics: 5 queries."""
    cases = (
        CasePage.objects.filter(pk__in=ids)
        .defer("body")
        .prefetch_related(
            Prefetch("cover", queryset=with_renditions("card")),
            Prefetch("case_topics", queryset=CaseTopic.objects.select_related("tag")),
        )
    )
    found = {case.pk: case for case in cases}
    return [found[pk] for pk in ids if pk in found]


def with_renditions(*names):
    """Return images with those of their renditions (``conf.RENDITIONS``) that exist."""
    model = get_image_model()
    renditions = model.get_rendition_model().objects.filter(
        filter_spec__in=[conf.RENDITIONS[name] for name in names]
    )
    return model.objects.prefetch_related(
        Prefetch("renditions", queryset=renditions, to_attr="prefetched_renditions")
    )


def related(page, topics) -> list[CasePage]:
    """Return the newest other readable cases of the page's topics: a query a topic, and one."""
    newest = {}
    for topic in topics[:RELATED]:
        rows = CaseTopic.objects.filter(tag=topic, is_public=True).order_by(
            "-published_on", "-content_object"
        )
        newest.update(rows.values_list("content_object_id", "published_on")[: RELATED + 1])
    newest.pop(page.pk, None)
    ids = sorted(newest, key=newest.get, reverse=True)[:RELATED]
    found = CasePage.objects.defer("body").in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def kept_number(facet=CountFacet.ALL, value="") -> int:
    """Return the kept count of a facet's value; 0 when there is none."""
    row = CaseCount.objects.filter(facet=facet, value=str(value)).values_list("number", flat=True)
    return row.first() or 0


def topics_with_numbers() -> list[Topic]:
    """Return all topics in order, each with ``number`` of public cases: 2 queries."""
    numbers = dict(CaseCount.objects.filter(facet=CountFacet.TOPIC).values_list("value", "number"))
    topics = list(Topic.objects.all())
    for topic in topics:
        topic.number = numbers.get(str(topic.pk), 0)
    return topics


def years_with_numbers() -> list[tuple[str, int]]:
    """Return the years that have public cases, newest first, each with its number."""
    return list(
        CaseCount.objects.filter(facet=CountFacet.YEAR, number__gt=0)
        .order_by("-value")
        .values_list("value", "number")
    )
