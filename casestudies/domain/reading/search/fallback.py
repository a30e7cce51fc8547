"""The fallback: topics to go on with where a query found nothing, or where there is none."""

from dataclasses import dataclass

from ....chinese_search.analysis import canonical
from ....models.topic import Topic
from ..scope import Scope
from ..topics import by_group, with_number

SHOWN = 8


@dataclass(frozen=True)
class Fallback:
    """``nearest`` are close to the query, ``popular`` have most cases; both may overlap."""

    nearest: list[Topic]
    popular: list[Topic]
    groups: list[tuple[str, list[Topic]]]


def fallback(query="", *, scope=None) -> Fallback:
    """Return the topics that have public cases, those near the query first: 2 queries."""
    topics = list(with_number((scope or Scope()).libraries).filter(number__gt=0))
    text = canonical(query)
    scores = {topic.pk: closeness(text, topic) for topic in topics}
    near = [topic for topic in topics if scores[topic.pk]]
    return Fallback(
        nearest=sorted(near, key=lambda topic: -scores[topic.pk])[:SHOWN],
        popular=sorted(topics, key=lambda topic: -topic.number)[:SHOWN],
        groups=by_group(topics),
    )


def closeness(text, topic) -> float:
    """Return how much of the canonical text a name of the topic has, from 0 to 1.

    Pairs of characters count as much as characters: 劳动竞技 is nearer to 技能竞赛 than
    劳模 is. A lone character in common is chance unless it is half of the query.
    """
    narrower = (name for names in topic.narrower_list for name in names)
    names = map(canonical, (topic.name, *topic.synonym_list, *narrower, *topic.broader_list))
    return max((_overlap(text, name) for name in names), default=0)


def _overlap(text, name) -> float:
    shared = set(text) & set(name) - {" "}
    if len(shared) < 2 and len(text) > 2:
        return 0
    return (_share(set(text), shared) + _share(_pairs(text), _pairs(name))) / 2


def _share(wanted, had) -> float:
    return len(wanted & had) / len(wanted) if wanted else 0


def _pairs(text):
    return {text[place : place + 2] for place in range(len(text) - 1)}
