"""What the office does about a question that found nothing."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy

from ...models.search import MissedQuestion
from ...models.topic import Topic
from ...models.topic_terms import lines_of
from ..refusals import Invalid, NotAllowed


def may_change(user) -> bool:
    """Whether the user keeps the words of topics, and so what was missed."""
    return ModelPermissionPolicy(Topic).user_has_permission(user, "change")


@transaction.atomic
def add_term(topic, term, *, by, missed="", narrower=False) -> Topic:
    """Make a term another name of the topic, or a narrower one; ``missed`` is then settled.

    Returns the topic, whose term works at the next search. Raises NotAllowed, or Invalid with a
    sentence for each thing that is wrong with the term.
    """
    _require_right(by)
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    field = "narrower" if narrower else "synonyms"
    # One line of the field, whatever was posted.
    term = " ".join(term.split())
    if sentences := topic.problems_with(field, term):
        raise Invalid(" ".join(str(sentence) for sentence in sentences))
    setattr(topic, field, "\n".join([*lines_of(getattr(topic, field)), term]))
    topic.save()
    log(instance=topic, action="casestudies.add_term", user=by, data={"term": term})
    MissedQuestion.objects.filter(question=missed).delete()
    return topic


def dismiss(question, *, by) -> str:
    """Delete a missed question of all days; return it. Raises NotAllowed."""
    _require_right(by)
    MissedQuestion.objects.filter(question=question).delete()
    return question


def _require_right(user):
    if not may_change(user):
        raise NotAllowed(_("You may not change the words of topics."))
