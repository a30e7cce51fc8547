"""Other cases of the same topics, a bounded number of seeks whatever there is."""

import pytest
from django.db import connection

from casestudies.domain.reading import related
from casestudies.models import Topic
from tests.factories.cases import CasePageFactory

pytestmark = pytest.mark.django_db


def titles_near(page):
    return [case.title for case in related.related(related.topics_of(page))]


def test_three_at_most_newest_first():
    page = CasePageFactory(public=True, topics=["劳模"])
    for number in range(5):
        CasePageFactory(public=True, title=f"案例{number}", topics=["劳模"])
    assert titles_near(page) == ["案例4", "案例3", "案例2"]


def test_more_shared_topics_come_first():
    page = CasePageFactory(public=True, topics=["劳模", "产改"])
    CasePageFactory(public=True, title="两个", topics=["劳模", "产改"])
    CasePageFactory(public=True, title="一个", topics=["产改"])
    assert titles_near(page) == ["两个", "一个"]


def test_a_case_without_topics_has_none():
    assert titles_near(CasePageFactory(public=True)) == []


def test_each_neighbour_is_one_seek_in_the_topic_index():
    page = CasePageFactory(public=True, topics=["劳模"])
    topics = Topic.objects.filter(pk__in=page.case_topics.values_list("tag_id", flat=True))
    assert topics.count() == 1
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
    assert related.with_neighbours(topics, page).explain().count("casestudies_topic_newest") >= 3
