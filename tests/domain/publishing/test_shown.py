"""A picture that readers or reviewers have before them is not exchanged on any road."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from wagtail.images import get_image_model

from casestudies.domain import publishing
from casestudies.domain.publishing import PictureShown
from casestudies.models import CaseIndexPage, CasePage
from tests.factories import CasePageFactory, approve_case, jpeg
from tests.factories.images import ImageFactory, photo_block

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

Image = get_image_model()


def fresh(image):
    return Image.objects.get(pk=image.pk)


def exchange(image):
    image.file = SimpleUploadedFile("other.jpg", jpeg((300, 200)))
    image.save()


def retitle(image):
    image.title = "另一个标题"
    image.save()


def describe(image):
    image.description = "另一个说明"
    image.save(update_fields=["description"])


def focus(image):
    image.focal_point_x = image.focal_point_y = 5
    image.focal_point_width = image.focal_point_height = 3
    image.save()


def delete(image):
    image.delete()


def delete_in_a_set(image):
    Image.objects.filter(pk=image.pk).delete()


CHANGES = [exchange, retitle, describe, focus, delete, delete_in_a_set]


@pytest.mark.parametrize("change", CHANGES)
def test_a_picture_of_a_public_case_stays_as_it_is(change):
    image = ImageFactory(title="班前会")
    CasePageFactory(public=True, title="公开的案例", body=[photo_block(image)])
    before = Image.objects.filter(pk=image.pk).values().get()
    with pytest.raises(PictureShown) as refused, transaction.atomic():
        change(fresh(image))
    assert str(refused.value) == (
        "“班前会”正由案例“公开的案例”使用，该案例已公开或正在审核，"
        "图片不能修改或删除。请先在案例中换用另一张图片。"
    )
    assert Image.objects.filter(pk=image.pk).values().get() == before


@pytest.mark.parametrize("change", CHANGES)
def test_a_picture_of_a_case_under_review_stays_as_it_is(accepted, editor, change):
    page = publishing.make_case_page(accepted, by=editor)
    publishing.submit_for_review(page, by=editor)
    with pytest.raises(PictureShown), transaction.atomic():
        change(fresh(page.cover))
    page.current_workflow_state.cancel(user=editor)
    change(fresh(page.cover))


def test_a_picture_that_only_the_newest_draft_shows_counts_under_review(editor):
    image = ImageFactory()
    page = CasePageFactory(title="旧图")
    page.body = page._meta.get_field("body").stream_block.to_python([photo_block(image)])
    page.save_revision(user=editor)
    assert CasePage.objects.get(pk=page.pk).body != page.body
    publishing.submit_for_review(CasePage.objects.get(pk=page.pk), by=editor)
    with pytest.raises(PictureShown):
        delete(fresh(image))


def test_a_picture_of_an_approved_case_that_waits_for_its_day_stays(accepted, editor):
    page = publishing.make_case_page(accepted, by=editor)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision(user=editor)
    page = CasePage.objects.get(pk=page.pk)
    publishing.submit_for_review(page, by=editor)
    page = approve_case(page)
    assert (page.live, page.current_workflow_state) == (False, None)
    with pytest.raises(PictureShown):
        exchange(fresh(page.cover))


def test_tags_and_collection_are_the_offices_own():
    image = ImageFactory()
    CasePageFactory(public=True, cover=image)
    image = fresh(image)
    image.tags.add("班组")
    image.collection = CaseIndexPage.objects.get().collection
    image.save()
    assert fresh(image).collection == CaseIndexPage.objects.get().collection


def test_a_picture_of_a_draft_may_be_exchanged(accepted, editor):
    page = publishing.make_case_page(accepted, by=editor)
    exchange(fresh(page.cover))
    assert (fresh(page.cover).width, fresh(page.cover).height) == (300, 200)
