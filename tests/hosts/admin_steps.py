"""What the office makes in the admin before the first form is filled in."""

import re
from datetime import timedelta

from django.utils import timezone

from tests.browser import steps

CALL = "班组思政案例征集"


def make_union(page, people):
    page.goto(f"{people.admin}casestudies/union/new/")
    page.locator("#id_name").fill(steps.UNION)
    page.locator("#id_short_name").fill("崇川区")
    page.locator("#id_kind").select_option("county")
    _save(page)


def make_members(page, people):
    for name, role in (("author", "author"), ("approver", "approver")):
        page.goto(f"{people.admin}casestudies/unionmember/new/")
        page.locator("#id_union").select_option(label=steps.UNION)
        page.locator("#id_user").select_option(label=people.login.format(name))
        page.locator("#id_role").select_option(role)
        _save(page)


def _save(page):
    page.get_by_role("button", name=re.compile("^(保存|创建)$")).click()
    page.wait_for_url(lambda address: not address.endswith("/new/"))


def publish_call(page, people):
    """Make a call that is not judged below the library, and its form page; publish both."""
    library = _page_key(page, people, "首页")
    now = timezone.localtime()
    page.goto(f"{people.admin}pages/add/casestudies/callpage/{library}/")
    _name(page, CALL)
    page.get_by_role("tab", name=re.compile("时间")).click()
    page.locator("#id_opens_at").fill(f"{now - timedelta(days=1):%Y-%m-%d %H:%M}")
    page.locator("#id_closes_at").fill(f"{now + timedelta(days=20):%Y-%m-%d %H:%M}")
    page.get_by_role("tab", name=re.compile("评审")).click()
    page.locator("#id_is_judged").uncheck()
    call = _publish(page)
    page.goto(f"{people.admin}pages/add/casestudies/submissionformpage/{call}/")
    _name(page, "填写申报表")
    _publish(page)


def _page_key(page, people, title):
    page.goto(f"{people.admin}pages/search/?q={title}")
    link = page.get_by_role("link", name=title, exact=True).first
    return re.search(r"/pages/(\d+)/", link.get_attribute("href"))[1]


def _name(page, title):
    """Type the title as a person does: Wagtail makes the slug of the keys."""
    page.locator("#id_title").press_sequentially(title)
    page.keyboard.press("Tab")


def _publish(page):
    """Publish the page in the editor; return its key, which the message's link tells."""
    page.locator("footer .w-dropdown__toggle").click()
    page.locator("button[name=action-publish]").click()
    link = page.locator(".messages .success a[href*='/edit/']").first
    return re.search(r"/pages/(\d+)/", link.get_attribute("href"))[1]
