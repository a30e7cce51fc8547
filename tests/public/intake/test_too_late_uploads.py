"""A file posted after the dossier went on is named, not dropped; words about no photo stay."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from casestudies.domain import intake
from casestudies.models import SubmissionFile, SubmissionPhoto
from tests.factories import SubmissionFactory, as_typed, uploaded_jpeg

from .pages import address, errors, filled, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]


@pytest.fixture
def late(client, union, author):
    """A form that was opened before a colleague handed the dossier over."""
    client.force_login(author)
    draft = SubmissionFactory(union=union, photos=2)
    form = filled(client.get(address(draft))) | {"move": "save"}
    intake.hand_over(as_typed(), seen=intake.shown_now(draft), by=author)
    return lambda **more: client.post(address(draft), form | more)


def test_a_scan_that_came_too_late_is_named(late):
    response = late(scan=SimpleUploadedFile("盖章.pdf", b"%PDF-1.7"))
    assert response.status_code == 409
    page = text(response)
    assert "您刚才的修改没有保存。" in page
    assert "以下文件也没有保存：" in page
    assert "<li>盖章.pdf</li>" in page
    assert not SubmissionFile.everything.exists()


def test_a_photo_without_words_that_came_too_late_is_named(late):
    response = late(**{"photo-2-file": uploaded_jpeg("现场.jpg", colour=(5, 5, 5))})
    assert response.status_code == 409
    assert "<li>现场.jpg</li>" in text(response)
    assert SubmissionPhoto.everything.count() == 2


def test_a_photo_removed_too_late_is_told(late):
    assert late(**{"photo-0-DELETE": "on"}).status_code == 409


def test_a_form_with_nothing_typed_loses_nothing(late):
    assert late().status_code == 302


def test_words_about_a_refused_photo_are_there_the_next_day(client, author, form_page, typed):
    client.force_login(author)
    bad = SimpleUploadedFile("坏.jpg", b"GIF89a")
    photos = {"photo-1-file": bad, "photo-1-caption": "写了很久的说明"}
    client.post(form_page.get_url(), typed() | photos)
    response = client.get(address(as_typed()))
    assert 'value="写了很久的说明"' in text(response)
    assert errors(response) == ["第 1 张的文字说明没有照片，请选择照片，或删去文字说明。"]
    form = filled(response) | {"move": "save", "photo-0-file": uploaded_jpeg("好.jpg")}
    assert client.post(address(as_typed()), form).status_code == 302
    assert [photo.caption for photo in as_typed().photos.all()] == ["写了很久的说明"]
    assert "captions" not in as_typed().draft.values


def test_the_back_button_finds_the_dossier_without_javascript(client, author, form_page, typed):
    client.force_login(author)
    blank = client.get(form_page.get_url()).url
    form = filled(client.get(blank)) | {"move": "save", "title": "第一次"}
    client.post(blank, form)
    assert client.get(blank).url == address(as_typed())
