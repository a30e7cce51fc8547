"""An approval counts for the text it was given to, whatever the host has set in Wagtail."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry, TaskState

from casestudies.domain import publishing
from casestudies.domain.installation import EDITORS
from casestudies.domain.refusals import WrongState
from casestudies.domain.workflow import decide_step
from casestudies.enums import Decision
from casestudies.models import CasePage
from tests.factories import REVIEW_GROUPS, CasePageFactory, StaffFactory, approve_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

FIRST, SECOND, FINAL = REVIEW_GROUPS


@pytest.fixture(params=[True, False, None], ids=["reapproval", "no reapproval", "not set"])
def host_settings(request, settings):
    """What a host may have set about edits during a workflow."""
    if request.param is not None:
        settings.WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = request.param


@pytest.fixture
def case(host_settings):
    """A case that two of three people have approved."""
    page = CasePageFactory(title="审过两遍的案例")
    page.save_revision(user=StaffFactory(groups=[EDITORS]))
    publishing.submit_for_review(page, by=StaffFactory(is_superuser=True))
    return approve_case(page, [FIRST, SECOND])


def stored():
    return CasePage.objects.get()


def step():
    state = stored().current_workflow_task_state
    return state and state.task.name


def edited(by=None, **kwargs):
    draft = stored().get_latest_revision_as_object()
    draft.introduction = "审核中间改过的引言。"
    return draft.save_revision(user=by, **kwargs)


def approve(group):
    approve_case(stored(), [group])


def test_a_changed_text_goes_back_to_the_first_reviewer(case):
    newest = edited()
    assert step() == "终审"
    approve(FINAL)
    assert (stored().live, step()) == (False, "初审")
    approve(FIRST)
    assert (stored().live, step()) == (False, "复审")
    approve(SECOND)
    assert stored().live
    assert stored().live_revision == newest
    assert stored().introduction == "审核中间改过的引言。"


def test_what_was_approved_before_the_change_stays_on_record_as_void(case):
    approved = set(TaskState.objects.filter(status="approved").values_list("pk", "revision"))
    edited(by=StaffFactory(last_name="卞辑"))
    kept = TaskState.objects.exclude(finished_by=None)
    assert set(kept.values_list("pk", "revision")) == approved
    assert {state.status for state in kept} == {TaskState.STATUS_CANCELLED}
    entry = PageLogEntry.objects.get(action="casestudies.void_approvals")
    assert (entry.data["number"], entry.user.last_name) == (2, "卞辑")
    assert entry.message == "文字有改动，此前的审核通过作废"


@pytest.mark.parametrize("overwriting", [False, True], ids=["new revision", "same revision"])
def test_saving_that_changes_nothing_voids_nothing(case, overwriting):
    old = stored().latest_revision
    draft = old.as_object()
    # The editor gives paragraphs keys, and the page was moved about and locked meanwhile.
    body = json.dumps(list(draft.body.raw_data))
    draft.body = json.loads(body.replace("<p>", r"<p data-block-key=\"a1b2c\">"))
    draft.has_unpublished_changes, draft.locked = True, True
    newest = draft.save_revision(user=old.user, overwrite_revision=old if overwriting else None)
    assert newest.pk != old.pk
    assert "data-block-key" in newest.content["body"]
    approve(FINAL)
    assert stored().live
    assert stored().live_revision == newest
    assert not PageLogEntry.objects.filter(action="casestudies.void_approvals").exists()


def test_autosave_never_overwrites_what_somebody_approved(case):
    approved = stored().latest_revision
    content = approved.content
    newest = edited(by=approved.user, overwrite_revision=approved)
    approved.refresh_from_db()
    assert (newest.pk != approved.pk, approved.content) == (True, content)
    # What nobody has decided on yet is overwritten as ever.
    draft = newest.as_object()
    draft.introduction = "再改一次。"
    again = draft.save_revision(user=approved.user, overwrite_revision=newest)
    assert again.pk == newest.pk
    approve(FINAL)
    assert (stored().live, step()) == (False, "初审")


def test_an_approval_of_a_text_that_changed_meanwhile_is_refused(case):
    shown = case.newest_text_mark
    edited()
    with pytest.raises(WrongState) as caught:
        decide_step(
            stored(), by=StaffFactory(groups=[FINAL]), decision=Decision.PASS, text_mark=shown
        )
    assert str(caught.value) == "您打开之后文字又改过，这次没有作出决定。请重新看过再审。"
    assert (stored().live, step()) == (False, "终审")


def test_nothing_but_the_approved_revision_is_published(case):
    approve(FINAL)
    published = stored().live_revision
    newest = edited()
    for revision in (newest, case.revisions.order_by("pk").first()):
        if revision != published:
            with pytest.raises(PermissionDenied):
                revision.publish(user=StaffFactory(is_superuser=True))
    assert stored().live_revision == published
    # The text that was approved may be published again, after it was taken down.
    stored().unpublish()
    published.publish()
    assert stored().live_revision == published


def test_reviewer_who_edits_and_approves_in_wagtails_editor(case):
    """The footer saves and approves in one: the new text has one approval, not three."""
    browser, address = Client(), reverse("wagtailadmin_pages:edit", args=[case.pk])
    browser.force_login(StaffFactory(groups=[FINAL]))
    fields = {
        "title": "终审改的标题",
        "slug": case.slug,
        "topics": "",
        "body-count": 0,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "action-workflow-action": "1",
        "workflow-action-name": "approve",
        "workflow-action-extra-data": "{}",
    }
    assert browser.post(address, fields).status_code == 302
    assert (stored().live, step()) == (False, "初审")
    approve(FIRST)
    approve(SECOND)
    assert (stored().live, stored().title) == (True, "终审改的标题")


def posted(case) -> dict:
    """What Wagtail's editor posts of a case of plain paragraphs."""
    fields = {
        "title": case.title,
        "slug": case.slug,
        "introduction": case.introduction,
        "byline": case.byline,
        "recommended_by": case.recommended_by,
        "topics": "",
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "body-count": len(case.body),
    }
    for place, block in enumerate(case.body.raw_data):
        text = block["value"]["text"].removeprefix("<p>").removesuffix("</p>")
        paragraph = {"key": "abcde", "type": "unstyled", "text": text, "depth": 0}
        paragraph |= {"inlineStyleRanges": [], "entityRanges": []}
        fields |= {
            f"body-{place}-deleted": "",
            f"body-{place}-order": place,
            f"body-{place}-type": "part",
            f"body-{place}-id": block["id"],
            f"body-{place}-value-heading": block["value"]["heading"],
            f"body-{place}-value-text": json.dumps({"blocks": [paragraph], "entityMap": {}}),
        }
    return fields


def test_autosave_of_wagtails_editor_sends_back_only_what_changed(case, settings):
    """As the browser sends it: JSON is asked for, and the last revision is named."""
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 500
    browser = Client()
    browser.force_login(StaffFactory(groups=[FINAL]))
    address, fields = reverse("wagtailadmin_pages:edit", args=[case.pk]), posted(case)
    answer = browser.post(address, fields, HTTP_ACCEPT="application/json").json()
    assert answer["success"]
    assert TaskState.objects.filter(status="approved").count() == 2
    fields |= {"title": "自动保存的标题", "overwrite_revision_id": answer["revision_id"]}
    answer = browser.post(address, fields, HTTP_ACCEPT="application/json").json()
    assert answer["success"]
    assert TaskState.objects.filter(status="approved").count() == 0
    approve(FINAL)
    assert (stored().live, step()) == (False, "初审")
