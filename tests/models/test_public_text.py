"""Every text of a case that readers see is looked through for personal data."""

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.rich_text import RichText

from casestudies.models import CasePage, Topic
from casestudies.models.public_text import public_texts, traces_in
from tests.factories import CasePageFactory, SubmissionFactory
from tests.factories.images import ImageFactory

pytestmark = pytest.mark.django_db

NUMBER = "139—1234—5678"
#: Texts of a page that no reader sees as they are typed, or that are copies of others.
NOT_TYPED = {"path", "draft_title", "url_path", "region"}
BLOCKS = {
    "heading": ("part", {"heading": NUMBER, "text": RichText("<p>好</p>")}),
    "text": ("part", {"heading": "一", "text": RichText("<p>请打<b>139—1234</b>—5678</p>")}),
    "link": ("part", {"heading": "一", "text": RichText('<a href="tel:139—1234—5678">打</a>')}),
    "figure": ("figures", [{"number": NUMBER, "label": "人"}]),
    "label": ("figures", [{"number": "1", "label": NUMBER}]),
    "quotation": ("quotation", {"text": NUMBER, "speaker": ""}),
    "speaker": ("quotation", {"text": "好", "speaker": NUMBER}),
}


def refusals(page):
    with pytest.raises(ValidationError) as caught:
        page.clean()
    return caught.value.message_dict


def test_every_text_that_can_be_typed_is_read():
    page = CasePageFactory()
    typed = {
        field.name
        for field in CasePage._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField | StreamField)
    }
    assert {text.field for text in public_texts(page)} == (typed - NOT_TYPED) | {"topics", "cover"}


@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("title", "标题"),
        ("subtitle", "副标题"),
        ("source", "来源"),
        ("recommended_by", "推荐单位"),
        ("implementer", "实施单位"),
        ("direction", "案例方向"),
        ("introduction", "导语"),
        ("byline", "署名"),
        ("honours", "所获荣誉"),
        ("editor_note", "小编说"),
        ("seo_title", "标题标签"),
        ("search_description", "元描述"),
    ],
)
def test_a_mobile_number_in_a_field_is_refused_by_its_name(field, label):
    page = CasePageFactory()
    setattr(page, field, f"请打{NUMBER}")
    assert refusals(page) == {field: [f"“{label}”中有手机号“{NUMBER}”，请删去后再发布。"]}


@pytest.mark.parametrize("block", BLOCKS)
def test_a_mobile_number_in_a_block_is_refused(block):
    page = CasePageFactory()
    page.body = [BLOCKS[block]]
    assert refusals(page) == {"body": [f"“案例正文”中有手机号“{NUMBER}”，请删去后再发布。"]}


@pytest.mark.parametrize("column", ["title", "description"])
def test_words_beside_a_picture_are_read(column):
    image = ImageFactory(**{column: NUMBER})
    page = CasePageFactory(cover=image)
    assert list(refusals(page)) == ["cover"]
    page.cover, page.body = None, [("photo", {"image": image, "caption": "好"})]
    assert list(refusals(page)) == ["body"]


def test_topics_are_read():
    page = CasePageFactory()
    page.topics.add(Topic.objects.create(name=NUMBER, slug="number"))
    assert list(refusals(page)) == ["topics"]


def test_the_contact_of_the_pages_dossier_is_refused_and_may_sign():
    page = CasePageFactory()
    dossier = SubmissionFactory(case_page=page)
    type(dossier.contact).objects.update(
        contact="王明 工会干事", phone="0513-85990101", address="南通市崇川区工农路1号"
    )
    page.byline = "王明 工会干事"
    page.clean()
    page.introduction = "王明（工会干事）在崇川区工农路1号，座机85990101"
    assert refusals(page)["introduction"] == [
        f"“导语”中有申报材料的联系方式“{words}”，请删去后再发布。"
        for words in ("王明（工会干事", "崇川区工农路1号", "85990101")
    ]


def test_a_field_declared_a_public_contact_is_left_alone(monkeypatch):
    page = CasePageFactory(source=f"请打{NUMBER}")
    monkeypatch.setattr(CasePage, "public_contacts", ("source",), raising=False)
    page.clean()
    assert traces_in(page) == []


def test_what_warns_is_told_to_the_editor_and_saved(admin_client):
    page = CasePageFactory(title="没有审过的案例")
    page.save_revision()
    fields = {
        "topics": "",
        "body-count": 0,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "title": page.title,
        "slug": page.slug,
        "source": "工会，0513-85550101",
    }
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = admin_client.post(address, fields, follow=True)
    assert "“来源”中有固定电话“0513-85550101”，请核实能否公开。" in response.content.decode()
    saved = CasePage.objects.get().get_latest_revision_as_object()
    assert saved.source == "工会，0513-85550101"
