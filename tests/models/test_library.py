"""The library page: where it stands, what lies below it, whose workflow that has."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from casestudies.domain.installation import EDITORS
from casestudies.models import CallPage, CaseIndexPage, CasePage, SubmissionFormPage
from home.models import HomePage
from tests.factories import (
    CallPageFactory,
    CasePageFactory,
    StaffFactory,
    SubmissionFormPageFactory,
    home_page,
)
from tests.factories.home import HomePageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

OURS = {CallPage, CaseIndexPage, CasePage, SubmissionFormPage}


@pytest.fixture
def library():
    return CaseIndexPage.objects.get()


@pytest.fixture
def moderation():
    """The host's own workflow, assigned to the whole site."""
    workflow = Workflow.objects.create(name="首页审核")
    task = GroupApprovalTask.objects.create(name="版主审核")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(page=home_page(), workflow=workflow)
    return workflow


def test_no_page_of_the_host_offers_a_page_type_of_ours(library):
    home = HomePageFactory()
    assert not OURS & set(HomePage.creatable_subpage_models())
    assert not any(kind.can_create_at(home) for kind in OURS)
    assert {kind for kind in OURS if kind.can_create_at(library)} == {CallPage, CasePage}
    assert {kind for kind in OURS if kind.can_create_at(CallPageFactory())} == {SubmissionFormPage}


def test_the_library_is_moved_like_any_page_and_copied_by_nobody(library):
    somewhere, root = HomePageFactory(), StaffFactory(is_superuser=True)
    rights = library.permissions_for_user(root)
    assert rights.can_move_to(somewhere)
    assert not rights.can_copy_to(somewhere)
    assert not CallPageFactory().permissions_for_user(root).can_move_to(somewhere)


def test_the_three_reviews_are_for_cases_alone(library):
    Workflow.objects.get(name="Moderators approval").deactivate()
    case, form = CasePageFactory(), SubmissionFormPageFactory()
    assert WorkflowPage.objects.get(page=library).workflow.name == "案例三审"
    assert (case.get_workflow().name, case.has_workflow) == ("案例三审", True)
    for page in (library, form.call, form):
        assert (page.get_workflow(), page.has_workflow) == (None, False)


def test_other_pages_below_the_library_have_the_hosts_workflow(library, moderation):
    case, form = CasePageFactory(), SubmissionFormPageFactory()
    assert case.get_workflow().name == "案例三审"
    for page in (library, form.call, form):
        assert (page.get_workflow(), page.has_workflow) == (moderation, True)


def test_without_workflows_there_is_none(library, settings, moderation):
    settings.WAGTAIL_WORKFLOW_ENABLED = False
    assert (library.get_workflow(), CallPageFactory().get_workflow()) == (None, None)


def test_an_editor_publishes_a_call_but_no_case(library):
    browser = Client()
    browser.force_login(StaffFactory(groups=[EDITORS]))
    call, case = CallPageFactory(live=False, defaults=False), CasePageFactory()
    for page in (call, case):
        page.save_revision()
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        browser.post(f"{address}?id={page.pk}", {})
    assert CallPage.objects.get().live
    assert not CasePage.objects.get().live


def test_the_root_of_all_collections_is_no_collection_of_the_programme(library):
    library.collection = Collection.get_first_root_node()
    with pytest.raises(ValidationError) as caught:
        library.full_clean()
    assert caught.value.message_dict == {"collection": ["请选择根集合下面的集合。"]}
