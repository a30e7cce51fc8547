"""Lists of public cases: each answered from one indexed table, counted beforehand."""

from ...enums import CountFacet
from ...models.case import CaseCount, CasePage, CaseTopic
from ...models.topic import Topic


def newest(*, year=None):
    """Return the readable cases, newest first, of one year if given."""
    cases = CasePage.objects.readable().newest_first()
    return cases.filter(year=year) if year else cases


def of_topic(topic):
    """Return the topic rows of readable cases, newest first; see ``ids_of`` and ``fill``."""
    return CaseTopic.objects.filter(tag=topic, is_public=True).order_by(
        "-published_on", "-content_object"
    )


def kept_number(facet, value="") -> int:
    """Return the kept count of a facet's value; 0 when it was never counted."""
    row = CaseCount.objects.filter(facet=facet, value=str(value)).values_list("number", flat=True)
    return row.first() or 0


def topics_with_numbers() -> list[Topic]:
    """Return all topics in order, each with ``number`` public cases; two queries."""
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
