"""What dossiers hang on stays, and whoever deletes it is told why."""

import pytest
from django.urls import reverse

from casestudies.models import CallPage, CaseIndexPage, Union
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
