"""Two people at once on one case: no approval counts for a text not shown to that person."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction
from wagtail.models import TaskState

from casestudies.domain import publishing
from casestudies.domain.installation import EDITORS, install
from casestudies.domain.refusals import Refusal, WrongState
from casestudies.domain.workflow import decide_step
from casestudies.enums import Decision
from casestudies.models import CasePage
from tests.domain.intake.test_races import at_once
from tests.factories import REVIEW_GROUPS, CasePageFactory, StaffFactory, approve_case

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

ROUNDS = 25
SHOWN = "三位审核人看的导语。"


def under_review(editor, *, approved):
    page = CasePageFactory()
    page.save_revision(user=editor)
    page.introduction = SHOWN
    page.save_revision(user=editor)
    publishing.submit_for_review(page, by=editor)
    return approve_case(page, REVIEW_GROUPS[:approved])


def refused(verb):
    """Return the verb with its refusal as a value, that of Wagtail's admin too."""

    def run():
        try:
            return verb()
        except PermissionDenied as refusal:
            return refusal

    return run


def click(page, person):
    shown = CasePage.objects.get(pk=page.pk)
    step = shown.current_workflow_task_state

    def decide():
        return decide_step(
            shown,
            by=person,
            decision=Decision.PASS,
            task_state_id=step.pk,
            text_mark=shown.newest_text_mark,
        )

    return decide


def reverting(page, editor):
    oldest = page.revisions.order_by("pk").first()
    return refused(RevertToPageRevisionAction(page, oldest, user=editor).execute)


def saving(page, editor):
    draft = page.latest_revision.as_object()
    draft.introduction = "同事在点击的同时保存的导语。"
    return refused(lambda: draft.save_revision(user=editor))


@pytest.mark.parametrize("write", [reverting, saving])
@pytest.mark.parametrize("approved", [0, 2], ids=["初审", "终审"])
def test_a_click_and_a_write_at_once(write, approved):
    install()
    editor = StaffFactory(groups=[EDITORS])
    person = StaffFactory(groups=[REVIEW_GROUPS[approved]])
    for _round in range(ROUNDS):
        page = under_review(editor, approved=approved)
        decided, written = at_once(click(page, person), write(page, editor))
        page = CasePage.objects.get(pk=page.pk)
        given = TaskState.objects.filter(finished_by=person, revision__object_id=str(page.pk))
        assert {state.revision.content["introduction"] for state in given} <= {SHOWN}
        if approved == 2:
            # The write came after publication, or not at all.
            assert not isinstance(decided, Refusal)
            assert (page.live, page.introduction) == (True, SHOWN)
        else:
            assert not isinstance(decided, Refusal)
            assert isinstance(written, PermissionDenied)
            assert page.latest_revision.content["introduction"] == SHOWN


def test_a_return_with_a_new_text_and_a_click_at_once():
    """The click is on the step and text that were shown, or it is refused."""
    install()
    editor = StaffFactory(groups=[EDITORS])
    one, other = (StaffFactory(groups=[REVIEW_GROUPS[0]]) for _ in range(2))
    for _round in range(ROUNDS):
        page = under_review(editor, approved=0)

        def returned_and_sent_again(page=page):
            shown = CasePage.objects.get(pk=page.pk)
            mark = shown.newest_text_mark
            decide_step(shown, by=one, decision=Decision.RETURN, reason="改导语", text_mark=mark)
            draft = CasePage.objects.get(pk=page.pk).latest_revision.as_object()
            draft.introduction = "没有给另一位看过的导语。"
            draft.save_revision(user=editor)
            return publishing.submit_for_review(draft, by=editor)

        decided, _sent = at_once(click(page, other), returned_and_sent_again)
        if isinstance(decided, Refusal):
            assert type(decided) is WrongState
        given = TaskState.objects.filter(finished_by=other, revision__object_id=str(page.pk))
        assert {state.revision.content["introduction"] for state in given} <= {SHOWN}
