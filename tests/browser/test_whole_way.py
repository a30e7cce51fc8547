"""The main job by real people in a real browser: from the blank form to the reader's page."""

import re

import pytest
from wagtail.models import Page, Site

from casestudies.domain.installation import CHECKERS, EDITORS, install
from casestudies.enums import SubmissionState
from casestudies.models import CasePage, Submission
from home.models import HomePage
from tests.factories import (
    REVIEW_GROUPS,
    CallPageFactory,
    MemberFactory,
    StaffFactory,
    SubmissionFormPageFactory,
    UnionFactory,
    UserFactory,
)
from tests.factories.people import PASSWORD

from . import steps


@pytest.fixture
def site():
    """An empty site ready for its first call, with one account for each person on the way."""
    home = HomePage(title="案例库", slug="start", welcome="好做法，大家学。")
    Page.objects.get(depth=1).add_child(instance=home)
    site = Site.objects.get(is_default_site=True)
    site.root_page = home
    site.save()
    Site.clear_site_root_paths_cache()
    install()
    # Not judged: what passes the formal check may become a case.
    call = CallPageFactory(title="班组思政案例征集", is_judged=False)
    SubmissionFormPageFactory(call=call)
    union = UnionFactory(name=steps.UNION, short_name="崇川区")
    MemberFactory(union=union, user=UserFactory(username="author"))
    MemberFactory(union=union, user=UserFactory(username="approver"), approver=True)
    StaffFactory(username="checker", groups=[CHECKERS])
    StaffFactory(username="editor", groups=[EDITORS])
    for username, group in zip(("first", "second", "final"), REVIEW_GROUPS, strict=True):
        StaffFactory(username=username, groups=[group])


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def people(request, chromium, live_server, site):
    people = steps.People(chromium, live_server.url, PASSWORD, javascript=request.param)
    yield people
    assert people.leave() == []


def test_a_case_walks_from_the_blank_form_to_the_reader(people):
    steps.fill_in_and_hand_over(people.member("author"), javascript=people.javascript)
    number = steps.endorse_and_send(people.member("approver"))
    assert number == Submission.objects.get().number
    steps.pass_formally(people.staff("checker"), number)
    assert Submission.objects.get().state == SubmissionState.ACCEPTED
    steps.make_page_and_submit(people.staff("editor"), people)
    for username in ("first", "second", "final"):
        assert not CasePage.objects.get().live
        steps.approve(people.staff(username), people)
    reader = people.reader()
    reader.goto("/")
    reader.get_by_role("link", name=re.compile(steps.TOPIC)).first.click()
    reader.get_by_role("link", name=steps.TITLE).first.click()
    steps.read(reader)
    assert Submission.objects.get().state == SubmissionState.PUBLISHED
