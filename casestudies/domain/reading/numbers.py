"""The kept numbers of public cases that stand beside filters; nothing is counted here."""

from dataclasses import dataclass, field

from django.db.models import BigIntegerField, Case, OuterRef, Subquery, When
from django.db.models.functions import Cast, JSONObject
from django.urls import reverse

from ...enums import CountFacet
from ...models.case import CaseCount
from ...models.topic import Topic


@dataclass(frozen=True, slots=True)
class TopicLine:
    """What a list shows of a topic: its row is not read."""

    name: str
    slug: str
    group: str
    sort_order: int
    number: int

    def get_absolute_url(self):
        return reverse("casestudies:topic", args=[self.slug])


@dataclass
class KeptNumbers:
    """``years`` maps a year to its number, newest first."""

    total: int = 0
    years: dict[int, int] = field(default_factory=dict)
    topics: list[TopicLine] = field(default_factory=list)


def kept_numbers(libraries) -> KeptNumbers:
    """Return all numbers of the libraries, with the topics that have cases, in order: 1 query."""
    topic_key = Case(When(facet=CountFacet.TOPIC, then=Cast("value", BigIntegerField())))
    topic = Topic.objects.filter(pk=OuterRef("topic_key")).values(
        found=JSONObject(name="name", slug="slug", group="group", sort_order="sort_order")
    )
    rows = CaseCount.objects.filter(library__in=libraries, number__gt=0).annotate(
        topic_key=topic_key, topic=Subquery(topic)
    )
    kept, topics = KeptNumbers(), {}
    for row in rows.order_by("-value"):
        if row.facet == CountFacet.ALL:
            kept.total += row.number
        elif row.facet == CountFacet.YEAR:
            kept.years[int(row.value)] = kept.years.get(int(row.value), 0) + row.number
        elif row.topic:
            found, number = topics.get(row.value, (row.topic, 0))
            topics[row.value] = found, number + row.number
    lines = (TopicLine(**found, number=number) for found, number in topics.values())
    kept.topics = sorted(lines, key=lambda topic: (topic.sort_order, topic.name))
    return kept
