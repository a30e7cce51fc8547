"""The topics and explained words that come with the programme."""

from django.db.models import Q

from ...models.topic import GlossaryTerm, Topic
from ..vocabulary import GLOSSARY, TOPICS


def make_vocabulary(made: list[str]) -> None:
    """Make the topics and terms that are missing, those that staff deleted too."""
    for place, topic in enumerate(TOPICS):
        name = topic.name
        # A topic that staff renamed keeps its slug.
        if not Topic.objects.filter(Q(name=name) | Q(slug=name)).exists():
            Topic.objects.create(
                name=name, slug=name, group=topic.group, sort_order=place, **topic.fields
            )
            made.append(f"标签：{name}")
    for term, explanation in GLOSSARY:
        _term, created = GlossaryTerm.objects.get_or_create(
            term=term, defaults={"explanation": explanation}
        )
        if created:
            made.append(f"名词解释：{term}")
