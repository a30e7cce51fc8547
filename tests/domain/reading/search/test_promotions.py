"""What editors recommend for a query, and where it stands among the results."""

import pytest
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Page, PageViewRestriction

from casestudies.domain.reading.search import search_pages
from casestudies.domain.reading.search.promotions import promotions
from casestudies.models import CasePage, MissedQuestion
from tests.factories import CasePageFactory

pytestmark = pytest.mark.django_db


def promote(query, order=0, **promotion):
    return SearchPromotion.objects.create(query=Query.get(query), sort_order=order, **promotion)


def test_promotions_hold_for_every_way_of_writing(django_assert_num_queries):
    page = Page.objects.get(depth=2)
    second = promote("产改", 2, page=page)
    first = promote("產改", 1, external_link_url="https://example.org/")
    promote("劳模", page=page)
    for query in ("产改", "“產改”", " 产改"):
        with django_assert_num_queries(2):
            assert promotions(query) == [first, second]
    with django_assert_num_queries(1):
        assert promotions("产") == []


def test_what_is_recommended_twice_stands_once():
    page = Page.objects.get(depth=2)
    link = {"external_link_url": "https://example.org/"}
    kept = [promote("产改", 0, page=page), promote("产改", 1, **link)]
    promote("產改", 2, page=page)
    promote("產改", 3, **link)
    assert promotions("产改") == kept


# --- among the results ---------------------------------------------------------------------


def titles(results):
    return [result.page.title for result in results.strict]


def case(title, **kwargs):
    return CasePageFactory(public=True, title=title, introduction="", body=[], **kwargs)


def test_a_promoted_page_that_is_not_public_stays_hidden():
    promote("锻工", page=CasePageFactory(title="草稿"))
    private = case("内部")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    promote("锻工", page=private)
    assert search_pages("锻工").total == 0


def test_promoted_pages_come_first_once():
    for number in range(3):
        case(f"锻工{number}")
    chosen = case("值得一读", topics=["劳模"])
    last = titles(search_pages("锻工"))[-1]
    promote("锻工", page=chosen, description="市总推荐")
    promote("锻工", 1, page=CasePage.objects.get(title=last))
    results = search_pages("锻工")
    assert titles(results)[:2] == ["值得一读", last]
    assert [result.is_promoted for result in results.strict] == [True, True, False, False]
    assert results.strict[0].note == "市总推荐"
    assert results.strict_number == results.total == 4


def test_what_the_office_answers_with_an_address_outside_is_not_missed():
    promote("火星", external_link_url="https://example.org/mars")
    search_pages("火星")
    assert not MissedQuestion.objects.exists()


def test_a_query_that_only_a_hidden_page_answers_is_missed():
    promote("锻工", page=CasePageFactory(title="草稿"))
    search_pages("锻工")
    assert MissedQuestion.objects.get().question == "锻工"
