"""The search box as people use it: an input method, a keyboard, a finger, no JavaScript."""

import pytest

from casestudies.models import Topic
from tests.factories.cases import CasePageFactory
from tests.factories.home import HomePageFactory
from tests.factories.places import CaseIndexPageFactory

PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
BOTH = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["320", "1280"])
LONG = "把隐患请上赛台、把处置练进手里：聚合车间丙班以一分钟盲演守牢劳模先锋岗的安全生产底线"


@pytest.fixture
def site(live_server):
    HomePageFactory()
    CaseIndexPageFactory(slug="cases")
    Topic.objects.create(name="劳模", slug="劳模", synonyms="劳动模范")
    CasePageFactory(public=True, title=LONG, slug="long", topics=["劳模"])
    CasePageFactory(public=True, title="劳模带出一个好班组", slug="team", topics=["劳模"])


@pytest.fixture
def asked(page):
    """What the box asked the server for, in order."""
    questions = []

    def note(request):
        if "/suggestions/" in request.url:
            questions.append(request.url.partition("q=")[2])

    page.on("request", note)
    return questions


class InputMethod:
    """Composes as an input method does, through the browser itself."""

    def __init__(self, page):
        self.devtools = page.context.new_cdp_session(page)

    def compose(self, letters):
        for end in range(1, len(letters) + 1):
            text = letters[:end]
            self.devtools.send(
                "Input.imeSetComposition",
                {"text": text, "selectionStart": end, "selectionEnd": end},
            )

    def commit(self, text):
        self.devtools.send("Input.insertText", {"text": text})

    def cancel(self):
        self.devtools.send(
            "Input.imeSetComposition", {"text": "", "selectionStart": 0, "selectionEnd": 0}
        )


def box(page):
    return page.get_by_role("combobox", name="您想找什么？")


def options(page):
    return page.get_by_role("option")


@BOTH
def test_nothing_is_asked_while_characters_are_composed(page, site, asked):
    page.goto("/cases/")
    box(page).focus()
    method = InputMethod(page)
    method.compose("laomo")
    assert box(page).input_value() == "laomo"
    page.wait_for_timeout(400)
    assert asked == []
    method.commit("劳模")
    options(page).first.wait_for()
    assert asked == ["%E5%8A%B3%E6%A8%A1"]
    assert options(page).all_inner_texts()[0].split() == ["标签", "劳模"]
    assert page.get_by_role("status").filter(has_text="条建议").inner_text() == (
        "有 3 条建议，用上下方向键选择。"
    )


@BOTH
def test_what_was_suggested_gives_way_to_the_input_method(page, site, asked):
    page.goto("/cases/")
    box(page).fill("劳")
    options(page).first.wait_for()
    InputMethod(page).compose("mo")
    assert not page.get_by_role("listbox").is_visible()
    page.evaluate("document.querySelector('[role=option]').click()")
    page.wait_for_timeout(300)
    assert (page.url.endswith("/cases/"), len(asked)) == (True, 1)


def test_an_answer_that_comes_while_characters_are_composed_is_not_shown(page, site):
    page.goto("/cases/")
    held = []

    def hold(route):
        held.append(route)

    page.route("**/suggestions/**", hold)
    box(page).fill("劳")
    page.wait_for_timeout(300)
    method = InputMethod(page)
    method.compose("mo")
    held[0].continue_()
    page.wait_for_timeout(300)
    assert not page.get_by_role("listbox").is_visible()


def test_an_abandoned_composition_asks_for_what_was_there_before(page, site, asked):
    page.goto("/cases/")
    box(page).focus()
    method = InputMethod(page)
    method.compose("lao")
    method.cancel()
    page.wait_for_timeout(300)
    assert (box(page).input_value(), asked) == ("", [])


def test_the_enter_that_ends_a_composition_sends_nothing(page, site, asked):
    page.goto("/casestudies/search/")
    box(page).focus()
    method = InputMethod(page)
    method.compose("lao")
    page.keyboard.press("Enter")
    page.evaluate("() => document.activeElement.form.requestSubmit()")
    page.wait_for_timeout(300)
    assert (page.url.endswith("/casestudies/search/"), asked) == (True, [])
    method.commit("劳模")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=**")
    assert page.locator("h2#results").is_visible()


def test_the_enter_that_safari_sends_after_a_composition_sends_nothing(page, site):
    page.goto("/casestudies/search/")
    box(page).fill("lao")
    stopped = page.evaluate(
        """() => !document.activeElement.dispatchEvent(new KeyboardEvent("keydown",
            {key: "Enter", keyCode: 229, bubbles: true, cancelable: true}))"""
    )
    assert stopped


@BOTH
def test_the_list_stays_within_the_window(page, site):
    page.goto("/cases/")
    box(page).fill("劳模")
    options(page).first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]
    frame = page.get_by_role("listbox").bounding_box()
    assert frame["x"] >= 0
    assert frame["x"] + frame["width"] <= page.viewport_size["width"]


@pytest.mark.parametrize("viewport", [PHONE], ids=["320"])
def test_letters_twice_as_large_fit_too(page, site):
    page.goto("/cases/")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    box(page).fill("劳模")
    options(page).first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("viewport", [{"width": 568, "height": 320}], ids=["568x320"])
def test_a_low_window_makes_the_list_scroll(page, site):
    for number in range(8):
        CasePageFactory(public=True, title=f"{LONG}之{number}", slug=f"long-{number}")
    page.goto("/cases/")
    box(page).fill("隐患")
    options(page).first.wait_for()
    frame = page.get_by_role("listbox").bounding_box()
    assert frame["y"] + frame["height"] <= 320
    page.keyboard.press("ArrowUp")
    last = options(page).last.bounding_box()
    assert last["y"] + last["height"] <= frame["y"] + frame["height"] + 1


def test_the_arrows_go_round_and_enter_opens(page, site):
    page.goto("/cases/")
    box(page).fill("劳模")
    options(page).first.wait_for()
    assert box(page).get_attribute("aria-expanded") == "true"
    chosen = []
    for _step in range(4):
        page.keyboard.press("ArrowDown")
        chosen.append(box(page).get_attribute("aria-activedescendant"))
    assert chosen == ["cs-bar-q-list-0", "cs-bar-q-list-1", "cs-bar-q-list-2", None]
    page.keyboard.press("ArrowUp")
    assert page.locator("[aria-selected=true]").count() == 1
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/topics/**")


def test_escape_closes_first_and_leaves_the_words(page, site):
    page.goto("/cases/")
    box(page).fill("劳模")
    options(page).first.wait_for()
    page.keyboard.press("Escape")
    assert not page.get_by_role("listbox").is_visible()
    assert box(page).input_value() == "劳模"
    assert box(page).get_attribute("aria-expanded") == "false"


def test_leaving_the_box_closes_the_list(page, site):
    page.goto("/cases/")
    box(page).fill("劳模")
    options(page).first.wait_for()
    page.keyboard.press("Tab")
    assert not page.get_by_role("listbox").is_visible()


def test_a_suggestion_is_pressed(page, site):
    page.goto("/cases/")
    box(page).fill("劳模带出")
    options(page).filter(has_text="劳模带出一个好班组").click()
    page.wait_for_url("**/cases/team/")


def test_a_late_answer_does_not_replace_a_newer_one(page, site):
    page.goto("/cases/")
    held = []

    def hold_first(route):
        if held or "%E5%8A%B3%E6%A8%A1" not in route.request.url:
            route.continue_()
        else:
            held.append(route)

    page.route("**/suggestions/**", hold_first)
    box(page).fill("劳模")
    page.wait_for_timeout(300)
    assert len(held) == 1
    box(page).fill("隐患")
    options(page).first.wait_for()
    held[0].continue_()
    page.wait_for_timeout(200)
    assert options(page).count() == 1
    assert "隐患" in options(page).first.inner_text()


def test_pinyin_leads_to_the_topic(page, site):
    page.goto("/")
    box(page).fill("laomo")
    options(page).first.wait_for()
    assert options(page).first.inner_text().split() == ["标签", "劳模"]


def test_enter_pressed_twice_searches_once(page, site):
    page.goto("/")
    box(page).fill("劳模")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=**")
    assert page.locator("h2#results").is_visible()


@pytest.mark.parametrize("address", ["/", "/cases/", "/casestudies/search/", "/cases/team/"])
def test_without_javascript_it_is_a_form_on_every_page(page_without_js, site, address):
    page = page_without_js
    page.goto(address)
    assert page.get_by_role("search").count() == 1
    page.get_by_role("searchbox", name="您想找什么？").fill("劳模")
    page.get_by_role("button", name="搜索").click()
    page.wait_for_url("**/search/?q=**")
    assert page.get_by_role("searchbox").input_value() == "劳模"
