"""A real browser on a real server: the fixture ``page``."""

import os
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
#: Nothing but the pages asked for: no graphics card, no calls home.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for test in items:
        if here in test.path.parents:
            test.add_marker(pytest.mark.browser)
            # The server's tests flush the database; this puts back what migrations made.
            test.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True))


@pytest.fixture(scope="session")
def chromium(django_db_setup):
    # Playwright keeps an event loop in this thread. Django would then refuse queries, and
    # open a second connection, which sees another state of a database in memory.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    kept = {alias: connections[alias] for alias in connections}
    with sync_playwright() as playwright:
        for alias, connection in kept.items():
            connections[alias] = connection
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def console_errors():
    """Errors the page left in its console, such as what its Content-Security-Policy stopped."""
    errors = []
    yield errors
    assert errors == []


@pytest.fixture
def viewport():
    """The window of ``page``; a test takes another by ``parametrize("viewport", …)``."""
    return {"width": 1280, "height": 900}


@pytest.fixture
def page(chromium, live_server, console_errors, viewport):
    """A page in a fresh profile; a test that leaves errors in its console fails."""
    with new_page(chromium, live_server, console_errors, viewport=viewport) as page:
        yield page


@pytest.fixture
def page_without_js(chromium, live_server, console_errors, viewport):
    """The same with JavaScript off."""
    options = {"viewport": viewport, "java_script_enabled": False}
    with new_page(chromium, live_server, console_errors, **options) as page:
        yield page


@contextmanager
def new_page(chromium, live_server, console_errors, **options):
    """Open a page in a profile of its own, as one more person: ``with new_page(…) as page``."""
    context = chromium.new_context(
        base_url=live_server.url, locale="zh-CN", timezone_id="Asia/Shanghai", **options
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.on("pageerror", lambda error: console_errors.append(str(error)))

    def note(message):
        if message.type == "error" and not message.location["url"].endswith("/favicon.ico"):
            console_errors.append(message.text)

    page.on("console", note)
    try:
        yield page
    finally:
        context.close()
