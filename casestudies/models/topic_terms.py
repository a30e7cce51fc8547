"""What may stand in the other, narrower and broader terms of a topic."""

import re

from django.utils.translation import gettext as _

from ..chinese_search.analysis import canonical

#: The fields of a topic that hold terms, one on each line.
TERM_FIELDS = ("synonyms", "narrower", "broader")
LONGEST_NAME = 50
#: Of a name that is too long this much is repeated in the message.
_QUOTED = 12


def lines_of(text: str) -> list[str]:
    """Return the lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def names_of(line: str) -> list[str]:
    """Return the names of one thing, which “=” joins; an empty one where none was written."""
    return [name.strip() for name in re.split("[=＝]", line)]


def problems(topic, owners: dict[str, str]) -> dict[str, list[str]]:
    """Return for each field what is wrong with it, a sentence a name.

    ``owners`` tells for each canonical name of another topic how that topic is called.
    """
    found = {}
    name = canonical(topic.name)
    if name in owners:
        sentence = _("“%(name)s” is already a name of the topic “%(topic)s”.")
        found["name"] = [sentence % {"name": topic.name, "topic": owners[name]}]
    seen = {name: topic._meta.get_field("name").verbose_name}
    for field in TERM_FIELDS:
        sentences = [
            _("Line %(line)s: %(problem)s") % {"line": number, "problem": problem}
            for number, line in enumerate(getattr(topic, field).splitlines(), 1)
            for problem in _problems_of_line(topic, field, line, seen, owners)
        ]
        if sentences:
            found[field] = sentences
    return found


def problems_with(topic, field: str, line: str, owners: dict[str, str]) -> list[str]:
    """Return what is wrong with a line that is to be added, as ``problems`` says it.

    What is wrong with the lines that stand there already is not told.
    """
    seen = {canonical(topic.name): topic._meta.get_field("name").verbose_name}
    for each in TERM_FIELDS:
        for old in lines_of(getattr(topic, each)):
            for _old_problem in _problems_of_line(topic, each, old, seen, owners):
                pass
    return list(_problems_of_line(topic, field, line, seen, owners))


def _problems_of_line(topic, field, line, seen, owners):
    """Yield what is wrong with each name of the line, and add the names to ``seen``."""
    if not line.strip():
        return
    names = [line.strip()] if field == "synonyms" else names_of(line)
    for each in names:
        sentence = _shape(field, each) or _stranger(field, names, each, owners)
        if not sentence and canonical(each) in seen:
            sentence = _("“%(name)s” already stands in “%(field)s”. Keep one of them.")
        if sentence:
            yield sentence % _words(each, seen, owners)
        seen.setdefault(canonical(each), topic._meta.get_field(field).verbose_name)


def _words(name, seen, owners):
    """Return what the sentences speak of."""
    key = canonical(name)
    return {
        "name": name,
        "start": name[:_QUOTED],
        "field": seen.get(key),
        "topic": owners.get(key),
        "most": LONGEST_NAME,
    }


def _shape(field, name):
    """Return what is wrong with a name on its own."""
    if not name:
        return _("a name is missing beside “=”.")
    if field == "synonyms" and len(names_of(name)) > 1:
        return _("other names stand one on each line, without “=”.")
    if len(name) > LONGEST_NAME:
        return _("“%(start)s…” has more than %(most)s characters. Write a name, not a sentence.")
    if not canonical(name):
        return _("“%(name)s” has nothing that can be searched for.")
    return None


def _stranger(field, names, name, owners):
    """Return what is wrong when the name belongs to another topic."""
    if canonical(name) not in owners:
        return None
    if field == "synonyms":
        return _("“%(name)s” is already a name of the topic “%(topic)s”. Write it in one of them.")
    if field == "narrower":
        return _(
            "“%(name)s” is already a name of the topic “%(topic)s”. If that topic belongs to "
            "this one, write this one among the broader terms of “%(topic)s”."
        )
    # A topic may belong to another topic; its other names stand in that one.
    if len(names) > 1:
        return _(
            "“%(name)s” is already a name of the topic “%(topic)s”. Write its other names there."
        )
    return None


class TopicNames:
    """Who bears each name, among topics that are judged together."""

    def __init__(self, topics):
        self._bearers = {}
        for topic in topics:
            for name in (*lines_of(topic.synonyms), topic.name):
                self._bearers.setdefault(canonical(name), {})[topic.name] = True

    def of_others(self, topic) -> dict[str, str]:
        """Return for each name the topic speaks of how another topic that bears it is called."""
        terms = [line for each in TERM_FIELDS for line in lines_of(getattr(topic, each))]
        spoken = {topic.name, *terms, *(name for line in terms for name in names_of(line))}
        found = {}
        for key in map(canonical, spoken):
            for bearer in self._bearers.get(key, ()):
                if bearer != topic.name:
                    found[key] = bearer
        return found
