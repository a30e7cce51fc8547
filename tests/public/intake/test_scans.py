"""Scans are added, replaced and removed while the dossier may be changed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from casestudies import conf
from casestudies.domain import intake
from casestudies.domain.moderation.formal_check import check_formally
from casestudies.enums import Decision
from casestudies.models import Submission, SubmissionFile
from tests.factories import send_dossier

from .pages import address, mark, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]


def pdf(name, content=b"one"):
    return SimpleUploadedFile(name, b"%PDF-1.7 " + content, content_type="application/pdf")


@pytest.fixture
def draft(client, author, form_page, typed):
    """A draft with one scan, and its author signed in."""
    client.force_login(author)
    client.post(form_page.get_url(), typed() | {"scan": pdf("身份证.pdf")})
    return Submission.objects.get()


def names(submission):
    return [scan.name for scan in intake.files_of(submission)]


def save(client, submission, typed, *, removed=(), **more):
    posted = typed(mark=mark(submission)) | {"remove_scan": list(removed)} | more
    return client.post(address(submission), posted)


def keys(submission):
    return [scan.key for scan in intake.files_of(submission)]


def test_a_wrong_scan_is_replaced_and_its_file_goes(
    client, draft, typed, django_capture_on_commit_callbacks
):
    wrong = SubmissionFile.everything.get()
    assert f'value="{wrong.key}" aria-label="移除：身份证.pdf"' in text(client.get(address(draft)))
    with django_capture_on_commit_callbacks(execute=True):
        save(client, draft, typed, removed=[wrong.key], scan=pdf("申报表.pdf", b"two"))
    assert names(draft) == ["申报表.pdf"]
    assert not wrong.file.storage.exists(wrong.file.name)


def test_a_scan_that_was_sent_stays_with_what_was_sent(client, draft, typed, checker, approver):
    send_dossier(draft)
    sent = SubmissionFile.objects.get()
    step = draft.current_workflow_task_state.pk
    check_formally(
        draft, by=checker, decision=Decision.RETURN, reason="扫描件不清楚", task_state_id=step
    )
    client.force_login(approver)
    save(client, draft, typed, removed=[sent.key], scan=pdf("清楚的.pdf", b"two"))
    assert names(draft) == ["清楚的.pdf"]
    assert [scan.name for scan in SubmissionFile.objects.all()] == ["身份证.pdf"]
    draft.refresh_from_db()
    send_dossier(Submission.objects.get())
    assert [scan.name for scan in SubmissionFile.objects.all()] == ["清楚的.pdf"]
    old = draft.versions.get(n=1).scans[0]
    assert old["name"] == "身份证.pdf"
    assert sent.file.storage.exists(old["file"])


def test_more_scans_than_anybody_needs_are_refused(client, draft, typed, monkeypatch):
    monkeypatch.setattr(conf, "MAX_SCANS", 2)
    save(client, draft, typed, scan=pdf("第二页.pdf", b"two"))
    page = text(save(client, draft, typed, scan=pdf("第三页.pdf", b"three")))
    assert "已有 2 个扫描件，本次选择的没有保存。" in page
    assert names(draft) == ["身份证.pdf", "第二页.pdf"]
    save(client, draft, typed, removed=keys(draft)[:1], scan=pdf("第三页.pdf", b"three"))
    assert names(draft) == ["第二页.pdf", "第三页.pdf"]


def test_nobody_removes_a_scan_of_another_dossier(client, draft, typed, foreign, form_page):
    client.force_login(foreign)
    union = foreign.casestudies_memberships.get().union_id
    other = typed(key="6a1f0c9e-3f5d-4a53-9d27-0d8f1b6f2c19", union=str(union))
    ticked = {"remove_scan": [str(keys(draft)[0]), "no-key"]}
    assert client.post(form_page.get_url(), other | ticked).status_code == 302
    assert names(draft) == ["身份证.pdf"]


def test_nothing_is_removed_once_it_was_sent(client, draft, typed):
    send_dossier(draft)
    save(client, draft, typed, removed=keys(draft))
    assert names(draft) == ["身份证.pdf"]
