"""The way through a stranger's site: in by docs/install.md, then the main job from end to end."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import steps

from . import admin_steps, installing, queue
from .kinds import make_accounts
from .neighbours import Neighbour

#: What a check of ours is called.
OURS = re.compile(r"\b(?:casestudies|chinese_search)\.[EW]\d+")


def test_the_wheel_goes_in_and_takes_no_release_away(walk, page, wheel):
    before = walk.host.releases()
    installing.install_wheel(walk.host, page, wheel)
    after = walk.host.releases()
    assert {name: after.get(name) for name in before} == before
    assert "No broken requirements found." in walk.host.run("pip check")


def test_settings_addresses_and_commands(walk, page):
    installing.change_settings(walk.host, walk.kind, page)
    walk.found["check"] = installing.run_commands(walk.host, page)


@pytest.mark.aside
def test_the_checks_tell_nothing_without_reason(walk):
    said = walk.found["check"]
    assert OURS.findall(said) == list(walk.kind.told), said
    assert "RemovedIn" not in said, said


@pytest.mark.aside
def test_no_migration_is_missing(walk):
    walk.host.manage("makemigrations --check --dry-run")


def test_the_office_makes_union_members_and_call(walk):
    make_accounts(walk.host, walk.kind)
    walk.host.serve()
    owner = walk.people.staff("owner")
    admin_steps.make_union(owner, walk.people)
    admin_steps.make_members(owner, walk.people)
    admin_steps.publish_call(owner, walk.people)


def test_the_author_fills_in_the_form_and_hands_over(walk):
    author = walk.people.member("author")
    assert _colour(author, ".cs-button") == "rgb(168, 31, 24)"
    steps.fill_in_and_hand_over(author)
    expect(author.get_by_role("button", name="退出")).to_be_visible()


def test_the_approver_sends(walk):
    walk.found["number"] = steps.endorse_and_send(walk.people.member("approver"))


def test_the_checker_passes(walk):
    steps.pass_formally(walk.people.staff("reviewer"), walk.found["number"])


def test_the_editor_makes_the_page_and_submits(walk):
    steps.make_page_and_submit(walk.people.staff("editor"), walk.people)


def test_three_reviewers_approve(walk):
    for name in ("first", "second", "final"):
        steps.approve(walk.people.staff(name), walk.people)


def test_search_finds_it_when_a_worker_has_been_there(walk):
    if not walk.kind.has_queue:
        pytest.skip("tasks run at once")
    reader = walk.people.reader()
    reader.goto(f"{walk.people.programme}search/?q=班前十分钟")
    expect(reader.get_by_role("link", name=steps.TITLE)).to_have_count(0)
    assert queue.states(walk.host) == {"READY"}
    queue.work(walk.host)
    assert queue.states(walk.host) == {"SUCCESSFUL"}
    reader.reload()
    expect(reader.get_by_role("link", name=steps.TITLE)).to_have_count(1)


def test_the_reader_finds_the_case(walk):
    reader = walk.people.reader()
    reader.goto(f"{walk.people.programme}library/")
    reader.get_by_role("combobox").or_(reader.get_by_role("searchbox")).first.fill("班前十分钟")
    reader.keyboard.press("Enter")
    reader.get_by_role("link", name=steps.TITLE).first.click()
    steps.read(reader)
    assert _colour(reader, "article .cs-tag") != "rgba(0, 0, 0, 0)"


def test_each_site_and_language_shows_its_own(walk):
    if not walk.kind.neighbours:
        pytest.skip("one site in one language")
    for neighbour in walk.kind.neighbours:
        neighbour.make(walk.host)
    if walk.kind.has_queue:
        queue.work(walk.host)
    first = Neighbour("", "127.0.0.1", walk.kind.tree, steps.TITLE)
    for each in (first, *walk.kind.neighbours):
        each.visit(walk.people.reader(), walk.host, prefix=walk.kind.prefix)


def test_no_script_failed(walk):
    assert walk.people.leave() == []


def test_the_programme_goes_and_the_site_stays(walk):
    installing.remove(walk.host)
    walk.host.serve()
    owner = walk.people.staff("owner")
    for address in ("", "pages/", "images/", "users/", "groups/", "reports/site-history/"):
        assert owner.goto(f"{walk.kind.admin}{address}").status == 200, address
    walk.host.manage("makemigrations --check --dry-run")


def _colour(page, selector):
    return page.locator(selector).first.evaluate("node => getComputedStyle(node).backgroundColor")
