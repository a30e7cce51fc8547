"""Finding public cases by words of their headline or by their topics."""

from django.db.models import Q

from ...models.case import CasePage
from ...models.topic import Topic


def topics_for(query) -> list[Topic]:
    """Return the topics whose name or synonyms contain the query, or that stand in it."""
    if not query:
        return []
    return [
        topic
        for topic in Topic.objects.all()
        if any(query in word or word in query for word in (topic.name, *topic.synonym_list))
    ]


def found_ids(query):
    """Return the ids of readable cases the query finds, newest first; lazily."""
    wanted = (
        Q(title__icontains=query)
        | Q(subtitle__icontains=query)
        | Q(introduction__icontains=query)
        | Q(byline__icontains=query)
        | Q(case_topics__tag__in=topics_for(query))
    )
    return (
        CasePage.objects.readable()
        .filter(wanted)
        .newest_first()
        .values_list("page_ptr_id", flat=True)
        .distinct()
    )
