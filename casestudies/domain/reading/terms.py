"""What the office does about a question that found nothing."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy

from ...models.search import MissedQuestion
from ...models.topic import Topic
from ..refusals import NotAllowed


def may_change(user) -> bool:
    """Whether the user keeps the words of topics, and so what was missed."""
    return ModelPermissionPolicy(Topic).user_has_permission(user, "change")


@transaction.atomic
def add_term(topic, term, *, by, missed="", narrower=False):
    """Make a term another name of the topic, or a narrower one; ``missed`` is then settled.

    Works at the next search. Raises NotAllowed, or ValidationError with what is wrong
    with the term, as ``Topic.full_clean`` says it.
    """
    _check(by)
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    field = "narrower" if narrower else "synonyms"
    lines = [*getattr(topic, field).splitlines(), term.strip()]
    setattr(topic, field, "\n".join(line for line in lines if line.strip()))
    topic.full_clean()
    topic.save()
    log(instance=topic, action="casestudies.add_term", user=by, data={"term": term.strip()})
    MissedQuestion.objects.filter(question=missed).delete()


def dismiss(question, *, by) -> int:
    """Delete a missed question of all days; return the number of days."""
    _check(by)
    return MissedQuestion.objects.filter(question=question).delete()[0]


def _check(user):
    if not may_change(user):
        raise NotAllowed(_("You may not change the words of topics."))
