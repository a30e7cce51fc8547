"""What readers ask: counted by day, what was missed apart; nothing tells who asked."""

import re
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, QueryDailyHits, SearchPromotion
from wagtail.search.utils import normalise_query_string

from ...chinese_search.analysis import canonical
from ...models.search import MissedQuestion
from ...validators import personal_numbers

#: Digits in a row that may be somebody's number.
_NUMBER = re.compile(r"\d{7,}")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s.\-]+(?=\d)")
_MAIL = re.compile(r"\S@\S")


def record(question: str, *, found: int, now=None):
    """Count a question, and as missed when ``found`` is 0: 1 or 2 queries, more on the first.

    What may hold personal data is kept nowhere (domain.md §8), nor is what is too long.
    """
    folded = canonical(question)
    if not folded or len(question) > MissedQuestion.MAX_LENGTH or _may_be_personal(question):
        return
    day = timezone.localdate(now)
    _count_asked(question, day)
    if not found:
        _count_missed(folded[: MissedQuestion.MAX_LENGTH], day)


def _may_be_personal(question):
    folded = canonical(question)
    together = _BETWEEN_DIGITS.sub("", question), _BETWEEN_DIGITS.sub("", folded)
    return (
        any(_NUMBER.search(text) or personal_numbers(text) for text in together)
        or _MAIL.search(question.replace("＠", "@")) is not None
    )


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


def promoted(question: str) -> list[SearchPromotion]:
    """Return what editors recommend for a question, however it is written: 1 query."""
    folded = canonical(question)
    picks = SearchPromotion.objects.select_related("query").order_by("sort_order")
    return [pick for pick in picks if canonical(pick.query.query_string) == folded]


def purge(*, days: int, now=None) -> int:
    """Delete what was missed more than ``days`` days ago; return the number of rows."""
    before = timezone.localdate(now) - timedelta(days=days)
    deleted, _by_model = MissedQuestion.objects.filter(day__lt=before).delete()
    return deleted
