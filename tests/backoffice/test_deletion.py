"""What dossiers hang on stays, and whoever deletes it is told why."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import Workflow, WorkflowTask
from wagtail.test.utils.form_data import nested_form_data

from casestudies.models import (
    CallPage,
    CaseIndexPage,
    CaseReviewTask,
    FormalCheckTask,
    Submission,
    Topic,
    Union,
)
from tests.backoffice.screen import told
from tests.factories import CallPageFactory, SubmissionFactory, UnionFactory, UserFactory, home_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]


@pytest.fixture
def admin(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.fixture
def dossier():
    """One that was sent; its union has typed another, which nobody sent."""
    sent = SubmissionFactory(
        call=CallPageFactory(title="新征集", parent=CaseIndexPage.objects.get()),
        union=UnionFactory(name="海门区总工会"),
        walk="sent",
    )
    SubmissionFactory(call=sent.call, union=sent.union)
    return sent


CALL_STAYS = (
    "征集活动“新征集”有 1 份报送过的材料，不能删除。报送的材料是凭据，必须保留；可以改为取消发布。"
)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("which", ["call", "library"])
def test_a_page_with_dossiers_stays(admin, dossier, method, which):
    page = dossier.call if which == "call" else CaseIndexPage.objects.get()
    answer = getattr(admin, method)(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert answer.url == reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    assert told(answer) == [CALL_STAYS]
    assert CallPage.objects.filter(pk=dossier.call.pk).exists()


def test_pages_with_dossiers_stay_in_bulk(admin, dossier):
    other = CallPageFactory(parent=CaseIndexPage.objects.get())
    chosen = f"?id={other.pk}&id={dossier.call.pk}&next=/admin/pages/{home_page().pk}/"
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    answer = admin.post(address + chosen)
    assert answer.url == f"/admin/pages/{home_page().pk}/"
    assert told(answer) == [CALL_STAYS]
    assert CallPage.objects.count() == 2


@pytest.mark.parametrize("bulk", [True, False])
def test_a_call_without_dossiers_goes(admin, dossier, bulk):
    other = CallPageFactory(parent=CaseIndexPage.objects.get())
    address = reverse("wagtailadmin_pages:delete", args=[other.pk])
    if bulk:
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    assert admin.post(f"{address}?id={other.pk}").status_code == 302
    assert list(CallPage.objects.all()) == [dossier.call]


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_union_with_dossiers_stays(admin, dossier, method):
    answer = getattr(admin, method)(reverse("casestudies_union:delete", args=[dossier.union.pk]))
    assert answer.url == reverse("casestudies_union:index")
    assert told(answer) == [
        "推荐单位“海门区总工会”有 1 份报送过的材料，不能删除。"
        "请改为取消“启用”，此后它的成员就不能以它的名义登录。"
    ]
    assert Union.objects.filter(pk=dossier.union.pk).exists()


def test_drafts_that_nobody_sent_are_called_drafts(admin):
    draft = SubmissionFactory(
        call=CallPageFactory(title="新征集", parent=CaseIndexPage.objects.get()),
        union=UnionFactory(name="海门区总工会"),
    )
    SubmissionFactory(call=draft.call, union=draft.union)
    assert told(admin.post(reverse("wagtailadmin_pages:delete", args=[draft.call.pk]))) == [
        "征集活动“新征集”还没有收到报送的材料，但推荐单位已经填写了 2 份草稿，不能删除；"
        "可以改为取消发布。"
    ]
    answer = admin.post(reverse("casestudies_union:delete", args=[draft.union.pk]))
    assert told(answer)[-1:] == [
        "推荐单位“海门区总工会”填写了 2 份草稿，都还没有报送，不能删除。"
        "请改为取消“启用”，此后它的成员就不能以它的名义登录。"
    ]
    assert CallPage.objects.filter(pk=draft.call.pk).exists()
    assert Union.objects.filter(pk=draft.union.pk).exists()


def test_of_several_calls_the_one_with_what_was_sent_is_named(admin, dossier):
    SubmissionFactory(call=CallPageFactory(title="甲", parent=CaseIndexPage.objects.get()))
    library = CaseIndexPage.objects.get()
    answer = admin.post(reverse("wagtailadmin_pages:delete", args=[library.pk]))
    assert told(answer) == [CALL_STAYS]


def test_a_union_without_dossiers_goes(admin, dossier):
    other = UnionFactory()
    answer = admin.post(reverse("casestudies_union:delete", args=[other.pk]))
    assert answer.url == reverse("casestudies_union:index")
    assert list(Union.objects.all()) == [dossier.union]


def test_nobody_without_the_right_learns_anything(client, dossier):
    client.force_login(UserFactory())
    answer = client.get(reverse("casestudies_union:delete", args=[dossier.union.pk]))
    assert answer.status_code == 302
    assert "海门" not in "".join(told(answer))


DIRECTION_STAYS = "方向“理想信念教育”用在 1 份报送过的材料中，不能删除；可以改名。"
TOPIC_STAYS = "标签“班组建设”用在 1 份报送过的材料中，不能删除；可以改名。"


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_topic_of_dossiers_stays(admin, dossier, method):
    topic = dossier.topics.get()
    answer = getattr(admin, method)(reverse("casestudies_topic:delete", args=[topic.pk]))
    assert told(answer) == [TOPIC_STAYS]
    with pytest.raises(ProtectedError, match="用在 1 份报送过的材料中"), transaction.atomic():
        topic.delete()
    assert Submission.objects.get(pk=dossier.pk).topics.get() == topic


def test_a_topic_of_no_dossier_goes(admin, dossier):
    topic = Topic.objects.create(name="无人使用", slug="无人使用")
    admin.post(reverse("casestudies_topic:delete", args=[topic.pk]))
    assert not Topic.objects.filter(name="无人使用").exists()


def test_a_direction_of_dossiers_is_taken_away_on_no_road(dossier):
    call = CallPage.objects.get(pk=dossier.call_id)
    for delete in (dossier.direction.delete, call.directions.model.objects.all().delete):
        with pytest.raises(ProtectedError, match="用在 1 份报送过的材料中"), transaction.atomic():
            delete()
    others = [each for each in call.directions.all() if each.pk != dossier.direction_id]
    call.directions = others
    with pytest.raises(ProtectedError), transaction.atomic():
        call.save()
    # A revision without it, made before the dossier was sent, is published afterwards.
    call.save_revision(clean=False).publish()
    assert call.directions.model.objects.filter(pk=dossier.direction_id).exists()
    unused = others[0]
    unused.delete()
    assert Submission.objects.get(pk=dossier.pk).direction.label == "理想信念教育"


def test_the_editor_says_why_a_direction_stays(dossier):
    call = CallPage.objects.get(pk=dossier.call_id)
    form_class = CallPage.get_edit_handler().get_form_class()
    rows = list(call.directions.all())

    def posted(deleted):
        sets = {"quotas": call.quotas, "criteria": call.criteria, "award_levels": call.award_levels}
        management = {
            f"{name}-{part}": 0
            for name in (*sets, "comments")
            for part in ("TOTAL_FORMS", "INITIAL_FORMS")
        }
        fields = {
            f"directions-{place}-{name}": value
            for place, row in enumerate(rows)
            for name, value in {
                "id": row.pk,
                "label": row.label,
                "ORDER": place,
                "DELETE": "1" if row in deleted else "",
            }.items()
        }
        count = {"directions-TOTAL_FORMS": len(rows), "directions-INITIAL_FORMS": len(rows)}
        return nested_form_data(management | fields | count)

    formset = form_class(posted([dossier.direction]), instance=call).formsets["directions"]
    assert (formset.is_valid(), formset.non_form_errors()) == (False, [DIRECTION_STAYS])
    unused = next(row for row in rows if row != dossier.direction)
    assert form_class(posted([unused]), instance=call).formsets["directions"].is_valid()


def test_a_call_offers_workflows_that_end_in_the_pool(dossier):
    formal = Workflow.objects.get(name="案例申报形式审查")
    mixed = Workflow.objects.create(name="混合流程")
    for place, task in enumerate([FormalCheckTask.objects.get(), CaseReviewTask.objects.first()]):
        WorkflowTask.objects.create(workflow=mixed, task=task, sort_order=place)
    Workflow.objects.create(name="没有环节")
    form_class = CallPage.get_edit_handler().get_form_class()
    field = form_class(instance=dossier.call).fields["workflow"]
    assert list(field.queryset) == [formal]
    dossier.call.workflow = mixed
    assert set(form_class(instance=dossier.call).fields["workflow"].queryset) == {formal, mixed}
    with pytest.raises(ValidationError, match="有不是形式审查的环节，申报材料走不到底"):
        dossier.call.full_clean()
