"""What the topics tell search about words."""

from ...chinese_search.vocabulary import Entry
from ...models.topic import Topic


def search_entries() -> list[Entry]:
    """Return what the topics say of words, for ``CHINESE_SEARCH_VOCABULARY``: 1 query."""
    entries = []
    for topic in Topic.objects.only("name", "synonyms", "narrower", "broader"):
        names = (topic.name, *topic.synonym_list)
        narrower = tuple(tuple(equal) for equal in topic.narrower_list)
        entries.append(Entry(names, narrower, tuple(topic.broader_list)))
        # Equal names of something broader are equal whatever the topic.
        entries += [Entry(tuple(equal)) for equal in topic.broader_names if len(equal) > 1]
    return entries
