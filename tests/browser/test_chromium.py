"""The browser itself: without it the other tests of this folder prove nothing."""

from playwright.sync_api import expect
from wagtail.models import Page, Site


def test_the_admin_greets_in_chinese(page):
    page.goto("/admin/login/")

    expect(page.locator("html")).to_have_attribute("lang", "zh-hans")
    expect(page.get_by_role("button")).to_contain_text("登录")


def test_content_of_migrations_is_there_for_each_test(page):
    assert Page.objects.filter(depth=1).count() == 1
    assert Site.objects.count() == 1


def test_errors_in_the_console_are_noticed(page, console_errors):
    page.evaluate("console.error('broken')")
    page.evaluate("setTimeout(() => { throw new Error('thrown') })")
    page.wait_for_timeout(100)

    assert console_errors == ["broken", "thrown"]
    console_errors.clear()
