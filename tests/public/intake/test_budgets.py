"""Queries of the form and of sending; no rendition; one decode a photo."""

import django
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import JpegImagePlugin
from wagtail.images import get_image_model

from casestudies.enums import SubmissionState
from casestudies.models import Submission, Topic
from tests.factories import OPINION, SubmissionFactory, as_typed, uploaded_jpeg

from .pages import address, mark

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

#: What Django and Wagtail ask before any view of ours runs.
AROUND = (
    "django_session",
    "auth_user",
    "auth_permission",
    "wagtailcore_site",
    "wagtailcore_page",
    "wagtailcore_pageviewrestriction",
    "casestudies_callpage",
    "casestudies_submissionformpage",
)


def measured(act):
    with CaptureQueriesContext(connection) as captured:
        response = act()
    return response, [query["sql"] for query in captured.captured_queries]


def own(queries):
    """The queries that are not about the session, the user and the way to the page."""
    return [sql for sql in queries if not sql.split(" FROM ")[1].startswith(AROUND, 1)]


def three_photos():
    values = {}
    for place in range(3):
        values[f"photo-{place}-file"] = uploaded_jpeg(colour=(80 * place, 20, 30))
        values[f"photo-{place}-caption"] = f"第 {place + 1} 张"
    return values


@pytest.fixture
def decodes(monkeypatch):
    done = []
    load = JpegImagePlugin.JpegImageFile.load

    def counted(picture):
        done.extend([picture] if picture.tile else [])
        return load(picture)

    monkeypatch.setattr(JpegImagePlugin.JpegImageFile, "load", counted)
    return done


def test_the_blank_form_costs_four_queries_of_its_own(client, author, form_page):
    client.force_login(author)
    blank = client.get(form_page.get_url()).url
    client.get(blank)
    response, queries = measured(lambda: client.get(blank))
    assert response.status_code == 200
    # Membership, whether the form was saved, directions, topics.
    assert len(own(queries)) == 4
    signing_in = [sql for sql in queries if "django_session" in sql or "auth_" in sql]
    assert len(queries) - len(signing_in) <= 7


@pytest.mark.parametrize("photos", [0, 1, 3])
def test_a_stored_form_costs_seven_however_much_is_in_it(client, author, union, photos):
    submission = SubmissionFactory(union=union, photos=photos)
    for number in range(photos):
        submission.topics.add(Topic.objects.get_or_create(name=f"t{number}", slug=f"t{number}")[0])
    submission.save()
    client.force_login(author)
    client.get(address(submission))
    _response, queries = measured(lambda: client.get(address(submission)))
    assert len(own(queries)) == 7


def test_saving_three_photos_stays_within_21(client, author, form_page, typed, decodes):
    client.force_login(author)
    values = typed() | three_photos()
    response, queries = measured(lambda: client.post(form_page.get_url(), values))
    assert response.status_code == 302
    assert len(as_typed().photos.all()) == 3
    assert len(queries) <= 21
    assert len(decodes) == 3


@pytest.mark.parametrize(
    ("who", "move", "budget"), [("approver", "endorse", 20), ("author", "hand_over", 35)]
)
def test_going_on_with_three_photos_keeps_its_budget(
    client, request, form_page, typed, decodes, who, move, budget
):
    client.force_login(request.getfixturevalue(who))
    values = typed(move=move) | three_photos()
    url = form_page.get_url()
    response, queries = measured(lambda: client.post(url, values))
    assert response.status_code == 302
    assert len(as_typed().photos.all()) == 3
    assert len(queries) <= budget
    assert len(decodes) == 3


def test_sending_three_photos_stays_within_36(
    client, approver, union, decodes, django_capture_on_commit_callbacks
):
    submission = SubmissionFactory(union=union, photos=3)
    decodes.clear()
    client.force_login(approver)

    post = {"move": "send", "opinion": OPINION, "mark": mark(submission)}

    def send():
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address(submission, "endorse"), post)

    response, queries = measured(send)
    assert response.url == address(submission, "receipt")
    assert Submission.objects.get().state == SubmissionState.SUBMITTED
    assert len(queries) <= 36
    assert decodes == []
    assert not get_image_model().objects.exists()
    assert not get_image_model().get_rendition_model().objects.exists()


def test_sending_a_draft_with_three_photos_stays_within_its_budget(
    client, approver, form_page, typed, django_capture_on_commit_callbacks
):
    client.force_login(approver)
    client.post(form_page.get_url(), typed(move="endorse") | three_photos())
    draft = Submission.objects.get()
    url = address(draft, "endorse")
    post = {"move": "send", "opinion": OPINION, "mark": mark(draft)}

    def send():
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(url, post)

    _response, queries = measured(send)
    sent = Submission.objects.get()
    version = sent.latest_revision.as_object()
    for shown in (sent, version):
        assert sorted(topic.pk for topic in shown.topics.all()) == sorted(typed()["topics"])
        assert [photo.caption for photo in shown.photos.all()] == ["第 1 张", "第 2 张", "第 3 张"]
    # Django 6.1 reads contact, union, direction and call once more after the draft is deleted.
    assert len(queries) <= (38 if django.VERSION < (6, 1) else 42)
