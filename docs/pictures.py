"""Take the README's pictures anew: ``make pictures``.

Loads the demo into a database and folders that go away afterwards, serves it on a free port and
visits it with Debian's Chromium. Pictures are kept in 256 colours: they lie in the repository.
"""

import os
import tempfile
from contextlib import contextmanager
from io import BytesIO, StringIO
from pathlib import Path

IMAGES = Path(__file__).parent / "images"
WIDTH, HEIGHT = 1280, 860
CHROMIUM = "/usr/bin/chromium"
#: Name of the picture, account that is signed in, address, and what is clicked there.
PICTURES = (
    ("home", "", "/", ""),
    ("search", "", "/casestudies/search/?q=劳模", ""),
    ("form", "author", "/casestudies/desk/", "a.cs-button"),
    (
        "review",
        "checker",
        "/admin/casestudies/queue/",
        "main td a[href*='/casestudies/dossiers/']",
    ),
)


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DJANGO_SETTINGS_MODULE"] = "settings.test"
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/db.sqlite3"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("load_demo", stdout=StringIO())
        with _server() as address:
            _take(address)


@contextmanager
def _server():
    """Serve the site, its static files and its media on a free port; yield the address."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.test.testcases import LiveServerThread

    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.terminate()


def _take(address):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, account, path, click in PICTURES:
            context = browser.new_context(
                base_url=address,
                locale="zh-CN",
                timezone_id="Asia/Shanghai",
                viewport={"width": WIDTH, "height": HEIGHT},
            )
            page = context.new_page()
            if account:
                _sign_in(page, account)
            page.goto(path)
            if click:
                page.locator(click).first.click()
            page.wait_for_load_state("networkidle")
            _keep(name, page.screenshot(animations="disabled"))
            context.close()
        browser.close()


def _sign_in(page, account):
    from home.demo.accounts import PASSWORD

    page.goto("/admin/login/")
    page.fill("[name=username]", account)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_load_state("networkidle")


def _keep(name, png):
    from PIL import Image

    picture = Image.open(BytesIO(png)).convert("RGB").quantize(256)
    picture.save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
