"""From an accepted dossier to the draft of a case page."""

from io import BytesIO

import pytest
from django.utils.translation import override
from PIL import Image as Picture
from wagtail.images import get_image_model
from wagtail.models import Locale, ModelLogEntry

from casestudies.domain import publishing
from casestudies.domain.installation import CHECKERS, EDITORS
from casestudies.domain.intake import PhotoEntry
from casestudies.domain.moderation.formal_check import check_formally
from casestudies.domain.refusals import NotAllowed, NotReady, WrongState
from casestudies.enums import Decision, Outcome, SubmissionState
from casestudies.models import CaseIndexPage, CasePage, Submission
from casestudies.photos import clean_photo
from tests.factories import (
    CallPageFactory,
    CaseIndexPageFactory,
    MemberFactory,
    ResultFactory,
    StaffFactory,
    SubmissionFactory,
    long_text,
    published_case,
    send_dossier,
    type_in,
    uploaded_jpeg,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

S = SubmissionState
SECRETS = ("王老师", "0513-85550101", "南通市工农路1号", "情况属实", "同意推荐")


def make(submission, by):
    return publishing.make_case_page(submission, by=by)


def test_a_case_lies_below_the_library_of_its_call(editor):
    first, second = CaseIndexPage.objects.get(), CaseIndexPageFactory(title="他山之石")
    here = CallPageFactory(parent=first, is_judged=False)
    elsewhere = CallPageFactory(parent=second, is_judged=False)
    for library, call in ((first, here), (second, elsewhere)):
        page = make(SubmissionFactory(call=call, walk="accepted"), editor)
        assert page.get_parent().specific == library


def test_draft_holds_what_the_union_wrote(accepted, editor):
    page = make(accepted, editor)
    page = CasePage.objects.get(pk=page.pk)
    assert page.title == "班前十分钟点亮班组一整天"
    assert page.byline == page.implementer == "江海重工有限公司"
    assert page.recommended_by == accepted.union.name
    assert page.direction == "理想信念教育"
    assert [topic.name for topic in page.topics.all()] == ["班组建设"]
    assert page.owner == editor
    assert page.get_parent().specific == CaseIndexPage.objects.get()
    assert (page.live, page.is_public, page.first_published_at) == (False, False, None)
    assert page.latest_revision.user == editor


HEADINGS = ["实施背景", "实施过程", "主要做法", "工作效果"]


@pytest.mark.parametrize(
    ("library", "headings"),
    [("zh-hans", HEADINGS), ("en", ["Background", "Process", "Main practice", "Effect"])],
)
def test_headings_are_in_the_librarys_language_whoever_makes_the_page(
    accepted, editor, library, headings
):
    locale, _created = Locale.objects.get_or_create(language_code=library)
    CaseIndexPage.objects.update(locale=locale)
    for admin in ("en", "zh-hans"):
        Submission.objects.update(case_page=None)
        with override(admin):
            page = make(Submission.objects.get(), editor)
        stored = CasePage.objects.get(pk=page.pk).body
        assert [each.value["heading"] for each in stored if each.block_type == "part"] == headings


def test_text_is_laid_out_part_by_part_with_the_photos(accepted, editor):
    body = make(accepted, editor).body
    assert [block.block_type for block in body] == ["part"] * 3 + ["photo"] * 2 + ["part"]
    headings = [block.value["heading"] for block in body if block.block_type == "part"]
    assert headings == HEADINGS
    assert body[0].value["text"].source == (
        f"<p>{long_text()}&lt;b&gt;不是标签&lt;/b&gt;</p><p>第二段</p>"
    )
    captions = [block.value["caption"] for block in body if block.block_type == "photo"]
    assert captions == ["班前会现场（1）", "班前会现场（2）"]


def test_editor_opens_the_same_text(accepted, editor):
    page = make(accepted, editor)
    draft = page.get_latest_revision_as_object()
    assert draft.body.get_prep_value() == page.body.get_prep_value()
    assert [topic.name for topic in draft.topics.all()] == ["班组建设"]


def test_photos_become_images_of_the_site_without_metadata(accepted, editor):
    page = make(accepted, editor)
    images = publishing.photos_of(page)
    assert list(get_image_model().objects.order_by("pk")) == images
    assert page.cover == images[0]
    for image, photo in zip(images, accepted.photos.all(), strict=True):
        assert (image.title, image.description) == (photo.caption, photo.caption)
        assert (image.width, image.height) == (photo.width, photo.height)
        assert image.uploaded_by_user == editor
        assert "现场" not in image.file.name
        with image.file.open("rb") as stored:
            content = stored.read()
        assert dict(Picture.open(BytesIO(content)).getexif()) == {}
        with photo.file.open("rb") as stored:
            assert stored.read() == content


def test_where_a_photo_was_taken_is_lost_on_the_way(editor):
    submission = SubmissionFactory()
    author = MemberFactory(union=submission.union).user
    position = Picture.Exif()
    position[0x8825] = {1: "N", 2: (31.0, 58.0, 1.0), 3: "E", 4: (120.0, 53.0, 2.0)}
    taken = [uploaded_jpeg(exif=position, colour=(place, 9, 9)) for place in (1, 2)]
    assert Picture.open(taken[0]).getexif().get_ifd(0x8825)
    photos = [PhotoEntry(caption="班前会", photo=clean_photo(photo)) for photo in taken]
    type_in(
        submission,
        by=author,
        values={"address": "南通", "contact": "王老师", "phone": "0513-85550101"},
        photos=photos,
    )
    send_dossier(submission)
    checker = StaffFactory(groups=[CHECKERS])
    check_formally(submission, by=checker, decision=Decision.PASS)
    ResultFactory(submission=submission)
    for image in publishing.photos_of(make(submission, editor)):
        rendition = image.get_rendition("max-600x600|format-jpeg")
        for stored in (image.file, rendition.file):
            with stored.open("rb") as content, Picture.open(content) as picture:
                assert dict(picture.getexif()) == {}
                assert not picture.getexif().get_ifd(0x8825)


def test_personal_data_stays_behind(accepted, editor):
    assert accepted.contact.contact == "王老师 干事"
    page = published_case(accepted, editor)
    rows = [
        str({field.name: field.value_from_object(page) for field in page._meta.concrete_fields}),
        page.body_text,
        *(str(revision.content) for revision in page.revisions.all()),
    ]
    for secret in SECRETS:
        assert not any(secret in row for row in rows)


def test_dossier_without_photos_or_direction(editor):
    SubmissionFactory(walk="selected")
    Submission.objects.update(direction=None)
    page = make(Submission.objects.get(), editor)
    assert (page.cover, page.direction) == (None, "")
    assert [block.block_type for block in page.body] == ["part"] * 4


def test_page_is_made_once(accepted, editor):
    page = make(accepted, editor)
    stale = Submission.objects.get()
    assert make(accepted, editor) == page
    assert make(stale, StaffFactory(groups=[EDITORS])) == page
    assert CasePage.objects.count() == 1
    assert Submission.objects.get().case_page == page
    entry = ModelLogEntry.objects.get(action="casestudies.make_case_page")
    assert entry.data == {"page": page.pk, "title": page.title}


def test_two_dossiers_of_one_title_get_two_addresses(editor):
    pages = [make(SubmissionFactory(walk="selected", title="同名"), editor) for _ in range(2)]
    assert [page.slug for page in pages] == ["同名", "同名-2"]


@pytest.mark.parametrize("walk", ["sent", "returned", "refused", "accepted"])
def test_only_the_pool_becomes_pages(editor, walk):
    with pytest.raises(WrongState) as caught:
        make(SubmissionFactory(walk=walk), editor)
    assert str(caught.value) == (
        "已入选的材料才能生成案例页；不评审的征集活动，通过形式审查的材料就可以。"
    )


@pytest.mark.parametrize("outcome", [Outcome.NOT_SELECTED, Outcome.DISQUALIFIED])
def test_what_was_not_selected_becomes_no_page(editor, outcome):
    submission = SubmissionFactory(walk="accepted")
    ResultFactory(submission=submission, outcome=outcome)
    with pytest.raises(WrongState):
        make(submission, editor)


def test_without_judging_what_passed_the_formal_check_becomes_a_page(editor):
    submission = SubmissionFactory(walk="accepted", call__is_judged=False)
    assert make(submission, editor) == Submission.objects.get().case_page


def test_wrong_people_make_no_page(accepted):
    approver = accepted.union.members.get().user
    for by in (approver, StaffFactory(groups=[CHECKERS]), MemberFactory().user):
        with pytest.raises(NotAllowed) as caught:
            make(accepted, by)
        assert str(caught.value) == "您没有生成案例页的权限。"
    assert not CasePage.objects.exists()


def test_without_library_no_page(accepted, editor):
    CaseIndexPage.objects.update(live=False)
    with pytest.raises(NotReady) as caught:
        make(accepted, editor)
    assert str(caught.value) == "还没有“案例库”页面，请运行 setup_casestudies。"
    assert not get_image_model().objects.exists()


def test_renditions_wait_for_the_commit(accepted, editor, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = make(accepted, editor)
        assert page.cover.renditions.count() == 0
    first, second = publishing.photos_of(page)
    assert first.renditions.count() == 3  # as cover, large and small
    assert second.renditions.count() == 2
