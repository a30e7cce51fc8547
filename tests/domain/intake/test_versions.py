"""What is kept of each sending, whatever is changed, sent again or purged afterwards."""

import hashlib
from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection

from casestudies import conf
from casestudies.domain import intake
from casestudies.domain.installation import CHECKERS
from casestudies.domain.intake import PhotoEntry
from casestudies.domain.moderation.formal_check import check_formally
from casestudies.enums import Decision
from casestudies.models import SubmissionVersion
from casestudies.photos import clean_photo
from tests.factories import (
    OPINION,
    StaffFactory,
    SubmissionFactory,
    as_typed,
    send_dossier,
    type_in,
    uploaded_jpeg,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

PDF, OTHER_PDF = b"%PDF-1.7 one", b"%PDF-1.7 two"


def scan(content, name="盖章.pdf"):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def sent(union, author, approver):
    """A dossier with two photos and a scan, sent by its approver."""
    dossier = SubmissionFactory(union=union, photos=2, title="江边的灯")
    type_in(dossier, by=author, scan=scan(PDF))
    intake.send(as_typed(), seen=intake.shown_now(as_typed()), by=approver, opinion=OPINION)
    return as_typed()


def decide(dossier, decision):
    checker = StaffFactory(groups=[CHECKERS])
    check_formally(dossier, by=checker, decision=decision, reason="请补充。")


def send_changed(dossier, *, author, approver):
    """Return the dossier, then change text, contact, photos and scan, and send it again."""
    decide(dossier, Decision.RETURN)
    first, second = dossier.photos.all()
    type_in(
        dossier,
        by=author,
        values={"title": "改过的题目", "phone": "0513-99999999"},
        photos=[
            PhotoEntry(pk=first.pk, removed=True),
            PhotoEntry(pk=second.pk, caption="换过的说明"),
            PhotoEntry(caption="新的一张", photo=clean_photo(uploaded_jpeg(colour=(7, 8, 9)))),
        ],
        scan=scan(OTHER_PDF, "新盖章.pdf"),
    )
    typed = as_typed(pk=dossier.pk)
    intake.send(typed, seen=intake.shown_now(typed), by=approver, opinion="再次同意。")


def test_a_sending_keeps_the_whole(sent, approver):
    version = SubmissionVersion.objects.get()
    assert (version.n, version.sent_at, version.sent_by) == (1, sent.sent_at, approver)
    assert (version.opinion, version.revision_key) == (OPINION, sent.latest_revision_id)
    assert version.contact == {
        "address": "南通市工农路1号",
        "contact": "王老师 干事",
        "phone": "0513-85550101",
    }
    assert version.values["title"] == {"value": "江边的灯", "shown": "江边的灯"}
    assert version.values["unit_nature"] == {"value": "private", "shown": "民营企业"}
    assert version.values["employees"] == {"value": 326, "shown": "326"}
    assert version.values["topics"]["shown"] == ["班组建设"]
    assert set(version.values).isdisjoint(version.contact)
    kept = version.scans[0]
    assert (kept["name"], kept["size"]) == ("盖章.pdf", len(PDF))
    assert kept["sha256"] == hashlib.sha256(PDF).hexdigest()


def test_a_second_sending_leaves_the_first_and_its_files(sent, author, approver):
    before = SubmissionVersion.objects.values().get()
    send_changed(sent, author=author, approver=approver)
    first, second = SubmissionVersion.objects.order_by("n")
    assert SubmissionVersion.objects.values().get(n=1) == before
    assert first.is_whole
    assert [photo["caption"] for photo in first.photos] == ["班前会现场（1）", "班前会现场（2）"]
    assert [photo["caption"] for photo in second.photos] == ["换过的说明", "新的一张"]
    assert (second.contact["phone"], second.values["title"]["shown"]) == (
        "0513-99999999",
        "改过的题目",
    )
    storage = conf.private_storage()
    for photo in first.photos:
        with storage.open(photo["file"]) as stored:
            assert hashlib.sha256(stored.read()).hexdigest() == photo["sha256"]
        assert storage.exists(photo["preview"])
    with storage.open(first.scans[0]["file"]) as stored:
        assert stored.read() == PDF


def test_names_are_those_of_the_day_it_was_sent(sent):
    sent.direction.label = "另一个方向"
    sent.direction.save()
    topic = sent.topics.get()
    topic.name = "另一个标签"
    topic.save()
    sent.union.name = "另一个工会"
    sent.union.save()
    dossier = SubmissionVersion.objects.get().dossier
    assert dossier.direction.label == "理想信念教育"
    assert [topic.name for topic in dossier.topics.all()] == ["班组建设"]
    assert dossier.union.name != "另一个工会"


def test_wagtails_purge_takes_no_version(sent, author, approver):
    send_changed(sent, author=author, approver=approver)
    decide(as_typed(), Decision.PASS)
    call_command("purge_revisions", "--non-pages", "--pages", verbosity=0)
    assert sent.revisions.count() == 1
    assert [version.is_whole for version in SubmissionVersion.objects.all()] == [True, True]


def fill():
    module = import_module("casestudies.migrations.0005_versions_of_dossiers_already_sent")
    SubmissionVersion._base_manager.all().delete()
    module.fill(apps, connection.schema_editor())
    return list(SubmissionVersion.objects.order_by("submission", "n"))


def test_dossiers_already_sent_get_the_versions_that_are_known(sent, author, approver):
    SubmissionFactory()  # never sent
    send_changed(sent, author=author, approver=approver)
    written = SubmissionVersion.objects.order_by("n")
    told = [(v.n, v.sender, v.values, v.opinion, v.revision_key) for v in written]
    now = list(written)[1].contact
    photos = [[(photo["key"], photo["caption"]) for photo in v.photos] for v in written]
    filled = fill()
    assert [(v.n, v.sender, v.values, v.opinion, v.revision_key) for v in filled] == told
    assert [[(p["key"], p["caption"]) for p in v.photos] for v in filled] == photos
    assert [v.contact for v in filled] == [None, now]
    assert [len(v.scans) for v in filled] == [1, 2]
    assert all(v.is_whole for v in filled)
    assert filled[1].sent_at == as_typed(number=sent.number).sent_at


def test_a_dossier_whose_revisions_were_purged_gets_what_its_columns_say(sent):
    sent.revisions.all().delete()
    (version,) = fill()
    assert (version.n, version.values["title"]["shown"]) == (1, "江边的灯")


def test_filling_takes_the_same_queries_for_many(sent, django_assert_num_queries):
    for _each in range(3):
        SubmissionFactory(walk="sent")
    SubmissionVersion._base_manager.all().delete()
    module = import_module("casestudies.migrations.0005_versions_of_dossiers_already_sent")
    with django_assert_num_queries(10):
        module.fill(apps, connection.schema_editor())
    module.fill(apps, connection.schema_editor())
    assert SubmissionVersion.objects.count() == 4


def test_a_later_sending_goes_on_counting(sent, author, approver):
    fill()
    send_changed(sent, author=author, approver=approver)
    assert [v.n for v in sent.versions.order_by("n")] == [1, 2]
    send_dossier(SubmissionFactory())
