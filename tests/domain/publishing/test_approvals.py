"""An approval counts for the text it was given to, whatever the host has set in Wagtail."""

import contextlib

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Revision, Workflow, WorkflowTask

from casestudies.domain import publishing
from casestudies.domain.installation import EDITORS
from casestudies.domain.refusals import WrongState
from casestudies.domain.workflow import decide_step
from casestudies.enums import Decision
from casestudies.models import CasePage
from tests.factories import REVIEW_GROUPS, CasePageFactory, StaffFactory, approve_case, decide

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


def write_past_the_gate(case):
    """What only a shell can do: another newest text while the review runs."""
    draft = stored().latest_revision.as_object()
    draft.introduction = "越过页面改的引言。"
    newest = Revision.objects.create(
        content_object=draft,
        base_content_type=draft.get_base_content_type(),
        content=draft.serializable_data(),
        object_str=str(draft),
    )
    CasePage.objects.filter(pk=case.pk).update(latest_revision=newest)
    return newest


@pytest.mark.parametrize("who", ["superuser", "reviewer", "owner", "code"])
def test_nobody_changes_a_text_that_is_being_read(case, who):
    by = {
        "superuser": lambda: StaffFactory(is_superuser=True),
        "reviewer": lambda: StaffFactory(groups=[FINAL]),
        "owner": lambda: stored().latest_revision.user,
        "code": lambda: None,
    }[who]()
    before = list(case.revisions.values_list("pk", flat=True))
    for overwritten in (None, stored().latest_revision):
        with pytest.raises(PermissionDenied) as caught:
            edited(by=by, overwrite_revision=overwritten)
        assert str(caught.value) == "这篇案例正在三审，审完之前谁都不能改动。"
    assert list(case.revisions.values_list("pk", flat=True)) == before
    approve(FINAL)
    assert stored().live


def test_a_text_that_changed_all_the_same_is_not_decided_on(case):
    shown = case.newest_text_mark
    newest = write_past_the_gate(case)
    with pytest.raises(WrongState) as caught:
        decide_step(
            stored(), by=StaffFactory(groups=[FINAL]), decision=Decision.PASS, text_mark=shown
        )
    assert str(caught.value) == "您打开之后文字又改过，这次没有作出决定。请重新看过再审。"
    assert (stored().live, step()) == (False, "终审")
    # And whoever approves the new text alone makes nothing public.
    with contextlib.suppress(PermissionDenied):
        approve(FINAL)
    assert not stored().live
    assert stored().latest_revision == newest


def test_what_was_decided_on_is_never_overwritten(case):
    approved = stored().latest_revision
    content = approved.content
    returned = stored().current_workflow_task_state
    decide(returned, StaffFactory(groups=[FINAL]), "reject", "标题太长")
    newest = edited(by=approved.user, overwrite_revision=approved)
    approved.refresh_from_db()
    assert (newest.pk != approved.pk, approved.content) == (True, content)
    # What nobody has decided on yet is overwritten as ever.
    draft = newest.as_object()
    draft.introduction = "再改一次。"
    again = draft.save_revision(user=approved.user, overwrite_revision=newest)
    assert again.pk == newest.pk


def test_approvals_of_two_rounds_are_not_added_up(case):
    """Two approved, the third returned it; later one more alone is not enough."""
    returned = stored().current_workflow_task_state
    decide(returned, StaffFactory(groups=[FINAL]), "reject", "标题太长")
    WorkflowTask.objects.filter(task__name__in=["初审", "复审"]).delete()
    state = stored().current_workflow_state
    state.cancel()
    Workflow.objects.get(name="案例三审").start(stored(), StaffFactory())
    with pytest.raises(PermissionDenied):
        approve(FINAL)
    assert not stored().live


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
