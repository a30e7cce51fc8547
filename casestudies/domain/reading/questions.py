"""What readers ask: counted by day, what was missed apart; nothing tells who asked."""

import logging
from datetime import timedelta

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, QueryDailyHits
from wagtail.search.utils import normalise_query_string

from ...chinese_search.analysis import canonical
from ...conf import MAX_SHORT_QUERY
from ...models.search import MissedQuestion
from ...personal import may_be_personal

logger = logging.getLogger(__name__)


def record(question: str, *, found: int, now=None):
    """Count a question, and as missed when ``found`` is 0: 1 or 2 queries, more on the first.

    What may hold personal data is kept nowhere (domain.md §8), nor is what is too long.
    A database that cannot be written to now, as a locked one, spoils no answer.
    """
    folded = canonical(question)
    if not folded or len(question) > MAX_SHORT_QUERY or may_be_personal(question):
        return
    day = timezone.localdate(now)
    try:
        _count_asked(question, day)
        if not found:
            _count_missed(folded[:MAX_SHORT_QUERY], day)
    except DatabaseError as error:
        if connection.in_atomic_block:
            # Whoever opened the transaction must know that it is broken.
            raise
        # Without the message, which may hold the question: logs are no place for it.
        logger.warning("A question could not be counted: %s", type(error).__name__)


def _count_asked(question, day):
    """Add a hit to Wagtail's own count, which search promotions and their report read."""
    asked = normalise_query_string(question)
    hits = QueryDailyHits.objects.filter(query__query_string=asked, date=day)
    if not hits.update(hits=F("hits") + 1):
        Query.get(asked).add_hit(day)


def _count_missed(folded, day):
    missed = MissedQuestion.objects.filter(day=day, question=folded)
    if missed.update(times=F("times") + 1):
        return
    try:
        with transaction.atomic():
            MissedQuestion.objects.create(day=day, question=folded)
    except IntegrityError:
        # Somebody else missed it first in this very moment.
        missed.update(times=F("times") + 1)


def purge(*, days: int, now=None) -> int:
    """Delete what was missed more than ``days`` days ago; return the number of rows."""
    before = timezone.localdate(now) - timedelta(days=days)
    deleted, _by_model = MissedQuestion.objects.filter(day__lt=before).delete()
    return deleted
