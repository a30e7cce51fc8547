"""The draft of a first call, which somebody only has to edit and publish."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from casestudies.domain.installation import first_call, set_up
from casestudies.models import CallPage, CaseIndexPage, SubmissionFormPage
from tests.factories import CallPageFactory, UserFactory

pytestmark = pytest.mark.django_db
NANTONG = ZoneInfo("Asia/Shanghai")


def test_the_first_call_is_a_draft_below_the_library():
    made = set_up()
    call, form = CallPage.objects.get(), SubmissionFormPage.objects.get()
    assert made[-2:] == [
        f"征集活动草稿：{call.title}（请修改日期和文字后发布）",
        "申报表草稿：填写申报表",
    ]
    assert call.get_parent().specific == CaseIndexPage.objects.get()
    assert form.get_parent().specific == call
    assert not call.live
    assert not form.live
    assert call.get_latest_revision_as_object().directions.count() == 9
    assert set_up() == []


@pytest.mark.parametrize(
    ("today", "opens", "closes"),
    [((2026, 12, 31), (2027, 1, 1), (2027, 3, 2)), ((2027, 1, 1), (2027, 2, 1), (2027, 4, 2))],
)
def test_it_opens_next_month(today, opens, closes):
    call = first_call._draft(date(*today))
    assert call.opens_at == datetime(*opens, 9, tzinfo=NANTONG)
    assert call.closes_at == datetime(*closes, 18, tzinfo=NANTONG)
    assert call.title == f"{opens[0]}年职工思想政治工作创新案例征集"


def test_a_site_with_a_call_gets_none():
    CallPageFactory()
    set_up()
    assert CallPage.objects.count() == 1


def test_a_draft_that_staff_deleted_stays_away(client):
    set_up()
    client.force_login(UserFactory(is_superuser=True))
    answer = client.post(reverse("wagtailadmin_pages:delete", args=[CallPage.objects.get().pk]))
    assert answer.status_code == 302
    assert set_up() == []
    assert not CallPage.objects.exists()


def test_publishing_it_opens_the_way_for_unions(client):
    set_up()
    call = CallPage.objects.get()
    call.opens_at = timezone.now()
    call.save_revision().publish()
    SubmissionFormPage.objects.get().save_revision().publish()
    answer = client.get(call.url)
    assert "材料要求" in answer.content.decode()
    assert CallPage.objects.get().form_page is not None
