"""The form in a real browser: the counter, what a click loses and what it does not."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from casestudies.domain.installation import install
from casestudies.models import Submission
from tests.factories import (
    CallPageFactory,
    MemberFactory,
    SubmissionFactory,
    SubmissionFormPageFactory,
    as_typed,
    jpeg,
)
from tests.factories.people import PASSWORD

CASES = json.loads((Path(__file__).parents[1] / "data/character_counts.json").read_text("utf-8"))


@pytest.fixture
def member():
    install()
    return MemberFactory(approver=True)


@pytest.fixture
def form_page():
    return SubmissionFormPageFactory(call=CallPageFactory())


def sign_in(page, member, goal):
    page.goto(f"/casestudies/sign-in/?next={goal}")
    page.fill("#id_username", member.user.username)
    page.fill("#id_password", PASSWORD)
    page.click("main button[type=submit]")


def photo(name="现场.jpg", **kwargs):
    return {"name": name, "mimeType": "image/jpeg", "buffer": jpeg(**kwargs)}


def test_browser_and_server_count_alike(page, member):
    page.goto("/casestudies/sign-in/")
    counts = page.evaluate(
        """async (cases) => {
          const { countCharacters } = await import("/static/casestudies/js/count_characters.js");
          return cases.map(({ text, times = 1 }) => countCharacters(text.repeat(times)));
        }""",
        CASES,
    )
    assert dict(zip([case["name"] for case in CASES], counts, strict=True)) == {
        case["name"]: case["count"] for case in CASES
    }


def test_the_counter_follows_the_typing(page, member, form_page):
    sign_in(page, member, form_page.get_url())
    verdict = page.locator("[data-cs-verdict]")
    expect(verdict).to_have_text("还差 800 字")
    page.fill("#id_background", "字" * 799)
    expect(page.locator("[data-cs-total]")).to_have_text("799")
    expect(verdict).to_have_text("还差 1 字")
    page.fill("#id_effect", "word 字")
    expect(page.locator("[data-cs-count-of=effect]")).to_have_text("2")
    expect(verdict).to_have_text("符合字数要求")
    page.fill("#id_effect", "字" * 702)
    expect(verdict).to_have_text("超出 1 字")


def test_errors_get_the_focus_and_lead_to_their_fields(page, member, form_page):
    sign_in(page, member, form_page.get_url())
    page.fill("#id_phone", "打我手机")
    page.set_input_files("#id_photo-0-file", photo())
    page.set_input_files(
        "#id_photo-1-file", {"name": "截图.jpg", "mimeType": "image/jpeg", "buffer": b"GIF89a"}
    )
    assert page.locator("[data-cs-photo] img").first.get_attribute("src").startswith("data:")
    page.click("button[value=save]")
    expect(page.locator("#errors")).to_be_focused()
    page.click("#errors a >> text=打我手机")
    page.wait_for_function("location.hash === '#id_phone'")
    page.keyboard.press("Tab")
    assert page.input_value("#id_phone") == "打我手机"
    assert "“截图.jpg”不是 JPG 照片" in page.locator("#errors").inner_text()
    # The good one is stored and shown.
    assert "/preview/" in page.locator("[data-cs-photo] img").first.get_attribute("src")
    assert len(as_typed().photos.all()) == 1


def test_enter_saves_the_draft(page, member, form_page):
    sign_in(page, member, form_page.get_url())
    page.fill("#id_title", "按回车保存")
    page.press("#id_title", "Enter")
    page.wait_for_selector("text=已保存")
    assert as_typed().title == "按回车保存"


def test_a_double_click_makes_one_dossier(page, member, form_page):
    sign_in(page, member, form_page.get_url())
    page.fill("#id_title", "双击")
    page.dblclick("button[value=save]")
    page.wait_for_selector("text=已保存")
    assert Submission.objects.count() == 1


def test_the_back_button_makes_no_second_dossier(page, member, form_page):
    sign_in(page, member, form_page.get_url())
    # A slow machine types before the script has put the key into the address.
    page.wait_for_url("**key=**")
    page.fill("#id_title", "第一次")
    page.click("button[value=save]")
    page.wait_for_selector("text=已保存")
    page.go_back()
    page.fill("#id_title", "返回以后")
    page.click("button[value=save]")
    page.wait_for_selector("text=已保存")
    assert [as_typed().title] == ["返回以后"]


def test_a_lost_session_loses_nothing(page, member, form_page):
    sign_in(page, member, form_page.get_url())
    page.fill("#id_title", "写了一下午")
    page.fill("#id_background", "第一段\n第二段")
    page.context.clear_cookies(name="sessionid")
    page.click("button[value=save]")
    page.fill("#id_username", member.user.username)
    page.fill("#id_password", PASSWORD)
    page.click("text=登录并继续")
    page.wait_for_selector("text=已保存")
    assert page.input_value("#id_background") == "第一段\n第二段"


def test_signing_in_again_in_another_tab_loses_nothing(page, member, form_page, console_errors):
    """The security token of the open form is out of date then."""
    sign_in(page, member, form_page.get_url())
    page.fill("#id_title", "另一个标签页")
    page.context.clear_cookies(name="sessionid")
    other = page.context.new_page()
    sign_in(other, member, "/casestudies/desk/")
    other.close()
    # The refusal is answered with 403, which the console reports.
    with page.expect_console_message(lambda message: "403" in message.text):
        page.click("button[value=save]")
    console_errors.clear()
    page.click("button:text('再次保存')")
    page.wait_for_selector("text=已保存")
    assert as_typed().title == "另一个标签页"


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_no_screen_scrolls_sideways(page, member, form_page, width):
    title = "把思想政治工作做到每一个外地来通务工人员心坎上" * 5
    submission = SubmissionFactory(
        union=member.union, call=form_page.call, photos=2, title=title[:120]
    )
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page, member, "/casestudies/desk/")
    base = f"/casestudies/dossiers/{submission.key}/"
    for goal in (
        "/casestudies/desk/",
        form_page.get_url(),
        form_page.call.get_url(),
        base,
        f"{base}endorse/",
        f"{base}withdraw/",
    ):
        page.goto(goal)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, goal
