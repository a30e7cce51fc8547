"""The demo site: loaded once for all tests here, each of which is undone."""

import re
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.test import TestCase
from django.utils import timezone
from wagtail.models import Page, Site, TaskState, WorkflowState

from casestudies import conf
from casestudies.chinese import count_characters
from casestudies.domain.moderation.queues import waiting_for
from casestudies.enums import CountFacet, SubmissionState, UnionKind
from casestudies.models import (
    CallPage,
    CaseCount,
    CaseIndexPage,
    CasePage,
    Submission,
    SubmissionFormPage,
    Union,
)
from home.demo import accounts
from home.models import HomePage

# Marked, so that the database is made when this module runs alone.
pytestmark = pytest.mark.django_db

S = SubmissionState
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Load the demo in a transaction that is undone after the last test of this module."""
    cache.clear()
    with django_db_blocker.unblock(), transaction.atomic():
        if not Page.objects.exists():  # A test that commits empties the database when it ends.
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)
        with TestCase.captureOnCommitCallbacks(execute=True):
            call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db):
    """The demo; what a test does to it is undone after the test."""


@pytest.fixture
def closed(demo):
    return CallPage.objects.get(slug="2021")


@pytest.fixture
def opened(demo):
    return CallPage.objects.get(slug="2026")


# --- what is there ---------------------------------------------------------------------


def test_home_page_is_the_root_of_the_site(demo):
    home = HomePage.objects.get()
    site = Site.objects.get()
    assert site.root_page.specific == home
    assert (home.slug, home.live, home.url) == ("home", True, "/")
    assert site.site_name == "南通职工思想政治工作案例库（演示站）"
    assert home.title == "南通职工思想政治工作案例库"
    assert home.welcome
    assert [page.title for page in Page.objects.filter(depth=2)] == [home.title]
    assert CaseIndexPage.objects.get().get_parent().specific == home


def test_unions_bear_their_real_names(demo):
    kinds = Counter(Union.objects.values_list("kind", flat=True))
    assert kinds == {UnionKind.COUNTY: 10, UnionKind.INDUSTRY: 3, UnionKind.DIRECT: 1}
    names = set(Union.objects.values_list("name", flat=True))
    assert {"崇川区总工会", "如东县总工会", "通州湾示范区总工会", "市教育工会"} <= names


@pytest.mark.parametrize("slug", ["2021", "2026"])
def test_calls_are_complete(demo, slug):
    call = CallPage.objects.get(slug=slug)
    assert call.live
    assert call.directions.count() == 9
    assert call.criteria.count() == 4
    assert [level.name for level in call.award_levels.all()][:2] == ["优秀案例", "推荐省总工会"]
    assert call.quotas.get(kind=UnionKind.DIRECT).collector.name == accounts.COLLECTOR
    assert call.issuers == ["中共南通市委宣传部", "南通市总工会"]
    assert {block.block_type for block in call.body} == {"heading", "paragraph"}
    form = call.form_page
    assert "<li>" in form.introduction
    assert form.receipt_text


def test_first_call_is_past_and_second_open(closed, opened):
    assert closed.is_past()
    assert opened.is_open()
    assert timezone.localdate(opened.opens_at) == timezone.localdate() - timedelta(days=20)
    assert (opened.closes_at - timezone.now()).days in (24, 25)
    assert SubmissionFormPage.objects.count() == 2


def test_open_call_has_dossiers_in_every_state_a_union_can_meet(opened):
    states = Counter(Submission.objects.for_call(opened).values_list("state", flat=True))
    assert states == {
        S.DRAFT: 1,
        S.ENDORSING: 1,
        S.SUBMITTED: 2,
        S.RETURNED: 1,
        S.WITHDRAWN: 1,
        S.REFUSED: 1,
        S.ACCEPTED: 3,
    }
    for submission in Submission.objects.for_call(opened):
        assert submission.created_at <= submission.changed_at <= timezone.now()
        assert opened.opens_at <= submission.created_at
        if submission.number:
            assert submission.created_at <= submission.sent_at <= submission.changed_at


def test_the_office_finds_something_to_do(demo):
    assert waiting_for(accounts.staff("checker")).count() == 2
    steps = [
        state.task.name
        for state in TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS, task__name__in=("初审", "复审", "终审")
        )
    ]
    assert sorted(steps) == ["初审", "复审"]
    assert Submission.objects.in_pool().filter(case_page=None).count() == 1


# --- the published cases ---------------------------------------------------------------


def test_cases_are_published(closed):
    cases = CasePage.objects.readable()
    assert cases.count() >= 12
    assert set(Submission.objects.for_call(closed).values_list("state", flat=True)) == {S.PUBLISHED}
    assert Submission.objects.for_call(closed).count() == cases.count()
    assert CaseCount.objects.get(facet=CountFacet.ALL).number == cases.count()


def test_each_case_has_text_of_800_to_1500_characters(closed):
    for submission in Submission.objects.for_call(closed):
        assert 800 <= count_characters(*submission.texts) <= 1500


def test_each_case_was_approved_by_three_people(demo):
    for case in CasePage.objects.readable():
        flow = WorkflowState.objects.for_instance(case).get()
        steps = flow.task_states.filter(status=TaskState.STATUS_APPROVED)
        people = [step.finished_by.username for step in steps.order_by("pk")]
        assert people == ["first", "second", "final"]
        assert {step.revision for step in steps} == {case.live_revision}


def test_each_case_is_finished_by_an_editor(demo):
    for case in CasePage.objects.readable():
        assert case.byline
        assert case.introduction
        assert case.editor_note
        assert 1 <= case.topics.count() <= 3
        types = [block.block_type for block in case.body]
        assert types[0] == "figures"
        assert types.count("part") == 4
        assert types.count("photo") in (0, 2, 3)
        assert bool(case.cover) == ("photo" in types)
        assert types[3] == ("photo" if case.cover else "part")
        case.full_clean()


def test_each_case_is_dated_as_if_it_had_taken_months(closed):
    for submission in Submission.objects.for_call(closed).select_related("case_page"):
        case = submission.case_page
        assert closed.opens_at < submission.created_at < submission.sent_at < closed.closes_at
        assert submission.sent_at < case.latest_revision_created_at < case.first_published_at
        assert case.published_on == case.first_published_at == case.last_published_at
        assert case.year == timezone.localtime(case.first_published_at).year
        assert submission.changed_at == case.first_published_at
        steps = WorkflowState.objects.for_instance(case).get().task_states.order_by("pk")
        moments = [step.finished_at for step in steps]
        assert moments == sorted(moments)
        assert moments[-1] == case.first_published_at


def test_pictures_are_ready_for_readers(demo):
    for case in CasePage.objects.readable().exclude(cover=None):
        assert case.cover.renditions.count() == 3


def test_no_contact_of_a_dossier_is_in_a_case(demo):
    for submission in Submission.objects.exclude(case_page=None):
        case = submission.case_page
        text = case.body_text + str([r.content for r in case.revisions.all()])
        assert submission.contact.phone
        assert submission.contact.phone not in text
        assert submission.contact.contact not in text


# --- accounts --------------------------------------------------------------------------


@pytest.mark.parametrize("account", accounts.ACCOUNTS, ids=lambda account: account.username)
def test_account_signs_in_where_it_should(demo, account):
    user = authenticate(username=account.username, password=accounts.PASSWORD)
    assert user is not None
    assert user.get_full_name() == account.role
    assert user.email == f"{account.username}@example.org"
    assert user.has_perm("wagtailadmin.access_admin") is not bool(account.union)
    assert user.casestudies_memberships.count() == bool(account.union)


def test_only_the_accounts_of_the_table_can_sign_in(demo):
    names = {account.username for account in accounts.ACCOUNTS}
    for user in get_user_model().objects.all():
        assert user.has_usable_password() is (user.username in names)
        assert re.fullmatch(r"[a-z0-9-]+", user.username)
        assert user.email.endswith("@example.org")


def test_accounts_are_printed_as_a_table(demo, capsys, row_counts):
    before = row_counts()
    call_command("load_demo", accounts=True)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["账号", "角色", "登录地址"]
    assert len(lines) == len(accounts.ACCOUNTS) + 2
    assert lines[-1] == f"所有账号的密码：{accounts.PASSWORD}"
    by_name = {line.split()[0]: line for line in lines[1:-1]}
    assert "崇川区总工会 申报员" in by_name["author"]
    assert by_name["editor"].endswith("/admin/")
    assert by_name["author"].split()[-1].startswith("http://")
    assert row_counts() == before


# --- again, and not at all -------------------------------------------------------------


def test_second_run_makes_nothing(opened, capsys, row_counts):
    before, dates = row_counts(), (opened.opens_at, opened.closes_at)
    call_command("load_demo")
    out = capsys.readouterr().out
    assert "演示内容已就绪，新装入 0 项。" in out
    assert "所有账号的密码" in out
    assert row_counts() == before
    opened.refresh_from_db()
    assert (opened.opens_at, opened.closes_at) == dates


def test_nobody_is_written_to(demo):
    assert mail.outbox == []
    assert conf.value("LETTERS")
