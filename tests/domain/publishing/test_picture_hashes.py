"""An approval is for the pictures too: by whatever road one was exchanged, it is void."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.images import get_image_model
from wagtail.models import Revision

from casestudies.domain import publishing
from casestudies.domain.refusals import Invalid
from casestudies.domain.workflow import decide_step
from casestudies.enums import Decision
from casestudies.models import CasePage
from casestudies.models.approvals import is_approved
from casestudies.models.case_pictures import hashes_now, pictures_in
from casestudies.models.text_mark import text_mark
from tests.factories import REVIEW_GROUPS, CasePageFactory, StaffFactory, approve_case
from tests.factories.images import ImageFactory, photo_block

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

FIRST, SECOND, FINAL = REVIEW_GROUPS


@pytest.fixture
def case(editor):
    page = CasePageFactory(cover=ImageFactory(), body=[photo_block(ImageFactory())])
    page.save_revision(user=editor)
    return CasePage.objects.get(pk=page.pk)


def exchange_in_the_database(image):
    """What no receiver hears of: a shell, a restored folder, a tool of the host's."""
    get_image_model().objects.filter(pk=image.pk).update(file_hash="0" * 40)


def test_a_revision_keeps_the_hash_of_each_picture(case):
    images = [case.cover, case.body[0].value["image"]]
    assert case.latest_revision.content["picture_hashes"] == {
        str(image.pk): image.get_file_hash() for image in images
    }
    assert all(len(image.file_hash) == 40 for image in images)


@pytest.mark.parametrize("which", ["cover", "body"])
def test_a_text_whose_picture_changed_is_approved_by_nobody(case, editor, which):
    publishing.submit_for_review(case, by=editor)
    page = approve_case(case, [FIRST, SECOND])
    exchange_in_the_database(page.cover if which == "cover" else page.body[0].value["image"])
    reviewer = StaffFactory(groups=[FINAL])
    with pytest.raises(Invalid) as refused:
        decide_step(
            page,
            by=reviewer,
            decision=Decision.PASS,
            task_state_id=page.current_workflow_task_state.pk,
            text_mark=page.newest_text_mark,
        )
    assert str(refused.value) == (
        f"“{page.title}”中有一张图片已不是保存正文时的那一张："
        "请重新保存案例，让审核人对照现在的图片审阅。"
    )
    assert not CasePage.objects.get(pk=page.pk).live


def test_three_approvals_are_void_once_a_picture_changed(case, editor):
    publishing.submit_for_review(case, by=editor)
    page = approve_case(case)
    revision = page.live_revision
    assert is_approved(page, revision)
    page.unpublish()
    exchange_in_the_database(page.cover)
    assert not is_approved(page, revision)
    with pytest.raises(PermissionDenied):
        page.publish(revision)


def test_saved_with_another_picture_it_is_another_text(case, editor):
    before = case.newest_text_mark
    case.save_revision(user=editor)
    assert CasePage.objects.get(pk=case.pk).newest_text_mark == before
    exchange_in_the_database(case.cover)
    case.save_revision(user=editor)
    assert CasePage.objects.get(pk=case.pk).newest_text_mark != before


def test_a_revision_of_an_older_release_says_the_same(case):
    """Old revisions hold neither hashes nor alternative texts, and their approvals stand."""
    content = case.latest_revision.content
    old = {k: v for k, v in content.items() if k not in ("picture_hashes", "cover_alt")}
    old["body"] = content["body"].replace(', "alt": ""', "").replace(', "alt": null', "")
    assert old["body"] != content["body"]
    Revision.objects.filter(pk=case.latest_revision_id).update(content=old)
    assert text_mark(case, old) == text_mark(case, content)


def test_saving_costs_one_query_for_the_pictures(case, django_assert_num_queries):
    shown = pictures_in(case.latest_revision.content)
    assert len(shown) == 2
    with django_assert_num_queries(1):
        hashes_now(shown)
