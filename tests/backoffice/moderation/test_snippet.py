"""Wagtail's own addresses of a dossier lead to its page or nowhere."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import ModelLogEntry, Workflow, WorkflowContentType

from casestudies.domain import intake
from casestudies.domain.installation import EDITORS
from casestudies.enums import SubmissionState
from casestudies.models import Submission
from tests.backoffice.screen import text_of, told
from tests.factories import CallPageFactory, MemberFactory, StaffFactory, SubmissionFactory, type_in

pytestmark = pytest.mark.django_db

SPACE = "wagtailsnippets_casestudies_submission"
CHOOSER = "wagtailsnippetchoosers_casestudies_submission"


def addresses(dossier):
    """Every address Wagtail makes for the snippet, with the arguments it takes."""
    step = dossier.current_workflow_task_state
    revision = dossier.latest_revision_id or 1
    state = step.pk if step else 1
    flow = step.workflow_state_id if step else 1
    pk = str(dossier.pk)
    arguments = {
        "list": [],
        "list_results": [],
        "add": [],
        "revisions_view": [pk, revision],
        "revisions_revert": [pk, revision],
        "revisions_unschedule": [pk, revision],
        "revisions_compare": [pk, "earliest", "latest"],
        "workflow_action": [pk, "approve", state],
        "collect_workflow_action_data": [pk, "approve", state],
        "workflow_history_detail": [pk, flow],
    }
    for pattern in Submission.snippet_viewset.get_urlpatterns():
        yield (
            pattern.name,
            reverse(f"{SPACE}:{pattern.name}", args=arguments.get(pattern.name, [pk])),
        )


def test_every_address_is_known_to_this_test():
    names = {name for name, _address in addresses(SubmissionFactory(walk="sent"))}
    assert {"edit", "delete", "workflow_action", "revisions_revert", "lock", "unpublish"} <= names


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("walk", [None, "sent"])
def test_no_address_shows_or_changes_a_dossier(signed_in, checker, superuser, judge, method, walk):
    dossier = SubmissionFactory(walk=walk, title="不外传的名称")
    before = Submission.objects.values().get()
    logs = ModelLogEntry.objects.count()
    for user in (checker, superuser, judge):
        browser = signed_in(user)
        for name, address in addresses(dossier):
            response = getattr(browser, method)(address, {"action-publish": "1", "title": "改了"})
            assert response.status_code in {302, 404}, name
            assert "不外传的名称" not in response.content.decode()
    assert Submission.objects.values().get() == before
    assert ModelLogEntry.objects.count() == logs


def test_addresses_lead_to_the_dossier_page_which_asks(signed_in, checker, superuser):
    sent, draft = SubmissionFactory(walk="sent"), SubmissionFactory()
    for dossier, status in ((sent, 200), (draft, 404)):
        for user in (checker, superuser):
            browser = signed_in(user)
            for name in ("edit", "history", "usage", "workflow_history"):
                response = browser.get(reverse(f"{SPACE}:{name}", args=[dossier.pk]), follow=True)
                assert response.status_code == status
    response = signed_in(checker).get(reverse(f"{SPACE}:list"))
    assert response.url == reverse("casestudies_backoffice:dossiers")


def test_native_decision_endpoint_decides_nothing(signed_in, checker):
    dossier = SubmissionFactory(walk="sent")
    step = dossier.current_workflow_task_state
    address = reverse(f"{SPACE}:workflow_action", args=[dossier.pk, "approve", step.pk])
    response = signed_in(checker).post(address, {"comment": ""})
    assert response.url == reverse("wagtailadmin_home")
    assert Submission.objects.get().state == SubmissionState.SUBMITTED


def test_chooser_tells_nothing(signed_in, superuser):
    SubmissionFactory(walk="sent", title="不外传的名称")
    browser = signed_in(superuser)
    pk = Submission.objects.get().pk
    chosen = f"{CHOOSER}:chosen"
    for address in (reverse(f"{CHOOSER}:choose"), reverse(chosen, args=[pk])):
        assert browser.get(address).status_code == 404
    assert browser.get(reverse(f"{CHOOSER}:chosen_multiple"), {"id": pk}).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("which", ["all", "one"])
def test_bulk_deletion_is_closed(signed_in, superuser, editor, method, which):
    dossier = SubmissionFactory(title="不外传的名称")
    keys = "all" if which == "all" else dossier.pk
    address = reverse("wagtail_bulk_action", args=["casestudies", "submission", "delete"])
    for user in (superuser, editor):
        browser = signed_in(user)
        response = getattr(browser, method)(f"{address}?id={keys}")
        assert response.status_code == 302
        assert told(response) == ["对不起，您没有权限访问。"]
    assert Submission.objects.count() == 1


def test_menu_of_snippets_does_not_list_dossiers(signed_in, superuser):
    SubmissionFactory(walk="sent")
    words = text_of(signed_in(superuser).get(reverse("wagtailsnippets:index")))
    assert "申报材料" not in words


def test_wagtail_finds_the_page_of_what_one_may_see(checker, judge, superuser):
    sent, draft = SubmissionFactory(walk="sent"), SubmissionFactory()
    page = reverse("casestudies_backoffice:dossier", args=[sent.pk])
    for user in (checker, superuser):
        assert AdminURLFinder(user).get_edit_url(sent) == page
        assert AdminURLFinder(user).get_edit_url(draft) is None
    assert AdminURLFinder(judge).get_edit_url(sent) is None


def test_usage_of_a_call_hides_dossiers_never_sent(signed_in, superuser):
    call = CallPageFactory()
    SubmissionFactory(call=call, title="不外传的名称")
    address = reverse("wagtailadmin_pages:usage", args=[call.pk])
    assert "不外传的名称" not in signed_in(superuser).get(address).content.decode()


def test_site_history_hides_titles_and_words_from_before_the_sending(signed_in, superuser):
    dossier = SubmissionFactory(title="不外传的名称")
    author = MemberFactory(union=dossier.union).user
    type_in(dossier, by=author)
    with override("en"):
        intake.hand_over(dossier, seen=intake.shown_now(dossier), by=author)
    approver = MemberFactory(union=dossier.union, approver=True).user
    intake.hand_back(dossier, seen=intake.shown_now(dossier), by=approver, reason="内部的话")
    titles = ModelLogEntry.objects.for_instance(dossier).values_list("label", flat=True)
    assert set(titles) == {"（尚未报送的材料）"}
    for user in (superuser, StaffFactory(groups=[EDITORS])):
        words = text_of(signed_in(user).get(reverse("wagtailadmin_reports:site_history")))
        assert "（尚未报送的材料）" in words
        assert "不外传的名称" not in words
        assert "内部的话" not in words


@pytest.mark.parametrize(("walk", "is_told"), [(None, False), ("sent", True)])
def test_site_history_tells_why_only_what_was_sent_was_withdrawn(
    signed_in, superuser, walk, is_told
):
    dossier = SubmissionFactory(walk=walk)
    approver = MemberFactory(union=dossier.union, approver=True).user
    if not walk:
        intake.hand_over(
            dossier, seen=intake.shown_now(dossier), by=MemberFactory(union=dossier.union).user
        )
    intake.withdraw(dossier, seen=intake.shown_now(dossier), by=approver, reason="内部的话")
    for user in (superuser, StaffFactory(groups=[EDITORS])):
        words = text_of(signed_in(user).get(reverse("wagtailadmin_reports:site_history")))
        assert "撤回" in words
        assert ("撤回：内部的话" in words) is ("内部的话" in words) is is_told


def test_editing_the_workflow_keeps_it_assigned_to_dossiers(signed_in, superuser):
    """Wagtail's form drops assignments to models that are no snippets."""
    workflow = Workflow.objects.get(name="案例申报形式审查")
    address = reverse("wagtailadmin_workflows:edit", args=[workflow.pk])
    browser = signed_in(superuser)
    page = browser.get(address)
    kind = WorkflowContentType.objects.get().content_type_id
    assert f'value="{kind}"' in page.content.decode()
    step = workflow.workflow_tasks.get()
    fields = {
        "name": workflow.name,
        "active": "on",
        "workflow_tasks-TOTAL_FORMS": 1,
        "workflow_tasks-INITIAL_FORMS": 1,
        "workflow_tasks-0-id": step.pk,
        "workflow_tasks-0-task": step.task_id,
        "workflow_tasks-0-ORDER": 1,
        "pages-TOTAL_FORMS": 0,
        "pages-INITIAL_FORMS": 0,
        "content_types": [kind],
    }
    assert browser.post(address, fields).status_code == 302
    assert WorkflowContentType.objects.get().workflow == workflow


def test_reports_of_workflows_show_dossiers_without_failing(signed_in, superuser):
    SubmissionFactory(walk="sent", title="在报告中")
    browser = signed_in(superuser)
    for name in ("wagtailadmin_reports:workflow", "wagtailadmin_reports:workflow_tasks"):
        assert browser.get(reverse(name)).status_code == 200
    assert browser.get(reverse("wagtailadmin_home")).status_code == 200


def test_person_who_sent_and_came_to_enter_the_admin_gets_a_dashboard(signed_in, editor):
    """Wagtail's panel of one's own submissions needs the snippet's addresses."""
    dossier = SubmissionFactory()
    person = MemberFactory(union=dossier.union, approver=True).user
    intake.send(dossier, seen=intake.shown_now(dossier), by=person, opinion="同意。")
    person.groups.set(editor.groups.all())
    response = signed_in(person).get(reverse("wagtailadmin_home"))
    assert reverse("casestudies_backoffice:dossier", args=[dossier.pk]) in response.content.decode()
