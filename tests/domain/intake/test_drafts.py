"""Drafts and the desk of the union: save_draft, hand_over, hand_back, withdraw."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import ModelLogEntry

from casestudies.domain import intake
from casestudies.domain.intake import PhotoEntry
from casestudies.domain.refusals import (
    Incomplete,
    NotAllowed,
    WrongState,
)
from casestudies.enums import SubmissionState
from casestudies.models import (
    Submission,
    SubmissionContact,
    SubmissionDraft,
    SubmissionFile,
    SubmissionPhoto,
)
from casestudies.models.sheet import Heading
from casestudies.photos import clean_photo
from tests.factories import (
    CallPageFactory,
    SubmissionFactory,
    UserFactory,
    as_typed,
    send_dossier,
    type_in,
    uploaded_jpeg,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

S = SubmissionState


def new_photo(caption="班前会现场", **kwargs):
    return PhotoEntry(caption=caption, photo=clean_photo(uploaded_jpeg(**kwargs)))


def captions(submission):
    fresh = as_typed(pk=submission.pk)
    return [(photo.caption, photo.sort_order) for photo in fresh.photos.all()]


def test_half_a_form_is_saved_as_typed(union, author):
    call = CallPageFactory()
    draft = Submission(call=call, union=union)
    values = {"title": "班前十分钟", "phone": "0513-85550101"}
    type_in(draft, by=author, values=values, photos=[new_photo("")])
    stored = as_typed()
    assert (stored.title, stored.state, stored.number) == ("班前十分钟", S.DRAFT, "")
    assert (stored.created_by, stored.draft.saved_by) == (author, author)
    assert (stored.contact.phone, stored.contact.address) == ("0513-85550101", "")
    assert captions(draft) == [("", 0)]
    assert ModelLogEntry.objects.for_instance(draft).get().action == "casestudies.create"
    assert Submission.objects.get().title == ""
    assert not SubmissionContact.objects.exists()


def test_saving_again_changes_the_same_draft(union, author):
    submission = SubmissionFactory(union=union)
    type_in(submission, by=author, values={"title": "改过的题目"})
    saved = type_in(submission, by=author, values={"address": "南通市青年中路1号"})
    intake.typed(saved)
    assert saved.contact.address == "南通市青年中路1号"
    stored = as_typed()
    assert (stored.title, stored.contact.address) == ("改过的题目", "南通市青年中路1号")
    assert stored.contact.phone == "0513-85550101"
    assert not ModelLogEntry.objects.filter(action="casestudies.create").exists()


def test_photos_keep_the_order_of_the_form(union, author):
    submission = SubmissionFactory(union=union, photos=2)
    first, second = submission.photos.all()
    type_in(
        submission,
        by=author,
        photos=[
            PhotoEntry(pk=second.pk, caption="第一张"),
            new_photo("新的一张", colour=(1, 2, 3)),
            PhotoEntry(pk=first.pk, caption="第三张"),
        ],
    )
    assert captions(submission) == [("第一张", 0), ("新的一张", 1), ("第三张", 2)]


def test_photos_not_named_stay(union, author):
    submission = SubmissionFactory(union=union, photos=2)
    type_in(submission, by=author)
    assert submission.photos.count() == 2


def test_removed_photo_goes_but_its_file_stays_for_versions_sent(union, author):
    submission = SubmissionFactory(union=union, photos=2)
    gone = submission.photos.first()
    type_in(submission, by=author, photos=[PhotoEntry(pk=gone.pk, removed=True)])
    assert gone.pk not in {photo.pk for photo in as_typed().photos.all()}
    assert gone.file.storage.exists(gone.file.name)


def test_replaced_photo_takes_the_place_of_the_old(union, author):
    submission = SubmissionFactory(union=union, photos=2)
    old = submission.photos.first()
    clean = clean_photo(uploaded_jpeg(colour=(9, 9, 9)))
    type_in(submission, by=author, photos=[PhotoEntry(pk=old.pk, caption="换过", photo=clean)])
    first, second = as_typed().photos.all()
    assert (first.sha256, first.caption) == (clean.sha256, "换过")
    assert old.pk not in {first.pk, second.pk}


def test_a_photo_stored_already_is_not_stored_again(union, author):
    submission = SubmissionFactory(union=union)
    type_in(submission, by=author, photos=[new_photo("班前会")])
    [stored] = as_typed().photos.all()
    type_in(submission, by=author, photos=[new_photo("改过的说明")])
    [again] = as_typed().photos.all()
    assert (again.pk, again.caption) == (stored.pk, "改过的说明")
    type_in(submission, by=author, photos=[new_photo(None), new_photo(colour=(1, 2, 3))])
    assert captions(submission) == [("改过的说明", 0), ("班前会现场", 1)]


def test_photo_of_another_dossier_cannot_be_touched(union, author):
    other = SubmissionFactory(photos=2)
    victim = other.photos.first()
    submission = SubmissionFactory(union=union)
    type_in(
        submission,
        by=author,
        photos=[
            PhotoEntry(pk=victim.pk, caption="改掉"),
            PhotoEntry(pk=victim.pk, removed=True),
            PhotoEntry(pk=victim.pk, caption="换掉", photo=clean_photo(uploaded_jpeg())),
        ],
    )
    victim.refresh_from_db()
    assert (victim.caption, victim.submission_id) == ("班前会现场（1）", other.pk)


def test_scan_is_kept_with_its_type_and_uploader(union, author):
    submission = SubmissionFactory(union=union)
    scan = SimpleUploadedFile("盖章申报表.exe", b"%PDF-1.7 ...")
    type_in(submission, by=author, scan=scan)
    stored = SubmissionFile.everything.get()
    assert (stored.name, stored.extension) == ("盖章申报表.exe", "pdf")
    assert stored.file.name.endswith(".pdf")
    assert stored.uploaded_by == author
    with stored.file.open() as kept:
        assert kept.read() == b"%PDF-1.7 ..."


@pytest.mark.parametrize("walk", ["sent", "refused", "accepted"])
def test_what_was_sent_cannot_be_changed(union, author, walk):
    submission = SubmissionFactory(union=union, walk=walk)
    with pytest.raises(NotAllowed) as caught:
        type_in(submission, by=author, values={"title": "悄悄改掉"}, photos=[new_photo()])
    assert str(caught.value) == "这份材料现在不能修改，可能已经报送。"
    assert as_typed().title == submission.title
    assert not SubmissionDraft.objects.exists()
    assert not SubmissionPhoto.everything.exists()


def test_stale_form_cannot_overwrite_what_was_sent(union, author):
    submission = SubmissionFactory(union=union)
    stale = Submission.objects.get(pk=submission.pk)
    send_dossier(submission)
    with pytest.raises(NotAllowed):
        type_in(stale, by=author, values={"title": "悄悄改掉"})
    assert as_typed().title == submission.title


def test_strangers_save_nothing(union, foreign):
    submission = SubmissionFactory(union=union, title="原来的题目")
    for by in (foreign, UserFactory(), UserFactory(is_superuser=True)):
        with pytest.raises(NotAllowed):
            type_in(submission, by=by, values={"title": "别人改的题目"})
        fresh = Submission(call=submission.call, union=union)
        with pytest.raises(NotAllowed):
            type_in(fresh, by=by)
    assert as_typed().title == "原来的题目"


def test_complete_dossier_goes_to_the_approver(union, author):
    submission = SubmissionFactory(union=union)
    intake.hand_over(submission, seen=intake.shown_now(submission), by=author)
    assert Submission.objects.get().state == S.ENDORSING


def test_incomplete_dossier_stays_with_its_author(union, author):
    submission = SubmissionFactory(union=union, title="", photos=1)
    with pytest.raises(Incomplete) as caught:
        intake.hand_over(submission, seen=intake.shown_now(submission), by=author)
    assert str(caught.value) == "还有 2 处需要修改，改好后才能报送。"
    assert [problem.heading for problem in caught.value.problems] == [Heading.CASE, Heading.PHOTOS]
    assert Submission.objects.get().state == S.DRAFT


def test_what_is_handed_over_is_what_is_stored(union, author):
    submission = SubmissionFactory(union=union, title="")
    submission.title = "没有保存的题目"
    with pytest.raises(Incomplete):
        intake.hand_over(submission, seen=intake.shown_now(submission), by=author)


def test_hand_over_refuses_wrong_state_and_wrong_person(union, author, foreign):
    submission = SubmissionFactory(union=union)
    with pytest.raises(NotAllowed):
        intake.hand_over(submission, seen=intake.shown_now(submission), by=foreign)
    intake.hand_over(submission, seen=intake.shown_now(submission), by=author)
    with pytest.raises(WrongState):
        intake.hand_over(submission, seen=intake.shown_now(submission), by=author)


def test_hand_back_returns_the_draft_to_its_author(union, author, approver, foreign):
    submission = SubmissionFactory(union=union)
    with pytest.raises(WrongState):
        intake.hand_back(submission, seen=intake.shown_now(submission), by=approver)
    intake.hand_over(submission, seen=intake.shown_now(submission), by=author)
    with pytest.raises(NotAllowed):
        intake.hand_back(submission, seen=intake.shown_now(submission), by=foreign)
    intake.hand_back(
        submission, seen=intake.shown_now(submission), by=approver, reason="请补充数据。"
    )
    assert Submission.objects.get().state == S.DRAFT
    entry = ModelLogEntry.objects.get(action="casestudies.hand_back")
    assert entry.data["reason"] == "请补充数据。"


def test_its_author_takes_it_back_and_the_approver_does_not(union, author, approver):
    submission = SubmissionFactory(union=union)
    intake.hand_over(submission, seen=intake.shown_now(submission), by=author)
    with pytest.raises(NotAllowed):
        intake.take_back(submission, seen=intake.shown_now(submission), by=approver)
    with pytest.raises(NotAllowed):
        intake.hand_back(submission, seen=intake.shown_now(submission), by=author)
    assert intake.take_back(submission, seen=intake.shown_now(submission), by=author) is submission
    assert Submission.objects.get().state == S.DRAFT


def test_hand_back_of_a_returned_dossier_keeps_its_due_date(union, author, approver):
    submission = SubmissionFactory(union=union, walk="returned")
    due_at = submission.due_at
    intake.hand_over(submission, seen=intake.shown_now(submission), by=author)
    intake.hand_back(submission, seen=intake.shown_now(submission), by=approver)
    stored = Submission.objects.get()
    assert (stored.state, stored.due_at) == (S.RETURNED, due_at)


@pytest.mark.parametrize("walk", [None, "sent", "returned"])
def test_approver_withdraws(union, approver, walk):
    submission = SubmissionFactory(union=union, walk=walk)
    intake.withdraw(submission, seen=intake.shown_now(submission), by=approver, reason="内容重复")
    stored = Submission.objects.get()
    assert (stored.state, stored.decision_reason) == (S.WITHDRAWN, "内容重复")
    assert stored.current_workflow_state is None


@pytest.mark.parametrize("walk", ["refused", "accepted"])
def test_decided_dossier_cannot_be_withdrawn(union, approver, walk):
    submission = SubmissionFactory(union=union, walk=walk)
    before = submission.state
    with pytest.raises(WrongState):
        intake.withdraw(submission, seen=intake.shown_now(submission), by=approver)
    assert Submission.objects.get().state == before


def test_wrong_people_cannot_withdraw(union, author, foreign):
    submission = SubmissionFactory(union=union, walk="sent")
    for by in (author, foreign, UserFactory(is_superuser=True)):
        with pytest.raises(NotAllowed):
            intake.withdraw(submission, seen=intake.shown_now(submission), by=by)
    assert Submission.objects.get().current_workflow_state is not None
