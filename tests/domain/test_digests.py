"""Staff are told of work that waits: at once, once a day, or never."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from casestudies.domain import publishing
from casestudies.domain.digests import write_digests
from casestudies.domain.installation import CHECKERS, NAMES
from casestudies.domain.workflow import decide_step
from casestudies.enums import Decision, StaffLetters, StaffRole
from casestudies.models import Letter, StaffLetterChoice
from tests.factories import CasePageFactory, StaffFactory, SubmissionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

TITLE = "班前十分钟"


def at(hour, *, days=0):
    """Return the moment of an hour of the local day, so many days from now."""
    day = timezone.localdate() + timedelta(days=days)
    return datetime.combine(day, time(hour), timezone.get_current_timezone())


def choose(user, letters):
    StaffLetterChoice.objects.update_or_create(user=user, defaults={"letters": letters})


def give_back(page, *, by):
    page.refresh_from_db()
    decide_step(
        page,
        by=by,
        decision=Decision.RETURN,
        reason="请核对数字。",
        text_mark=page.newest_text_mark,
    )


def told():
    found = list(
        Letter.objects.filter(name__startswith="staff")
        .order_by("pk")
        .values_list("address", "subject")
    )
    Letter.objects.all().delete()
    return found


def test_a_digest_says_what_waits_once_a_day(checker):
    for _each in range(2):
        SubmissionFactory(walk="sent")
    assert write_digests(now=at(9)) == 1
    letter = Letter.objects.get(name="staff_digest")
    assert (letter.address, letter.subject) == (checker.email, "案例征集：有 2 件等待您处理")
    assert "待形式审查的申报材料 2 件\n" in letter.body
    assert "待审核的案例" not in letter.body
    assert "被退回修改的案例" not in letter.body
    assert write_digests(now=at(18)) == 0


def test_nothing_is_written_before_morning(checker):
    SubmissionFactory(walk="sent")
    assert write_digests(now=at(7)) == 0
    assert write_digests(now=at(8)) == 1


def test_the_next_day_only_news_is_told(checker):
    SubmissionFactory(walk="sent")
    assert write_digests(now=at(9)) == 1
    assert write_digests(now=at(9, days=1)) == 0
    SubmissionFactory(walk="sent")
    assert write_digests(now=at(9, days=2)) == 1
    assert Letter.objects.filter(name="staff_digest").latest("pk").subject == (
        "案例征集：有 2 件等待您处理"
    )


def test_nobody_is_told_who_wants_nothing_or_has_nothing(checker):
    assert write_digests(now=at(9)) == 0
    choose(StaffFactory(groups=[CHECKERS]), StaffLetters.NONE)
    StaffFactory(groups=[CHECKERS], is_active=False)
    StaffFactory(groups=[CHECKERS], email="")
    SubmissionFactory(walk="sent")
    assert write_digests(now=at(9)) == 0  # looked at once today already
    assert write_digests(now=at(9, days=1)) == 1
    assert told() == [(checker.email, "案例征集：有 1 件等待您处理")]


def test_when_all_were_looked_at_a_run_asks_once(checker, django_assert_num_queries):
    SubmissionFactory(walk="sent")
    write_digests(now=at(9))
    with django_assert_num_queries(1):
        write_digests(now=at(10))


def test_who_wants_to_know_at_once_is_told_of_each_step(checker, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://www.example.org"
    choose(checker, StaffLetters.EACH)
    submission = SubmissionFactory(walk="sent", title=TITLE)
    letter = Letter.objects.get(name="staff_step")
    assert (letter.address, letter.subject) == (
        checker.email,
        "请处理：《班前十分钟》等待形式审查",
    )
    address = f"https://www.example.org/admin/casestudies/dossiers/{submission.pk}/"
    assert f"请登录后台办理：{address}\n" in letter.body
    told()
    assert write_digests(now=at(9)) == 0


def test_a_returned_case_is_told_to_who_submitted_it(editor):
    choose(editor, StaffLetters.EACH)
    reviewer = StaffFactory(groups=[NAMES[StaffRole.FIRST_REVIEWERS]])
    page = CasePageFactory(title=TITLE)
    page.save_revision()
    publishing.submit_for_review(page, by=editor)
    told()
    give_back(page, by=reviewer)
    assert told() == [(editor.email, "被退回修改：《班前十分钟》")]


def test_the_digest_names_cases_to_review_and_cases_that_came_back(editor):
    reviewer = StaffFactory(groups=[NAMES[StaffRole.FIRST_REVIEWERS]])
    waiting, returned = CasePageFactory(), CasePageFactory()
    for page in (waiting, returned):
        page.save_revision()
        publishing.submit_for_review(page, by=editor)
    give_back(returned, by=reviewer)
    assert write_digests(now=at(9)) == 2
    bodies = dict(Letter.objects.values_list("address", "body"))
    assert "待审核的案例 1 篇\n" in bodies[reviewer.email]
    assert "被退回修改的案例 1 篇\n" in bodies[editor.email]


def test_a_site_without_letters_gets_no_digest(checker, settings):
    SubmissionFactory(walk="sent")
    settings.CASESTUDIES = {"LETTERS": False}
    assert write_digests(now=at(9)) == 0
