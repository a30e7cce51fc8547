"""Every road of Wagtail's round 三审 ends at our page or at a sentence: over HTTP, as each role."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, TaskState

from casestudies.domain import publishing
from casestudies.models import CaseIndexPage, CasePage
from tests.backoffice.screen import text_of, told
from tests.factories import decide

from .roads import IN_REVIEW, edit, in_api, screen, step, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(case_in_review):
    return case_in_review


# --- deciding --------------------------------------------------------------------------


def test_editor_of_wagtail_takes_no_decision(signed_in, case, case_reviewers, editor):
    for user in (case_reviewers[0], editor):
        response = edit(
            signed_in(user),
            case,
            **{"action-workflow-action": "1", "workflow-action-name": "approve"},
        )
        assert response.status_code == 302
    assert told(response)[-1] == "请在案例项目自己的页面上处理：那里看得到要审的文字。"
    assert response.url == screen(case)
    assert not TaskState.objects.filter(task__name="初审").exclude(finished_by=None).exists()


@pytest.mark.parametrize("name", ["workflow_action", "collect_workflow_action_data"])
def test_dialogs_of_wagtail_are_closed(signed_in, case, case_reviewers, name):
    state = case.current_workflow_task_state
    browser = signed_in(case_reviewers[0])
    for action in ("approve", "reject"):
        address = reverse(f"wagtailadmin_pages:{name}", args=[case.pk, action, state.pk])
        for response in (browser.get(address), browser.post(address, {"comment": "好"})):
            assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))
    assert step() == "初审"


def test_editor_shows_the_lock_and_leads_to_the_review_page(signed_in, case, editor, superuser):
    for user in (editor, superuser):
        response = signed_in(user).get(reverse("wagtailadmin_pages:edit", args=[case.pk]))
        html = response.content.decode()
        assert IN_REVIEW in html
        assert screen(case) in html
        for action in ("action-submit", "action-restart-workflow", "approve", "action-publish"):
            assert f'name="{action}"' not in html
            assert f'data-workflow-action-name="{action}"' not in html


# --- writing while it is read ----------------------------------------------------------


def test_nobody_saves_in_the_editor_while_it_is_reviewed(
    signed_in, case, case_reviewers, editor, superuser
):
    newest = case.latest_revision_id
    for user in (editor, superuser, *case_reviewers):
        edit(signed_in(user), case)
        edit(signed_in(user), case, **{"action-submit": "1"})
        edit(signed_in(user), case, **{"action-restart-workflow": "1"})
        edit(signed_in(user), case, overwrite_revision_id=newest)
    assert (stored().latest_revision_id, stored().draft_title) == (newest, "三审中的案例")
    assert step() == "初审"


@pytest.mark.parametrize("who", ["editor", "superuser"])
def test_revert_by_the_api_is_refused_with_a_sentence(signed_in, case, request, who):
    browser = signed_in(request.getfixturevalue(who))
    oldest = case.revisions.order_by("pk").first()
    response = in_api(browser, case, "revert_to_page_revision", revision_id=oldest.pk)
    assert (response.status_code, response.json()) == (403, {"detail": IN_REVIEW})
    assert stored().latest_revision == case.latest_revision


def test_what_a_reviewer_read_is_what_is_approved(signed_in, case, case_reviewers, editor):
    """Two sessions: the reviewer reads, the editor reverts, the reviewer approves."""
    browser = signed_in(case_reviewers[0])
    shown = browser.get(screen(case)).context
    oldest = case.revisions.order_by("pk").first()
    in_api(signed_in(editor), case, "revert_to_page_revision", revision_id=oldest.pk)
    posted = {"decision": "pass", "step": shown["step"].pk, "text_mark": shown["text_mark"]}
    assert browser.post(screen(case), posted).status_code == 302
    approved = TaskState.objects.get(status=TaskState.STATUS_APPROVED, task__name="初审")
    assert approved.revision.content["introduction"] == "请三位审核人看的导语。"


def test_returned_and_submitted_again_while_it_was_open(signed_in, case, case_reviewers, editor):
    """The step a reviewer saw is over: what was typed stays, the new text is shown."""
    browser = signed_in(case_reviewers[0])
    shown = browser.get(screen(case)).context
    decide(case.current_workflow_task_state, case_reviewers[0], "reject", "导语太短")
    page = stored()
    page.introduction = "改过的导语。"
    page.save_revision(user=editor)
    publishing.submit_for_review(page, by=editor)
    posted = {"decision": "pass", "step": shown["step"].pk, "text_mark": shown["text_mark"]}
    response = browser.post(screen(case), {**posted, "reason": "写得好"})
    assert response.status_code == 409
    words = text_of(response)
    assert "这一步已经有人处理过了，请刷新后查看。" in words
    assert "改过的导语。" in words
    assert "写得好" in words
    posted["step"] = stored().current_workflow_task_state.pk
    response = browser.post(screen(case), posted)
    assert response.status_code == 409
    assert "您打开之后文字又改过，这次没有作出决定。请重新看过再审。" in text_of(response)
    assert step() == "初审"


# --- copies and aliases ----------------------------------------------------------------


def only_public_one():
    return list(CasePage.objects.filter(live=True).values_list("slug", flat=True)) == [
        "三审中的案例"
    ]


@pytest.mark.parametrize("who", ["editor", "superuser"])
def test_the_whole_library_is_neither_copied_nor_aliased(signed_in, public, request, who):
    browser = signed_in(request.getfixturevalue(who))
    library = CaseIndexPage.objects.get()
    home = library.get_parent()
    fields = {
        "new_title": "又一个案例库",
        "new_slug": "again",
        "new_parent_page": home.pk,
        "copy_subpages": "on",
        "publish_copies": "on",
    }
    address = reverse("wagtailadmin_pages:copy", args=[library.pk])
    for more in ({}, {"alias": "on"}):
        assert browser.post(address, {**fields, **more}).status_code == 302
    where = {"destination_page_id": home.pk, "recursive": True, "slug": "again"}
    assert in_api(browser, library, "copy", keep_live=True, **where).status_code == 403
    assert in_api(browser, library, "create_alias", **where).status_code == 403
    assert CaseIndexPage.objects.count() == 1
    assert only_public_one()


def test_copying_what_holds_the_library_is_refused_in_words(signed_in, public, superuser):
    home = CaseIndexPage.objects.get().get_parent()
    fields = {
        "new_title": "又一个首页",
        "new_slug": "home-again",
        "new_parent_page": home.get_parent().pk,
        "copy_subpages": "on",
        "publish_copies": "on",
    }
    address = reverse("wagtailadmin_pages:copy", args=[home.pk])
    response = signed_in(superuser).post(address, fields)
    assert told(response) == ["案例库不能复制：每篇案例都要各自经过三审才能公开。"]
    where = {"recursive": True, "slug": "home-again", "title": "又一个首页"}
    in_api(signed_in(superuser), home, "copy", keep_live=True, **where)
    assert only_public_one()


@pytest.mark.parametrize("action", ["copy", "create_alias", "copy_for_translation"])
def test_a_public_case_is_copied_as_a_draft_at_most(signed_in, public, superuser, action):
    Locale.objects.get_or_create(language_code="en")
    asked = {"slug": "again", "update_slug": "again", "locale": "en", "copy_parents": True}
    in_api(signed_in(superuser), public, action, **asked)
    assert only_public_one()


def test_no_copy_while_it_is_reviewed(signed_in, case, superuser):
    for action in ("copy", "create_alias"):
        response = in_api(
            signed_in(superuser), case, action, keep_live=False, slug="x", update_slug="x"
        )
        assert response.status_code == 403
    assert CasePage.objects.count() == 1
