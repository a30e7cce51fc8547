"""What is typed on a returned dossier: nobody but its union reads it before it is sent."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from casestudies.domain import intake
from casestudies.domain.installation import CHECKERS
from casestudies.domain.intake import PhotoEntry
from casestudies.domain.moderation import queues
from casestudies.domain.moderation.evidence import findings_of
from casestudies.domain.refusals import Incomplete
from casestudies.enums import SubmissionState
from casestudies.models import (
    Submission,
    SubmissionDraft,
    SubmissionFile,
    SubmissionPhoto,
    Topic,
)
from casestudies.photos import clean_photo
from tests.factories import (
    OPINION,
    CallPageFactory,
    StaffFactory,
    SubmissionFactory,
    as_typed,
    long_text,
    type_in,
    uploaded_jpeg,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

CAPTIONS = ["班前会现场（1）", "班前会现场（2）"]


@pytest.fixture
def returned(union):
    return SubmissionFactory(union=union, photos=2, title="江边的灯", walk="returned")


def new_photo(caption):
    return PhotoEntry(caption=caption, photo=clean_photo(uploaded_jpeg(colour=(7, 8, 9))))


def as_staff_read(submission):
    """Return all that staff can read of the dossier: columns, contact, files, lists, checks."""
    stored = Submission.objects.get(pk=submission.pk)
    checker = StaffFactory(groups=[CHECKERS])
    found = queues.narrowed(queues.visible_to(checker), words=stored.title)
    return {
        "title": stored.title,
        "employees": stored.employees,
        "topics": [topic.name for topic in stored.topics.all()],
        "background": stored.background,
        "phone": stored.contact.phone,
        "photos": [(photo.pk, photo.caption) for photo in stored.photos.all()],
        "files": [file.name for file in stored.files.all()],
        "checks": findings_of(stored),
        "found": [each.pk for each in found],
    }


def change_all(submission, by):
    first, _second = submission.photos.all()
    topic = Topic.objects.create(name="灯塔", slug="灯塔")
    return type_in(
        submission,
        by=by,
        values={
            "title": "改过的题目",
            "employees": "12",
            "topics": [str(topic.pk)],
            "background": long_text(300),
            "phone": "0513-99999999",
        },
        photos=[
            new_photo("新的一张"),
            PhotoEntry(pk=first.pk, caption="换过的说明"),
            PhotoEntry(pk=submission.photos.all()[1].pk, removed=True),
        ],
        scan=SimpleUploadedFile("盖章.pdf", b"%PDF-1.7"),
    )


def test_staff_read_the_version_sent_while_it_is_changed(returned, author, approver):
    before = as_staff_read(returned)
    assert (before["title"], before["files"], before["found"]) == ("江边的灯", [], [returned.pk])
    assert [caption for _pk, caption in before["photos"]] == CAPTIONS
    change_all(returned, author)
    assert as_staff_read(returned) == before
    checker = StaffFactory(groups=[CHECKERS])
    assert not queues.narrowed(queues.visible_to(checker), words="改过的题目").exists()
    intake.hand_over(as_typed(), seen=intake.shown_now(as_typed()), by=author)
    assert as_staff_read(returned) == before


def test_its_union_reads_what_it_types(returned, author):
    saved = change_all(returned, author)
    for seen in (intake.typed(saved), as_typed()):
        assert (seen.title, seen.employees) == ("改过的题目", 12)
        assert [topic.name for topic in seen.topics.all()] == ["灯塔"]
        assert seen.contact.phone == "0513-99999999"
        assert [photo.caption for photo in seen.photos.all()] == ["新的一张", "换过的说明"]
    assert [file.name for file in intake.files_of(returned)] == ["盖章.pdf"]


def test_sending_makes_it_the_version_staff_read(returned, author, approver):
    kept = returned.photos.first().pk
    change_all(returned, author)
    intake.send(as_typed(), seen=intake.shown_now(as_typed()), by=approver, opinion=OPINION)
    after = as_staff_read(returned)
    assert (after["title"], after["employees"]) == ("改过的题目", 12)
    assert (after["topics"], after["background"]) == (["灯塔"], long_text(300))
    assert (after["phone"], after["files"]) == ("0513-99999999", ["盖章.pdf"])
    assert [caption for _pk, caption in after["photos"]] == ["新的一张", "换过的说明"]
    assert after["photos"][1][0] == kept
    assert not SubmissionDraft.objects.exists()
    assert SubmissionPhoto.everything.count() == SubmissionPhoto.objects.count() == 2
    newest = Submission.objects.get().latest_revision.as_object()
    assert (newest.title, len(newest.photos.all())) == ("改过的题目", 2)
    assert [topic.name for topic in newest.topics.all()] == ["灯塔"]
    assert newest.state == SubmissionState.SUBMITTED


def test_what_cannot_be_read_is_kept_and_stops_the_sending(returned, author, approver):
    saved = intake.typed(type_in(returned, by=author, values={"employees": "326人"}))
    said = ["“职工人数”请填写数字，如 326。"]
    assert (saved.employees, saved.misread) == (None, {"employees": said})
    assert SubmissionDraft.objects.get().values == {"employees": "326人"}
    for move in (
        lambda: intake.hand_over(as_typed(), seen=intake.shown_now(as_typed()), by=author),
        lambda: intake.send(
            as_typed(), seen=intake.shown_now(as_typed()), by=approver, opinion=OPINION
        ),
    ):
        with pytest.raises(Incomplete) as caught:
            move()
        assert [problem.sentence for problem in caught.value.problems] == said
    assert Submission.objects.get().employees == 326


def test_a_photo_typed_over_and_back_is_as_it_was(returned, author):
    first, second = returned.photos.all()
    type_in(returned, by=author, photos=[new_photo("新的一张")])
    extra = SubmissionPhoto.everything.get(draft_only=True)
    type_in(returned, by=author, photos=[PhotoEntry(pk=extra.pk, removed=True)])
    assert [photo.pk for photo in as_typed().photos.all()] == [first.pk, second.pk]
    assert list(SubmissionPhoto.everything.all()) == [first, second]


def test_withdrawing_keeps_what_was_sent_and_drops_what_was_typed(returned, author, approver):
    before = as_staff_read(returned)
    change_all(returned, author)
    intake.withdraw(as_typed(), seen=intake.shown_now(as_typed()), by=approver)
    assert as_staff_read(returned) == before
    assert not SubmissionDraft.objects.exists()
    assert SubmissionFile.everything.count() == 0
    assert SubmissionPhoto.everything.count() == 2


def test_a_draft_never_sent_stays_after_it_is_withdrawn(union, author, approver):
    draft = Submission(call=CallPageFactory(), union=union)
    type_in(draft, by=author, values={"title": "没有报送"})
    intake.withdraw(as_typed(), seen=intake.shown_now(as_typed()), by=approver)
    assert as_typed().title == "没有报送"


def test_two_forms_with_one_key_make_one_dossier(union, author):
    call = CallPageFactory()
    first = type_in(Submission(call=call, union=union), by=author, values={"title": "一"})
    photo = new_photo("一张")
    twin = Submission(call=call, union=union, key=first.key)
    type_in(first, by=author, photos=[photo])
    second = type_in(twin, by=author, values={"team": "焊接二班"}, photos=[photo])
    assert second.pk == first.pk
    stored = as_typed()
    assert (stored.title, stored.team, len(stored.photos.all())) == ("一", "焊接二班", 1)
