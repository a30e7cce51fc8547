"""What the search box is told while a reader types."""

import pytest
from django.urls import reverse

from casestudies.models.topic import Topic
from tests.factories import CasePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(client):
    def ask(typed):
        response = client.get(reverse("casestudies:suggestions"), {"q": typed})
        assert response.status_code == 200
        return response.json()["suggestions"]

    return ask


def test_topics_come_first_then_titles(told, library):
    Topic.objects.create(name="产改", slug="产改", synonyms="产业工人队伍建设改革")
    page = CasePageFactory(public=True, title="产业工人的夜校", topics=["产改"])
    assert told("产业工人") == [
        {
            "text": "产业工人队伍建设改革",
            "url": "/casestudies/topics/%E4%BA%A7%E6%94%B9/",
            "kind": "标签",
            "topic": "产改",
        },
        {"text": "产业工人的夜校", "url": page.get_url(), "kind": "案例", "topic": ""},
    ]


def test_what_is_not_public_is_not_suggested(told, library):
    CasePageFactory(title="夜校的草稿")
    page = CasePageFactory(public=True, title="夜校")
    page.unpublish()
    assert told("夜校") == []


@pytest.mark.parametrize(
    "typed", ["", " ", '"', "\x00", "a" * 10_000, "' OR 1=1 --", "🙂", "()*&|!", "标题:劳"]
)
def test_hostile_text_is_answered(told, typed):
    assert told(typed) == []


def test_it_may_be_kept_a_minute_and_leaves_no_cookie(client):
    response = client.get(reverse("casestudies:suggestions"), {"q": "劳"})
    assert response["Cache-Control"] == "public, max-age=60"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_only_looking_is_allowed(client):
    assert client.post(reverse("casestudies:suggestions")).status_code == 405


@pytest.mark.parametrize("number", [1, 3, 30])
def test_queries_do_not_grow(client, library, number, django_assert_num_queries):
    for place in range(number):
        CasePageFactory(public=True, title=f"夜校{place}", topics=["劳模"])
    address = reverse("casestudies:suggestions")
    client.get(address, {"q": "夜校"})
    with django_assert_num_queries(5):
        client.get(address, {"q": "夜校"})
