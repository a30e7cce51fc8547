"""Rows of a list on a phone and on a desk: a person's unions, the queue of a checker."""

import pytest

from casestudies.domain.installation import CHECKERS, install
from casestudies.models import CaseIndexPage
from tests.factories import (
    CallPageFactory,
    MemberFactory,
    StaffFactory,
    SubmissionFactory,
    SubmissionFormPageFactory,
    UnionFactory,
)
from tests.factories.people import PASSWORD

LONG = "江苏省南通市海门区临江新区生物医药产业园区企业联合工会委员会（直属各分会联合推荐）"
PHONE, DESK = {"width": 375, "height": 800}, {"width": 1280, "height": 900}


@pytest.fixture
def installed():
    install()


@pytest.fixture
def choice(page, installed):
    """The question for which of two unions the form is, one with a name of three lines."""
    member = MemberFactory(union=UnionFactory(name="崇川区总工会"))
    MemberFactory(user=member.user, union=UnionFactory(name=LONG, short_name=LONG[:20]))
    call = CallPageFactory(parent=CaseIndexPage.objects.get())
    form_page = SubmissionFormPageFactory(call=call)
    page.goto(f"/casestudies/sign-in/?next={form_page.get_url()}")
    page.fill("#id_username", member.user.username)
    page.fill("#id_password", PASSWORD)
    page.click("main button[type=submit]")
    return page


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["375", "1280"])
def test_each_union_has_its_button_whatever_its_name(choice, viewport):
    assert choice.evaluate("document.documentElement.scrollWidth") == viewport["width"]
    rows = choice.locator(".cs-desk__row--choice")
    assert rows.count() == 2
    lefts = set()
    for row in rows.all():
        name = row.locator("h3").bounding_box()
        button = row.locator("a").bounding_box()
        # A finger's width: WCAG 2.5.5.
        assert button["height"] >= 44
        lefts.add(button["x"])
        if viewport == PHONE:
            assert button["y"] >= name["y"] + name["height"]
        else:
            assert button["x"] >= name["x"] + name["width"]
    assert len(lefts) == 1
    choice.get_by_role("link", name=f"填写申报表：{LONG}").click()
    assert LONG in choice.locator("main").inner_text()


@pytest.mark.parametrize("viewport", [PHONE], ids=["375"])
def test_the_box_to_tick_stands_beside_the_number(page, installed):
    SubmissionFactory(
        walk="sent", call=CallPageFactory(parent=CaseIndexPage.objects.get()), title=LONG
    )
    checker = StaffFactory(groups=[CHECKERS])
    page.goto("/admin/login/?next=/admin/casestudies/queue/")
    page.fill("[name=username]", checker.username)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    row = page.locator(".cs-rows tbody tr")
    box = row.locator("[data-bulk-action-checkbox]").bounding_box()
    number = row.locator(".cs-rows__number").bounding_box()
    title = row.locator(".cs-rows__title a").bounding_box()
    middle = box["y"] + box["height"] / 2
    assert number["y"] <= middle <= number["y"] + number["height"]
    assert box["x"] == title["x"]
    assert 0 < number["x"] - (box["x"] + box["width"]) <= 16
    orders = page.locator(".cs-rows thead a")
    assert len({round(order.bounding_box()["y"]) for order in orders.all()}) == 1
    assert page.evaluate("document.documentElement.scrollWidth") == 375
