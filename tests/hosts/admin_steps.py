"""What the office makes in the admin before the first form is filled in."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.browser import steps


def make_union(page, people):
    page.goto(f"{people.admin}casestudies/union/new/")
    page.locator("#id_name").fill(steps.UNION)
    page.locator("#id_short_name").fill("崇川区")
    page.locator("#id_kind").select_option("county")
    _save(page)


#: Milliseconds after a change by which Wagtail has begun to save by itself.
AUTOSAVE_BEGINS = 1500


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
    """Publish the draft of the first call, open now and not judged, and that of its form page."""
    page.goto(f"{people.admin}casestudies/calls/")
    page.locator("main a[href*='/edit/']", has_text="创新案例征集").first.click()
    saving = []
    page.on("request", lambda request: saving.append(request) if _is_autosave(request) else None)
    now = timezone.localtime()
    dates, calendar = "时间、限制和名额", page.locator(".xdsoft_datetimepicker:visible")
    page.get_by_role("tab", name=dates).click()
    for field, moment in (
        ("#id_opens_at", now - timedelta(days=1)),
        ("#id_closes_at", now + timedelta(days=20)),
    ):
        page.locator(field).fill(f"{moment:%Y-%m-%d %H:%M}")
        # A calendar opens a moment later, and a click elsewhere closes it.
        expect(calendar).to_have_count(1)
        page.get_by_role("tab", name=dates).click()
        expect(calendar).to_have_count(0)
    page.get_by_role("tab", name="审查与评审").click()
    page.locator("#id_is_judged").uncheck()
    # Wagtail's autosave writes the whole row of a draft: one under way would take the call back.
    page.wait_for_timeout(AUTOSAVE_BEGINS)
    for request in saving:
        request.response()
    call = _publish(page)
    page.goto(f"{people.admin}pages/{call}/")
    page.locator("main a[href*='/edit/']", has_text="填写申报表").first.click()
    _publish(page)


def _is_autosave(request):
    return request.method == "POST" and request.url.endswith("/edit/")


def _publish(page):
    """Publish the page in the editor; return its key."""
    key = re.search(r"/pages/(\d+)/edit/", page.url)[1]
    page.locator("footer .w-dropdown__toggle").click()
    page.locator("button[name=action-publish]").click()
    expect(page.locator(".messages .success")).to_be_visible()
    return key
