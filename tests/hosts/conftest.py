"""A site of each kind, made when its first step begins; a report of what failed in it."""

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.steps import People
from tests.contracts.tree import ROOT

from . import install_page
from .host import Host
from .kinds import PASSWORD, Kind

pytest.register_assert_rewrite("tests.hosts.way")
MARKER = "hosts"


def pytest_collection_modifyitems(config, items):
    """Leave the hosts to whoever asks for them: they take minutes and a package index."""
    here = Path(__file__).parent
    ours = [each for each in items if here in each.path.parents]
    for each in ours:
        each.add_marker(MARKER)
    if MARKER not in config.option.markexpr and ours:
        config.hook.pytest_deselected(items=ours)
        items[:] = [each for each in items if each not in ours]


@dataclass
class Walk:
    """A host on its way: what its steps found out, and who is signed in."""

    kind: Kind
    host: Host
    people: People
    #: What it runs on: name → release, or a sentence.
    versions: dict[str, str]
    failed: str = ""
    found: dict = field(default_factory=dict)


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def page():
    return install_page.read(install_page.PAGE.read_text("utf-8"))


@pytest.fixture(scope="module")
def walk(request, chromium):
    kind = request.module.KIND
    # Not pytest's own folder, which the third run after this one takes away.
    host = kind.make(Path(tempfile.mkdtemp(prefix=f"{_short(request.path)}-")))
    people = People(
        chromium,
        host.address,
        PASSWORD,
        admin=kind.admin,
        programme=kind.programme,
        login=kind.login,
    )
    walk = Walk(kind, host, people, host.versions() | kind.missing(host))
    yield walk
    people.leave()
    host.stop()
    if not walk.failed:
        shutil.rmtree(host.folder)


@pytest.fixture(autouse=True)
def _go_on(walk, request):
    """Steps build on each other: what comes after a failed one is not tried."""
    if walk.failed:
        pytest.skip(f"{walk.failed} failed before")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    walk = getattr(item, "funcargs", {}).get("walk")
    if walk is None:
        return
    report.user_properties.append(("versions", walk.versions))
    if not report.failed:
        return
    if not item.get_closest_marker("aside"):
        walk.failed = walk.failed or item.name
    report.sections.append(("Pages that were open", "\n".join(_pictures(walk))))
    report.sections.append(("The end of the server's log", walk.host.server_tail()))


def _pictures(walk):
    """Take a picture of each open page; yield address and path."""
    for number, page in enumerate(walk.people.pages()):
        path = walk.host.folder / f"page-{number}.png"
        try:
            page.screenshot(path=path, full_page=True)
        except Exception as error:
            path = f"no picture: {error}"
        yield f"{page.url}  {path}"


def pytest_terminal_summary(terminalreporter):
    """Show each step in each host, the seconds of each, and what it ran on."""
    signs = {"passed": "✓", "failed": "✗", "error": "✗", "skipped": "–"}
    steps, seconds, versions = {}, {}, {}
    for outcome in ("", *signs):
        for report in terminalreporter.stats.get(outcome, ()):
            path, _sep, step = getattr(report, "nodeid", "").partition("::")
            if "tests/hosts/" in path:
                name = _short(path)
                seconds[name] = seconds.get(name, 0) + report.duration
                versions[name] = versions.get(name) or dict(report.user_properties).get(
                    "versions", {}
                )
                marks = steps.setdefault(step, {})
                marks[name] = marks.get(name, "") + signs.get(outcome, "")
    if steps:
        terminalreporter.section("step × host")
        _line(terminalreporter, seconds, "")
        for step, marks in steps.items():
            _line(terminalreporter, [marks.get(name, "") for name in seconds], step)
        _line(terminalreporter, [f"{each:.0f} s" for each in seconds.values()], "in all")
        for what in ("Python", "Django", "Wagtail"):
            _line(terminalreporter, [versions[name].get(what, "?") for name in seconds], what)
        for name in seconds:
            if missing := versions[name].get("missing"):
                terminalreporter.line(f"{name}: {missing}", yellow=True)


def _short(path):
    return Path(path).stem.removeprefix("test_")


def _line(terminalreporter, cells, what):
    terminalreporter.line("".join(f"{cell:>12}" for cell in cells) + f"  {what}")
