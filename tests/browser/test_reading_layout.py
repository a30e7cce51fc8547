"""What readers see keeps its place: nothing scrolls sideways, nothing jumps."""

import pytest

from casestudies.domain.publishing import prepare_renditions
from casestudies.models import Topic
from tests.factories.calls import CallPageFactory
from tests.factories.cases import CasePageFactory
from tests.factories.home import HomePageFactory
from tests.factories.images import ImageFactory, photo_block
from tests.factories.places import CaseIndexPageFactory

LONG = (
    "“班前十分钟”点亮班组一整天：从“要我听”到“我要讲”的思想政治工作创新实践探索与思考，"
    "让三十人的班组三年没有出过一次工伤、没有走过一个新人"
)
UNBROKEN = "https://example.org/" + "a" * 120
PAGES = [
    "/",
    "/cases/",
    "/cases/?page=2",
    "/casestudies/topics/",
    "/casestudies/topics/劳模/",
    "/cases/long/",
    "/casestudies/search/?q=班组",
    "/casestudies/search/?q=" + "没有" * 25,
    "/nothing/",
]
PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
SHIFTS = """() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(sum), 300);
})"""


@pytest.fixture
def site(live_server):
    HomePageFactory(about=LONG * 3)
    CaseIndexPageFactory(slug="cases", introduction=LONG)
    CallPageFactory(title=LONG)
    synonyms = "\n".join(LONG.split("，") * 3)
    Topic.objects.create(name="劳模", slug="劳模", group="弘扬三种精神", synonyms=synonyms)
    images = [ImageFactory(size=(900, 600)), ImageFactory(size=(600, 900))]
    figures = [{"number": "61.56万人次", "label": LONG[:40]} for _each in range(4)]
    case = CasePageFactory(
        public=True,
        title=LONG,
        slug="long",
        subtitle=LONG[:100],
        byline=LONG[:120],
        introduction=LONG + UNBROKEN,
        cover=images[0],
        topics=["劳模"],
        honours=LONG,
        editor_note=LONG,
        body=[
            {"type": "figures", "value": figures},
            {"type": "part", "value": {"heading": LONG[:60], "text": f"<p>{LONG}{UNBROKEN}</p>"}},
            photo_block(images[0], LONG),
            {"type": "quotation", "value": {"text": LONG, "speaker": LONG[:50]}},
            photo_block(images[1]),
        ],
    )
    prepare_renditions(case)
    for _each in range(21):
        CasePageFactory(public=True, topics=["劳模"])


@pytest.mark.parametrize("viewport", [PHONE], ids=["320"])
def test_nothing_scrolls_sideways_on_the_smallest_phone(page, site, console_errors):
    for address in PAGES:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == 320, address
    # The one page that is not found.
    assert len(console_errors) == 1
    console_errors.clear()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["320", "1280"])
def test_nothing_jumps_while_photos_load(page, site):
    for address in ("/", "/cases/", "/cases/long/"):
        page.goto(address)
        page.mouse.wheel(0, 1500)
        page.wait_for_load_state("networkidle")
        assert page.evaluate(SHIFTS) <= 0.01, address


def test_a_jump_is_noticed(page, site):
    page.goto("/cases/")
    page.evaluate(
        "document.querySelectorAll('.cs-card')"
        ".forEach(card => card.prepend(document.createElement('hr'), '跳'))"
    )
    assert page.evaluate(SHIFTS) > 0.01


def test_without_javascript_the_reader_gets_from_home_to_a_case(page_without_js, site):
    page = page_without_js
    page.goto("/")
    page.get_by_role("link", name="看全部22个案例").click()
    page.get_by_role("link", name="下一页").click()
    page.locator(".cs-card h3 a").last.click()
    assert page.locator("h1").inner_text().startswith("“班前十分钟”")
    page.get_by_role("link", name="劳模").first.click()
    assert page.locator("h1").inner_text() == "劳模"


def test_the_keyboard_gets_past_the_header(page, site):
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_focus_can_be_seen_everywhere(page, site):
    page.goto("/cases/")
    for _step in range(25):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            """() => {
              let node = document.activeElement;
              for (; node; node = node.parentElement) {
                if (getComputedStyle(node).outlineStyle !== "none") return true;
              }
              return false;
            }"""
        )
        assert shown, page.evaluate("document.activeElement.outerHTML")
