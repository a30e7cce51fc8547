"""Private photos and scans: who gets them, and with which headers."""

import uuid
from io import BytesIO
from urllib.parse import quote

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from casestudies.domain.installation import CHECKERS, EDITORS, JUDGES
from casestudies.domain.intake import PhotoEntry, files_of
from casestudies.models import SubmissionFile
from casestudies.photos import clean_photo
from tests.factories import (
    MemberFactory,
    StaffFactory,
    SubmissionFactory,
    UserFactory,
    as_typed,
    send_dossier,
    type_in,
    uploaded_jpeg,
)

from .pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]


def add_scan(submission, author, name="盖章.pdf", content=b"%PDF-1.7 scan"):
    type_in(submission, by=author, scan=SimpleUploadedFile(name, content))
    return SubmissionFile.everything.get(submission=submission)


@pytest.fixture
def draft(union):
    return SubmissionFactory(union=union, photos=1)


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def urls(submission):
    photo = submission.photos.get()
    return [
        address(photo, "photo", "full"),
        address(photo, "photo", "preview"),
        *[address(file, "file") for file in files_of(submission)],
    ]


def test_members_of_the_union_see_its_photos(client, author, draft):
    client.force_login(author)
    photo = draft.photos.get()
    sizes = {}
    for size in ("full", "preview"):
        response = client.get(address(photo, "photo", size))
        sizes[size] = Image.open(BytesIO(body(response))).size
        assert response["Content-Type"] == "image/jpeg"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "private" in response["Cache-Control"]
        assert "no-store" in response["Cache-Control"]
        assert "public" not in response["Cache-Control"]
        assert response["Content-Disposition"].startswith("inline; ")
        assert quote("现场.jpg") in response["Content-Disposition"]
        assert "Content-Encoding" not in response
    assert sizes == {"full": (1200, 800), "preview": (480, 320)}


def test_a_pdf_is_saved_and_a_picture_is_shown(client, author, draft):
    client.force_login(author)
    scan = add_scan(draft, author)
    response = client.get(address(scan, "file"))
    assert body(response) == b"%PDF-1.7 scan"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; ")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_file_is_called_what_it_is(client, author, draft):
    """A PDF under the name of a page never comes out as a page."""
    client.force_login(author)
    scan = add_scan(draft, author, name="盖章.html")
    response = client.get(address(scan, "file"))
    assert response["Content-Type"] == "application/pdf"
    assert quote("盖章.pdf") in response["Content-Disposition"]
    assert ".html" not in response["Content-Disposition"]
    body(response)


def test_nobody_else_finds_them(client, author, draft, foreign):
    add_scan(draft, author)
    inactive = MemberFactory(union__is_active=False).user
    staff = [StaffFactory(groups=[group]) for group in (CHECKERS, EDITORS)]
    for user in (foreign, UserFactory(), inactive, *staff):
        client.force_login(user)
        assert [client.get(url).status_code for url in urls(draft)] == [404] * 3
    client.logout()
    for url in urls(draft):
        response = client.get(url)
        assert (response.status_code, response.url) == (302, f"/casestudies/sign-in/?next={url}")


def test_staff_see_what_was_sent(client, union, author):
    draft = SubmissionFactory(union=union, photos=2)
    add_scan(draft, author)
    send_dossier(draft)
    photo = as_typed().photos.all()[0]
    for groups, status in ([CHECKERS], 200), ([EDITORS], 200), ([JUDGES], 404):
        client.force_login(StaffFactory(groups=groups))
        for url in (address(photo, "photo", "full"), address(draft.files.get(), "file")):
            response = client.get(url)
            assert response.status_code == status
            assert status == 404 or body(response)


def test_a_scan_is_seen_only_with_the_contact(client, union, author):
    """The stamped paper carries name and telephone; who sees no contact sees photos alone."""
    draft = SubmissionFactory(union=union, photos=2)
    add_scan(draft, author)
    send_dossier(draft)
    looker = UserFactory()
    looker.user_permissions.add(Permission.objects.get(codename="view_submission"))
    client.force_login(looker)
    photo = client.get(address(as_typed().photos.all()[0], "photo", "full"))
    assert (photo.status_code, bool(body(photo))) == (200, True)
    assert client.get(address(draft.files.get(), "file")).status_code == 404


@pytest.mark.parametrize(
    "url", ["photos/{key}/full/", "photos/{key}/preview/", "files/{key}/", "photos/1/full/"]
)
def test_unknown_keys_are_not_found(client, author, url):
    client.force_login(author)
    assert client.get("/casestudies/" + url.format(key=uuid.uuid4())).status_code == 404


def test_unknown_sizes_are_not_found(client, author, draft):
    client.force_login(author)
    assert client.get(address(draft.photos.get(), "photo", "original")).status_code == 404


def test_an_unchanged_photo_is_not_sent_again(client, author, draft):
    client.force_login(author)
    url = address(draft.photos.get(), "photo", "preview")
    response = client.get(url)
    body(response)
    again = client.get(url, headers={"if-modified-since": response["Last-Modified"]})
    assert again.status_code == 304


def test_staff_do_not_find_what_a_draft_alone_has(client, author, union):
    returned = SubmissionFactory(union=union, photos=2, walk="returned")
    clean = clean_photo(uploaded_jpeg(colour=(7, 8, 9)))
    type_in(returned, by=author, photos=[PhotoEntry(caption="新的一张", photo=clean)])
    scan = add_scan(returned, author)
    photo = as_typed().photos.all()[0]
    assert photo.caption == "新的一张"
    added = address(photo, "photo", "full"), address(scan, "file")
    sent = address(returned.photos.first(), "photo", "full")
    for user, status in (author, 200), (StaffFactory(groups=[CHECKERS]), 404):
        client.force_login(user)
        for url, expected in (sent, 200), *((url, status) for url in added):
            response = client.get(url)
            assert response.status_code == expected
            assert expected == 404 or body(response)
