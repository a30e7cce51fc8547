"""Topics for readers: one, all with their numbers, and all by group."""

from django.db.models import CharField, IntegerField, OuterRef, Subquery, Sum
from django.db.models.functions import Cast, Coalesce

from ...enums import CountFacet
from ...models.case import CaseCount
from ...models.topic import Topic


def with_number(libraries):
    """Return the topics, each with ``number``, the kept number of the libraries' public cases."""
    kept = CaseCount.objects.filter(
        library__in=libraries, facet=CountFacet.TOPIC, value=Cast(OuterRef("pk"), CharField())
    )
    total = kept.order_by().values("facet").annotate(total=Sum("number")).values("total")
    return Topic.objects.annotate(number=Coalesce(Subquery(total), 0, output_field=IntegerField()))


def find(slug, libraries) -> Topic | None:
    """Return the topic with its number, or None."""
    # PostgreSQL refuses NUL in a text.
    return None if "\x00" in slug else with_number(libraries).filter(slug=slug).first()


def by_group(topics) -> list[tuple[str, list]]:
    """Return the topics under the name of their group, groups in the order of their first."""
    groups = {}
    for topic in topics:
        groups.setdefault(topic.group, []).append(topic)
    return list(groups.items())
