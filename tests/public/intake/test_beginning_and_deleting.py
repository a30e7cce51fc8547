"""Drafts: none of a closed call, not more than a union can use, and one is deleted again."""

import pytest
from wagtail.models import ModelLogEntry

from casestudies import conf
from casestudies.enums import SubmissionState
from casestudies.models import Submission, SubmissionFile, SubmissionPhoto
from casestudies.moves import DELETED, STARTED
from tests.factories import (
    CallPageFactory,
    StaffFactory,
    SubmissionFactory,
    SubmissionFormPageFactory,
    as_typed,
    uploaded_jpeg,
)

from .pages import address, mark, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]


def mark_on(client, submission):
    return client.get(address(submission, "delete_draft")).context["mark"]()


@pytest.mark.parametrize("when", ["closed", "future"])
def test_a_form_posted_to_a_call_that_is_not_open_makes_nothing(client, author, typed, when):
    call = CallPageFactory(**{when: True})
    form_page = SubmissionFormPageFactory(call=call)
    client.force_login(author)
    direction = call.directions.first().pk
    page = text(client.post(form_page.get_url(), typed(direction=direction)))
    assert not Submission.objects.exists()
    assert not ModelLogEntry.objects.filter(action=STARTED).exists()
    assert "本次征集目前不接收新的材料，因此没有保存。" in page
    assert "班前十分钟点亮一整天" in page


def test_a_dossier_begun_in_time_is_saved_after_the_call_closed(client, author, union, typed):
    call = CallPageFactory(closed=True)
    SubmissionFormPageFactory(call=call)
    submission = SubmissionFactory(call=call, union=union)
    client.force_login(author)
    posted = typed(direction=call.directions.first().pk, mark=mark(submission))
    response = client.post(address(submission), posted)
    assert response.status_code == 302
    assert as_typed().title == "班前十分钟点亮一整天"


def test_a_union_has_so_many_drafts_of_a_call(client, author, union, form_page, typed, monkeypatch):
    monkeypatch.setattr(conf, "MAX_DRAFTS", 2)
    call = form_page.call
    SubmissionFactory(call=call)
    SubmissionFactory(union=union)
    SubmissionFactory(call=call, union=union, walk="sent")
    SubmissionFactory(call=call, union=union)
    client.force_login(author)
    assert client.post(form_page.get_url(), typed()).status_code == 302
    known = set(Submission.objects.values_list("pk", flat=True))
    other = typed(key="6a1f0c9e-3f5d-4a53-9d27-0d8f1b6f2c12", title="第三份草稿")
    page = text(client.post(form_page.get_url(), other))
    assert set(Submission.objects.values_list("pk", flat=True)) == known
    assert "已有 2 份从未报送的草稿" in page
    assert "第三份草稿" in page
    # What is there is saved as before.
    begun = Submission.objects.get(key=typed()["key"])
    posted = typed(title="新标题", mark=mark(begun))
    assert client.post(address(begun), posted).status_code == 302


def test_a_draft_is_deleted_with_its_files(
    client, author, form_page, typed, django_capture_on_commit_callbacks
):
    client.force_login(author)
    values = typed() | {"photo-0-file": uploaded_jpeg(), "photo-0-caption": "班前会"}
    client.post(form_page.get_url(), values)
    submission = Submission.objects.get()
    photo = SubmissionPhoto.everything.get()
    stored = [(photo.file.storage, name) for name in (photo.file.name, photo.preview.name)]
    assert all(storage.exists(name) for storage, name in stored)
    page = text(client.get(address(submission, "delete_draft")))
    assert "删除这份草稿？" in page
    posted = {"move": "delete", "mark": mark_on(client, submission)}
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(address(submission, "delete_draft"), posted)
    assert response.url == "/casestudies/desk/"
    assert "草稿《班前十分钟点亮一整天》已删除。" in text(client.get(response.url))
    assert not Submission.objects.exists()
    assert not SubmissionPhoto.everything.exists()
    assert not SubmissionFile.everything.exists()
    assert not any(storage.exists(name) for storage, name in stored)
    entry = ModelLogEntry.objects.get(action=DELETED)
    assert (entry.user, entry.deleted, entry.label) == (author, True, "（尚未报送的材料）")


def test_what_a_colleague_typed_meanwhile_is_not_deleted(client, author, union, form_page, typed):
    client.force_login(author)
    client.post(form_page.get_url(), typed())
    submission = Submission.objects.get()
    read = mark_on(client, submission)
    client.post(address(submission), typed(title="同事改过的标题", mark=mark(submission)))
    response = client.post(address(submission, "delete_draft"), {"move": "delete", "mark": read})
    assert response.status_code == 409
    assert "同事改过的标题" in text(response)
    assert Submission.objects.exists()


@pytest.mark.parametrize("walk", ["sent", "returned", "accepted"])
def test_what_was_sent_is_never_deleted(client, approver, union, walk):
    submission = SubmissionFactory(union=union, walk=walk)
    client.force_login(approver)
    for method in (client.get, client.post):
        response = method(address(submission, "delete_draft"), {"move": "delete"})
        assert response.url == address(submission)
    assert Submission.objects.exists()


def test_one_withdrawn_before_it_was_sent_is_deleted_too(client, author, union):
    submission = SubmissionFactory(union=union, state=SubmissionState.WITHDRAWN)
    client.force_login(author)
    assert address(submission, "delete_draft") in text(client.get("/casestudies/desk/"))
    posted = {"move": "delete", "mark": mark_on(client, submission)}
    client.post(address(submission, "delete_draft"), posted)
    assert not Submission.objects.exists()


def test_nobody_else_finds_it(client, foreign, union):
    submission = SubmissionFactory(union=union)
    for user in (foreign, StaffFactory(groups=["形式审查员"])):
        client.force_login(user)
        assert client.get(address(submission, "delete_draft")).status_code == 404
        posted = {"move": "delete"}
        assert client.post(address(submission, "delete_draft"), posted).status_code == 404
    assert Submission.objects.exists()


def test_form_and_desk_offer_it(client, author, union):
    submission = SubmissionFactory(union=union)
    client.force_login(author)
    for url in (address(submission), "/casestudies/desk/"):
        page = text(client.get(url))
        assert f'href="{address(submission, "delete_draft")}"' in page
        assert address(submission, "withdraw") not in page
