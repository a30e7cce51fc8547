"""Finding public cases by words in their headline, byline and introduction, or by topic."""

from django.db.models import Q

from ...models.case import CasePage, CaseTopic
from ...models.topic import Topic

#: Longer questions are cut.
MAX_LENGTH = 50
_FIELDS = ("title", "subtitle", "introduction", "byline", "recommended_by")


def words(question: str) -> list[str]:
    """Return the words of a question: at most five, without what databases refuse."""
    return question.replace("\x00", "")[:MAX_LENGTH].split()[:5]


def topics_for(wanted) -> list[Topic]:
    """Return the topics whose name or a synonym contains one of the words: 1 query."""
    return [
        topic
        for topic in (Topic.objects.all() if wanted else ())
        if any(_names(topic, word) for word in wanted)
    ]


def _names(topic, word) -> bool:
    return any(word.casefold() in name.casefold() for name in (topic.name, *topic.synonym_list))


def found_ids(wanted, topics):
    """Return the ids of readable cases that each word finds, newest first; lazily.

    ``topics`` are those of ``topics_for``: a word may find a case by its topic.
    """
    cases = CasePage.objects.readable()
    for word in wanted:
        hits = Q()
        for name in _FIELDS:
            hits |= Q(**{f"{name}__icontains": word})
        named = [topic.pk for topic in topics if _names(topic, word)]
        rows = CaseTopic.objects.filter(tag__in=named, is_public=True)
        cases = cases.filter(hits | Q(pk__in=rows.values("content_object")))
    return cases.newest_first().values_list("page_ptr_id", flat=True)
