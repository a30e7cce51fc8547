"""The call: its dates, its defaults in the page editor, its clean refusals."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.models import Workflow
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from casestudies.enums import AwardRule, QuotaScope, UnionKind
from casestudies.models import CallPage, SubmissionFormPage
from casestudies.models.call_defaults import CRITERIA, DIRECTIONS, fill_with_defaults
from tests.factories import (
    CallPageFactory,
    SubmissionFormPageFactory,
    UserFactory,
    home_page,
)
from tests.factories.places import any_library

pytestmark = pytest.mark.django_db

OPENS = datetime(2026, 3, 1, 1, 0, tzinfo=UTC)
CLOSES = datetime(2026, 5, 31, 10, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def admin(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def add_address():
    return reverse("wagtailadmin_pages:add", args=["casestudies", "callpage", any_library().pk])


def posted(**changes):
    """What the browser posts for a new call with one child of each kind."""
    return nested_form_data(
        {
            "title": "2026年班组思想政治工作创新案例征集",
            "slug": "call-2026",
            "document_number": "",
            "issuing_organisations": "南通市总工会",
            "introduction": "",
            "body": streamfield([]),
            "directions": inline_formset([{"label": "理想信念教育", "description": ""}]),
            "opens_at": "2026-03-01 09:00",
            "closes_at": "2026-05-31 18:00",
            "returned_days": "7",
            "notice_days": "5",
            "text_min": "800",
            "text_max": "1500",
            "photos_min": "2",
            "photos_max": "3",
            "quotas": inline_formset([quota()]),
            "criteria": inline_formset(
                [{"name": "真实性", "description": "", "weight": "1", "maximum": "25"}]
            ),
            "award_levels": inline_formset([award()]),
            "comments": inline_formset([]),
            **changes,
        }
    )


def quota(**changes):
    return {"kind": "county", "minimum": "2", "maximum": "3", "scope": "per_union", **changes}


def award(**changes):
    return {"name": "优秀案例", "rule": "ratio", "amount": "30", **changes}


def errors_of(response):
    """All sentences of the form and its formsets."""
    form = response.context["form"]
    found = [text for texts in form.errors.values() for text in texts]
    for formset in form.formsets.values():
        found += formset.non_form_errors()
        found += [t for one in formset.forms for texts in one.errors.values() for t in texts]
    return found


def test_new_call_in_the_editor_is_filled_with_the_model_call(admin):
    response = admin.get(add_address())
    assert response.status_code == 200
    call = response.context["form"].instance
    assert [one.label for one in call.directions.all()] == list(DIRECTIONS)
    assert [one.name for one in call.criteria.all()] == [name for name, _text in CRITERIA]
    assert call.issuers == ["中共南通市委宣传部", "南通市总工会"]
    html = response.content.decode()
    for label in DIRECTIONS:
        assert label in html


def test_defaults_are_those_of_the_notice():
    call = CallPage()
    fill_with_defaults(call)
    assert (call.text_min, call.text_max, call.photos_min, call.photos_max) == (800, 1500, 2, 3)
    assert len(DIRECTIONS) == 9
    quotas = {one.kind: (one.minimum, one.maximum, one.scope) for one in call.quotas.all()}
    assert quotas == {
        UnionKind.COUNTY: (2, 3, QuotaScope.PER_UNION),
        UnionKind.INDUSTRY: (0, 1, QuotaScope.PER_UNION),
        UnionKind.GROUP: (0, 1, QuotaScope.PER_UNION),
        UnionKind.DIRECT: (0, 4, QuotaScope.POOLED),
    }
    awards = [(one.name, one.rule, one.amount) for one in call.award_levels.all()]
    assert awards == [
        ("优秀案例", AwardRule.RATIO, 30),
        ("推荐省总工会", AwardRule.RATIO, 10),
        ("职工思想政治教育基地", AwardRule.NUMBER, 2),
    ]


def test_defaults_leave_alone_what_is_there():
    call = CallPageFactory(issuing_organisations="南通市总工会")
    call.directions.set([call.directions.first()])
    fill_with_defaults(call)
    assert call.directions.count() == 1
    assert call.issuers == ["南通市总工会"]


def test_call_with_children_is_saved_in_one_editor(admin):
    response = admin.post(add_address(), posted())
    assert response.status_code == 302
    call = CallPage.objects.get(slug="call-2026")
    assert (call.opens_at, call.closes_at) == (OPENS, CLOSES)
    for children in (call.directions, call.criteria, call.quotas, call.award_levels):
        assert children.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"closes_at": "2026-03-01 09:00"}, "截止时间须晚于开始时间。"),
        ({"text_min": "1501"}, "字数上限不能小于下限。"),
        ({"photos_min": "4"}, "照片上限不能小于下限。"),
        ({"quotas": inline_formset([quota(minimum="4")])}, "下限不能大于上限。"),
        ({"award_levels": inline_formset([award(amount="101")])}, "百分比不能超过 100。"),
        ({"award_levels": inline_formset([award(amount="0")])}, "确保该值大于或等于0.01。"),
    ],
)
def test_wrong_values_are_refused_with_a_sentence(admin, changes, sentence):
    response = admin.post(add_address(), posted(**changes))
    assert response.status_code == 200
    assert errors_of(response) == [sentence]
    assert not CallPage.objects.exists()


def test_second_quota_of_a_kind_is_refused_with_a_sentence(admin):
    twice = inline_formset([quota(), quota(maximum="2")])
    response = admin.post(add_address(), posted(quotas=twice))
    assert response.status_code == 200
    assert errors_of(response)[0] == "这类单位已经设置了名额。"
    assert not CallPage.objects.exists()


def test_all_errors_come_at_once():
    call = CallPage(title="征集", slug="call", path="x", depth=2)
    call.opens_at = call.closes_at = OPENS
    call.text_min, call.photos_min = 2000, 5
    with pytest.raises(ValidationError) as caught:
        call.clean()
    assert set(caught.value.message_dict) == {"closes_at", "text_max", "photos_max"}


def test_blank_dates_are_reported_as_missing_only(admin):
    call = CallPage(title="征集", slug="call")
    home = home_page()
    call.path, call.depth = home.path + "0009", home.depth + 1
    with pytest.raises(ValidationError) as caught:
        call.full_clean()
    assert set(caught.value.message_dict) >= {"opens_at", "closes_at"}


@pytest.mark.parametrize("changes", [{"closes_at": OPENS}, {"text_min": 1501}, {"photos_min": 4}])
def test_database_refuses_what_the_form_refuses(changes):
    call = CallPageFactory(opens_at=OPENS, closes_at=CLOSES)
    with pytest.raises(IntegrityError), transaction.atomic():
        CallPage.objects.filter(pk=call.pk).update(**changes)


@pytest.mark.parametrize(
    ("now", "is_open", "is_past"),
    [
        (OPENS - SECOND, False, False),
        (OPENS, True, False),
        (CLOSES - SECOND, True, False),
        (CLOSES, False, True),
    ],
)
def test_call_is_open_from_the_first_moment_to_before_the_last(now, is_open, is_past):
    call = CallPageFactory(opens_at=OPENS, closes_at=CLOSES)
    assert call.is_open(now) is is_open
    assert call.is_past(now) is is_past
    assert list(CallPage.objects.open(now)) == ([call] if is_open else [])


def test_unpublished_call_takes_nothing():
    call = CallPageFactory(live=False)
    assert not call.is_open()
    assert not CallPage.objects.open()


def test_newest_call_comes_first():
    older = CallPageFactory(opens_at=OPENS, closes_at=CLOSES)
    newer = CallPageFactory(opens_at=OPENS + SECOND, closes_at=CLOSES)
    assert list(CallPage.objects.newest_first()) == [newer, older]


def test_issuers_stand_one_on_each_line():
    assert CallPage(issuing_organisations=" 甲 \n\n乙\r\n").issuers == ["甲", "乙"]
    assert CallPage().issuers == []


def test_form_page_of_a_call():
    call = CallPageFactory()
    assert call.form_page is None
    form = SubmissionFormPageFactory(call=call)
    assert call.form_page == form
    assert SubmissionFormPage.objects.get().call == call
    assert not SubmissionFormPage.can_create_at(call)
    assert not SubmissionFormPage.can_exist_under(home_page())
    form.unpublish()
    assert call.form_page is None


def test_call_refuses_a_workflow_without_a_formal_check(installed):
    call = CallPageFactory()
    call.workflow = Workflow.objects.get(name="案例三审")
    with pytest.raises(ValidationError) as caught:
        call.full_clean()
    assert caught.value.message_dict == {
        "workflow": ["这个流程里没有申报材料的形式审查，请另选一个流程，或者不选。"]
    }
    call.workflow = Workflow.objects.get(name="案例申报形式审查")
    call.full_clean()
