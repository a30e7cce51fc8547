"""The topics of a case, and other cases that share them."""

from collections import Counter

from django.db.models import OuterRef, Subquery

from ...models.case import CasePage, CaseTopic
from ...models.topic import Topic
from .cases import cards_without_topics

SHOWN = 3
_COLUMNS = [f"nearby_{place}" for place in range(SHOWN)]


def topics_of(page) -> list[Topic]:
    """Return the topics of a case, a draft included, each with ``nearby``: 1 query.

    ``nearby`` are the ids of the topic's newest other public cases.
    """
    topics = Topic.objects.filter(pk__in=page.case_topics.values_list("tag_id", flat=True))
    found = list(with_neighbours(topics, page))
    for topic in found:
        ids = (getattr(topic, column) for column in _COLUMNS)
        topic.nearby = [pk for pk in ids if pk is not None]
    return found


def with_neighbours(topics, page):
    """Annotate topics with the newest other cases of its library: each a seek in their index."""
    # A draft that was never saved has no place yet.
    library = page.library or (page.get_parent().pk if page.path else None)
    others = (
        CaseTopic.objects.filter(tag=OuterRef("pk"), is_public=True, library=library)
        .exclude(content_object=page.pk)
        .order_by("-published_on", "-content_object")
        .values("content_object")
    )
    return topics.annotate(
        **{column: Subquery(others[place : place + 1]) for place, column in enumerate(_COLUMNS)}
    )


def related(topics) -> list[CasePage]:
    """Return cases near these topics (``topics_of``): most topics shared first. 1 query."""
    shared = Counter(pk for topic in topics for pk in topic.nearby)
    return cards_without_topics([pk for pk, _number in shared.most_common(SHOWN)])
