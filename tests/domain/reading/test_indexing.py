"""Copies for lists and kept numbers, after whatever happens to a case."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from wagtail.models import PageViewRestriction

from casestudies.domain.publishing import nothing_kept
from casestudies.domain.reading import indexing
from casestudies.enums import CountFacet
from casestudies.models.case import CaseCount, CasePage, CaseTopic
from casestudies.models.library import CaseIndexPage
from casestudies.models.topic import Topic
from tests.factories import CaseIndexPageFactory, CasePageFactory, home_page

pytestmark = pytest.mark.django_db

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YEAR = datetime(2026, 1, 1, 0, 30, tzinfo=SHANGHAI)  # still 2025 in UTC


def public_case(topics=("劳模",), **kwargs):
    kwargs.setdefault("first_published_at", NEW_YEAR)
    return CasePageFactory(public=True, topics=topics, **kwargs)


def numbers():
    """The kept numbers that are not zero: facet, value, number."""
    names = {str(topic.pk): topic.name for topic in Topic.objects.all()}
    return {
        (row.facet, names.get(row.value, row.value)): row.number
        for row in CaseCount.objects.exclude(number=0)
    }


def copies(page):
    page = CasePage.objects.get(pk=page.pk)
    return (page.is_public, page.published_on, page.year)


def topic_rows(page):
    return [
        (row.tag.name, row.is_public, row.published_on)
        for row in CaseTopic.objects.filter(content_object=page).order_by("tag__name")
    ]


def assert_hidden(page):
    assert copies(page) == (False, None, None)
    assert {row[1:] for row in topic_rows(page)} <= {(False, None)}
    assert numbers() == {}
    assert not CasePage.objects.readable()


def test_public_case_is_in_every_list_once():
    page = public_case(topics=["劳模", "产改"])
    assert copies(page) == (True, NEW_YEAR, 2026)
    assert page.region == "崇川区总工会"
    assert topic_rows(page) == [("产改", True, NEW_YEAR), ("劳模", True, NEW_YEAR)]
    assert numbers() == {
        (CountFacet.ALL, ""): 1,
        (CountFacet.TOPIC, "产改"): 1,
        (CountFacet.TOPIC, "劳模"): 1,
        (CountFacet.YEAR, "2026"): 1,
    }
    assert list(CasePage.objects.readable()) == [page]


def test_draft_is_in_no_list():
    assert_hidden(CasePageFactory(topics=["劳模"]))


def test_unpublished_case_leaves_the_lists():
    page = public_case()
    page.unpublish()
    assert_hidden(page)


def test_deleted_case_leaves_the_numbers():
    kept, gone = public_case(), public_case(topics=["劳模", "产改"])
    with nothing_kept():
        gone.delete()
    assert numbers() == {
        (CountFacet.ALL, ""): 1,
        (CountFacet.TOPIC, "劳模"): 1,
        (CountFacet.YEAR, "2026"): 1,
    }
    assert list(CasePage.objects.readable()) == [kept]


def test_deleted_library_takes_its_cases_out_of_the_numbers():
    public_case()
    with nothing_kept():
        CaseIndexPage.objects.get().delete()
    assert numbers() == {}


def test_changed_topics_are_counted_after_publishing():
    page = public_case(topics=["劳模"])
    other = Topic.objects.create(name="产改", slug="产改")
    page.topics.set([other])
    page.save()
    indexing.refresh(page)
    assert topic_rows(page) == [("产改", True, NEW_YEAR)]
    assert numbers()[CountFacet.TOPIC, "产改"] == 1
    assert (CountFacet.TOPIC, "劳模") not in numbers()


def test_private_page_is_in_no_list_until_it_is_public_again():
    page = public_case()
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    )
    assert_hidden(page)
    restriction.delete()
    assert copies(page) == (True, NEW_YEAR, 2026)
    assert numbers()[CountFacet.TOPIC, "劳模"] == 1


def test_private_library_hides_all_its_cases():
    page = public_case()
    restriction = PageViewRestriction.objects.create(
        page=CaseIndexPage.objects.get(), restriction_type=PageViewRestriction.LOGIN
    )
    assert_hidden(page)
    restriction.delete()
    assert numbers()[CountFacet.ALL, ""] == 1


def test_deleted_private_library_breaks_nothing():
    library = CaseIndexPageFactory()
    public_case(parent=library)
    PageViewRestriction.objects.create(
        page=library, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    with nothing_kept():
        CaseIndexPage.objects.get(pk=library.pk).delete()
    assert numbers() == {}


def test_case_moved_into_a_private_library_leaves_the_lists_and_comes_back():
    page = public_case()
    public = CaseIndexPage.objects.get()
    private = CaseIndexPageFactory()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    page.move(private, pos="last-child")
    assert_hidden(page)
    public.refresh_from_db()
    CasePage.objects.get(pk=page.pk).move(public, pos="last-child")
    assert copies(page) == (True, NEW_YEAR, 2026)


def test_moved_library_takes_its_cases_along():
    page = public_case()
    section = home_page().add_child(instance=CaseIndexPage(title="内部", slug="internal"))
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    CaseIndexPage.objects.exclude(pk=section.pk).get().move(section, pos="last-child")
    assert_hidden(page)


def test_copy_of_a_public_case_is_in_no_list():
    page = public_case()
    before = numbers()
    copied = page.copy(keep_live=False, update_attrs={"slug": "copy", "title": "副本"})
    assert copies(copied) == (False, None, None)
    assert topic_rows(copied) == [("劳模", False, None)]
    assert numbers() == before


def test_old_revision_cannot_bring_old_copies_back():
    page = public_case()
    revision = page.save_revision()
    page.unpublish()
    draft = CasePage.objects.get(pk=page.pk).revisions.get(pk=revision.pk).as_object()
    assert (draft.is_public, draft.published_on, draft.year) == (False, None, None)


def test_refresh_all_repairs_every_copy():
    page = public_case()
    CasePage.objects.update(is_public=False, year=None, published_on=None, region="")
    CaseTopic.objects.update(is_public=False, published_on=None)
    CaseCount.objects.update(number=99)
    indexing.refresh_all()
    assert copies(page) == (True, NEW_YEAR, 2026)
    assert set(numbers().values()) == {1}


def test_newest_comes_first_and_ties_are_stable():
    older = public_case(first_published_at=datetime(2021, 9, 1, 8, 0, tzinfo=SHANGHAI))
    first, second = public_case(), public_case()
    assert list(CasePage.objects.readable().newest_first()) == [second, first, older]


def test_case_of_another_year_is_counted_under_its_own():
    public_case()
    public_case(first_published_at=datetime(2021, 9, 1, tzinfo=SHANGHAI))
    assert numbers()[CountFacet.TOPIC, "劳模"] == 2
    assert numbers()[CountFacet.YEAR, "2026"] == 1
    assert numbers()[CountFacet.YEAR, "2021"] == 1
