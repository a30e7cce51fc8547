"""The page of results on a phone and on a desk, by hand, by keyboard and without JavaScript."""

import pytest

from casestudies.models import Topic
from tests.factories.cases import CasePageFactory
from tests.factories.home import HomePageFactory
from tests.factories.places import CaseIndexPageFactory

PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
FOUND = ".cs-result__title a"


@pytest.fixture
def site(live_server):
    HomePageFactory()
    CaseIndexPageFactory(slug="cases")
    Topic.objects.create(name="产改", slug="产改", synonyms="产业工人队伍建设改革")
    for number in range(22):
        CasePageFactory(
            public=True,
            title=f"锻工班推进产业工人队伍建设改革的第{number}年" * (1 + number % 2),
            topics=["劳模", "女职工"][: number % 3],
        )


def test_on_a_phone_without_javascript_choices_are_unfolded_and_taken_back(page_without_js, site):
    page = page_without_js
    page.set_viewport_size(PHONE)
    page.goto("/casestudies/search/")
    page.fill("main input[name=q]", "产改")
    page.keyboard.press("Enter")
    assert page.locator("h2#results").inner_text().split() == ["“产改”的搜索结果", "22", "条"]
    choice = page.locator(".cs-facets").get_by_role("link", name="女职工 7")
    assert not choice.is_visible()
    page.get_by_text("筛选结果").click()
    choice.click()
    assert page.locator(FOUND).count() == 7
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.locator(".cs-filters").get_by_role("link", name="女职工").click()
    page.get_by_role("link", name="下一页").click()
    assert page.locator(FOUND).count() == 2


@pytest.mark.parametrize("viewport", [DESK], ids=["1280"])
def test_on_a_desk_the_choices_stand_open_beside_the_results(page, site):
    page.goto("/casestudies/search/?q=产改")
    choice = page.locator(".cs-facets").get_by_role("link", name="女职工 7")
    assert choice.is_visible()
    assert not page.locator(".cs-facets__summary").is_visible()
    assert choice.bounding_box()["x"] > page.locator(FOUND).first.bounding_box()["x"] + 400


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["320", "1280"])
def test_synonyms_look_different_in_shape_not_only_in_colour(page, site):
    page.goto("/casestudies/search/?q=产改 锻工")

    def lines(selector):
        return page.locator(selector).first.evaluate(
            "node => getComputedStyle(node).textDecorationStyle + getComputedStyle(node).fontWeight"
        )

    typed = lines(".cs-result mark:not(.cs-mark--synonym)")
    synonym = lines(".cs-result mark.cs-mark--synonym")
    assert typed == "solid700"
    assert synonym.startswith("dashed")


@pytest.mark.parametrize("viewport", [DESK], ids=["1280"])
def test_the_keyboard_gets_past_the_choices_to_the_results(page, site):
    page.goto("/casestudies/search/?q=产改")
    page.locator(".cs-skip a").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "results"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.cs-results li') !== null")
