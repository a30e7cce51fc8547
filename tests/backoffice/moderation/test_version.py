"""Every version sent opens whole and compares with any other, each reader with what is theirs."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casestudies.domain import intake
from casestudies.domain.intake import PhotoEntry
from casestudies.domain.moderation.formal_check import check_formally
from casestudies.enums import Decision
from casestudies.models import SubmissionVersion
from casestudies.photos import clean_photo
from tests.backoffice.screen import text_of
from tests.factories import (
    OPINION,
    MemberFactory,
    StaffFactory,
    SubmissionFactory,
    as_typed,
    type_in,
    uploaded_jpeg,
)

pytestmark = pytest.mark.django_db


def address(dossier, n):
    return reverse("casestudies_backoffice:version", args=[dossier.pk, n])


def send(dossier, by):
    typed = as_typed(pk=dossier.pk)
    intake.send(typed, seen=intake.shown_now(typed), by=by, opinion=OPINION)


def read(response):
    """Return what was streamed; the client closes the file after it."""
    return b"".join(response.streaming_content)


@pytest.fixture
def twice(installed, checker):
    """A dossier whose text, telephone, one photo and scan differ in its two sendings."""
    dossier = SubmissionFactory(photos=2, title="江边的灯")
    approver = MemberFactory(union=dossier.union, approver=True).user
    type_in(dossier, by=approver, scan=SimpleUploadedFile("旧章.pdf", b"%PDF-1.7 old"))
    send(dossier, approver)
    check_formally(as_typed(pk=dossier.pk), by=checker, decision=Decision.RETURN, reason="请改。")
    first, second = dossier.photos.all()
    type_in(
        as_typed(pk=dossier.pk),
        by=approver,
        values={"title": "江边的路", "phone": "0513-99999999"},
        photos=[
            PhotoEntry(pk=first.pk, caption="换过的说明"),
            PhotoEntry(pk=second.pk, removed=True),
            PhotoEntry(caption="新的一张", photo=clean_photo(uploaded_jpeg(colour=(7, 8, 9)))),
        ],
        scan=SimpleUploadedFile("新章.pdf", b"%PDF-1.7 new"),
    )
    send(dossier, approver)
    return as_typed(pk=dossier.pk)


@pytest.fixture
def without_contact(installed):
    """One of staff who sees dossiers, and no contact."""
    user = StaffFactory()
    codenames = ["access_admin", "view_submission"]
    user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
    return user


def test_a_version_opens_whole_at_its_own_address(signed_in, checker, twice):
    words = text_of(signed_in(checker).get(address(twice, 1)))
    for said in (
        "第 1 次报送",
        "江边的灯",
        "0513-85550101",
        "班前会现场（2）",
        "旧章.pdf",
        OPINION,
    ):
        assert said in words
    assert twice.versions.get(n=1).digest in words
    assert address(twice, 2) in signed_in(checker).get(address(twice, 1)).content.decode()


def test_two_versions_compare_with_contact_photos_and_scans(signed_in, checker, twice):
    changes = dict(signed_in(checker).get(address(twice, 2)).context["changes"])
    assert {str(label) for label in changes} == {
        "案例名称",
        "联系电话",
        "照片文字说明",
        "新增照片",
        "删去照片",
        "盖章表已更换",
    }
    assert "江边的" in changes["案例名称"]
    assert "新章.pdf" in changes["盖章表已更换"]
    assert "旧章.pdf" not in changes["盖章表已更换"]


def test_who_may_not_see_the_contact_reads_neither_contact_nor_scans(
    signed_in, without_contact, twice
):
    browser = signed_in(without_contact)
    scan = twice.versions.get(n=1).scans[0]["key"]
    for page in (address(twice, 1), address(twice, 2)):
        html = browser.get(page).content.decode()
        for closed in ("0513", "王老师", "章.pdf", "盖章表已更换", scan):
            assert closed not in html
    files = reverse("casestudies:version_file", args=[twice.key, 1, scan])
    assert browser.get(files).status_code == 404


def test_photos_and_scans_of_an_earlier_version_are_served(signed_in, checker, twice):
    browser, version = signed_in(checker), twice.versions.get(n=1)
    for photo in version.photos:
        for size in ("full", "preview"):
            at = reverse("casestudies:version_photo", args=[twice.key, 1, photo["key"], size])
            assert read(browser.get(at))[:3] == b"\xff\xd8\xff"
    scan = reverse("casestudies:version_file", args=[twice.key, 1, version.scans[0]["key"]])
    assert read(browser.get(scan)) == b"%PDF-1.7 old"
    newer = twice.versions.get(n=2).photos[1]["key"]
    for missing in (
        reverse("casestudies:version_photo", args=[twice.key, 1, newer, "full"]),
        reverse("casestudies:version_photo", args=[twice.key, 3, newer, "full"]),
        reverse("casestudies:version_photo", args=[twice.key, 2, newer, "huge"]),
    ):
        assert browser.get(missing).status_code == 404


def test_its_union_reads_versions_and_nobody_elses(client, twice):
    at = reverse("casestudies:version", args=[twice.key, 2])
    client.force_login(MemberFactory(union=twice.union).user)
    words = text_of(client.get(at))
    for said in ("第 2 次报送", "江边的路", "0513-99999999", "与第 1 次报送相比", "江边的灯"):
        assert said in words
    photo = twice.versions.get(n=1).photos[0]["key"]
    picture = reverse("casestudies:version_photo", args=[twice.key, 1, photo, "full"])
    assert read(client.get(picture))[:3] == b"\xff\xd8\xff"
    assert client.get(reverse("casestudies:version", args=[twice.key, 9])).status_code == 404
    client.force_login(MemberFactory().user)
    assert [client.get(each).status_code for each in (at, picture)] == [404, 404]


def test_a_version_of_another_dossier_is_not_found(signed_in, checker, twice):
    draft = SubmissionFactory()
    browser = signed_in(checker)
    assert browser.get(address(twice, 3)).status_code == 404
    assert browser.get(address(draft, 1)).status_code == 404


def test_a_row_changed_in_the_database_is_told(signed_in, checker, twice):
    SubmissionVersion.objects.filter(n=1).update(opinion="改过的意见")
    assert "已与报送时不一致" in text_of(signed_in(checker).get(address(twice, 1)))
    assert "已与报送时不一致" not in text_of(signed_in(checker).get(address(twice, 2)))


def test_staff_read_search_and_list_what_was_sent_while_the_union_changes_it(
    signed_in, checker, twice
):
    check_formally(twice, by=checker, decision=Decision.RETURN, reason="再改。")
    member = MemberFactory(union=twice.union).user
    type_in(
        as_typed(pk=twice.pk),
        by=member,
        values={"title": "没有报送的题目", "phone": "0513-11111111"},
        scan=SimpleUploadedFile("没有报送.pdf", b"%PDF-1.7 unsent"),
    )
    browser = signed_in(checker)
    dossier = reverse("casestudies_backoffice:dossier", args=[twice.pk])
    listed = reverse("casestudies_backoffice:dossiers")
    for page in (dossier, listed, address(twice, 2)):
        html = browser.get(page).content.decode()
        assert "江边的路" in html
        assert "没有报送" not in html
        assert "11111111" not in html
    assert "江边的路" in browser.get(listed, {"q": "江边的路"}).content.decode()
    assert "江边的路" not in browser.get(listed, {"q": "没有报送"}).content.decode()


def test_queries_of_a_version_are_fixed(signed_in, checker, twice):
    browser = signed_in(checker)
    browser.get(address(twice, 2))
    counts = {}
    for n in (1, 2):
        with CaptureQueriesContext(connection) as queries:
            browser.get(address(twice, n))
        counts[n] = len(queries)
    assert counts[1] == counts[2] == 14
