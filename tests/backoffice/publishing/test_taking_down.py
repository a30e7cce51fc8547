"""What was public is not deleted; what is public is taken down, what is scheduled stopped."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, TaskState

from casestudies.domain import publishing
from casestudies.models import CaseIndexPage, Submission
from tests.backoffice.screen import text_of, told
from tests.factories import CasePageFactory, SubmissionFactory, approve_case

from .roads import in_api, screen, step, stored

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["editor", "superuser"])
@pytest.mark.parametrize("state", ["public", "taken down"])
def test_what_was_public_is_not_deleted(signed_in, public, request, who, state):
    browser = signed_in(request.getfixturevalue(who))
    if state == "taken down":
        public.unpublish()
    library = CaseIndexPage.objects.get()
    for page in (public, library):
        browser.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
        assert in_api(browser, page, "delete").status_code == 403
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    browser.post(f"{bulk}?id={public.pk}")
    assert stored().was_public
    assert TaskState.objects.filter(status=TaskState.STATUS_APPROVED).count() >= 3
    assert not PageLogEntry.objects.filter(action="wagtail.delete").exists()


def test_deleting_what_holds_a_public_case_is_refused_in_words(signed_in, superuser):
    CasePageFactory(public=True, title="公开的案例")
    home = CaseIndexPage.objects.get().get_parent()
    response = signed_in(superuser).post(reverse("wagtailadmin_pages:delete", args=[home.pk]))
    assert told(response)[-1] == "公开过的案例不能删除，只能撤下：《公开的案例》"
    assert Page.objects.filter(pk=home.pk).exists()


def scheduled(editor):
    dossier = SubmissionFactory(walk="selected", title="三审中的案例")
    page = publishing.make_case_page(dossier, by=editor)
    page.go_live_at = timezone.now() + timezone.timedelta(hours=1)
    page.save_revision(user=editor)
    publishing.submit_for_review(page, by=editor)
    return approve_case(page)


def test_an_approved_case_that_waits_for_its_day_is_stopped(signed_in, editor):
    case = scheduled(editor)
    browser = signed_in(editor)
    html = browser.get(screen(case)).content.decode()
    address = reverse(
        "wagtailadmin_pages:revisions_unschedule", args=[case.pk, case.latest_revision_id]
    )
    assert address in html
    assert "已通过三审，将于" in html
    oldest = case.revisions.order_by("pk").first()
    response = in_api(browser, case, "revert_to_page_revision", revision_id=oldest.pk)
    assert response.json() == {
        "detail": "这篇案例已通过三审、等待定时发布；要改动，请先停止定时发布。"
    }
    assert browser.post(address).status_code == 302
    assert not case.revisions.exclude(approved_go_live_at=None).exists()
    assert not stored().live
    assert (
        "去提交三审"
        in browser.get(reverse("wagtailadmin_pages:edit", args=[case.pk])).content.decode()
    )


def test_case_is_taken_down_on_the_version_that_was_shown(signed_in, public, editor):
    browser = signed_in(editor)
    address = screen(public, "take_down")
    shown = browser.get(screen(public)).context["case"].live_revision_id
    page = stored()
    page.introduction = "更正后的导语。"
    page.save_revision(user=editor)
    publishing.submit_for_review(page, by=editor)
    approve_case(page)
    typed = {"version": shown, "reason": "数字有误"}
    response = browser.post(address, typed)
    assert response.status_code == 409
    words = text_of(response)
    assert "您打开页面之后又发布了新的版本，这次没有撤下。请重新看过再处理。" in words
    assert "数字有误" in words
    assert stored().live
    assert browser.post(address, {"reason": "没有说是哪一版"}).status_code == 409
    typed["version"] = stored().live_revision_id
    assert browser.post(address, typed).status_code == 302
    assert (stored().live, Submission.objects.get().state) == (False, "accepted")
    assert PageLogEntry.objects.get(action="casestudies.take_case_down").data == {
        "reason": "数字有误"
    }


def test_case_is_taken_down_while_its_correction_is_reviewed(signed_in, public, editor):
    page = stored()
    page.introduction = "更正后的导语。"
    page.save_revision(user=editor)
    publishing.submit_for_review(page, by=editor)
    browser = signed_in(editor)
    posted = {"version": stored().live_revision_id, "reason": ""}
    assert browser.post(screen(public, "take_down"), posted).status_code == 302
    assert (stored().live, step()) == (False, "初审")


def test_unpublishing_in_wagtail_leads_to_our_page(signed_in, public, editor):
    address = reverse("wagtailadmin_pages:unpublish", args=[public.pk])
    response = signed_in(editor).post(address)
    assert response.url == f"{screen(public)}#take-down"
    assert stored().live
