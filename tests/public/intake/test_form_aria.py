"""What describes a field to who hears the page: hint and errors, only where they stand."""

import re

import pytest
from django.urls import reverse

from casestudies.enums import SubmissionState
from tests.factories import SubmissionFactory, uploaded_jpeg

from .pages import address, mark, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]


def dangling(response) -> set[str]:
    """The ids that are pointed at and stand nowhere on the page."""
    page = text(response)
    named = re.findall(r'(?:aria-(?:describedby|labelledby|controls)|for)="([^"]+)"', page)
    places = set(re.findall(r'href="#([^"]+)"', page))
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    return ({each for names in named for each in names.split()} | places) - set(ids)


def tag(response, field) -> str:
    return re.search(rf'<(?:input|select|textarea)[^>]* id="id_{field}"[^>]*>', text(response))[0]


def test_the_blank_form_points_only_at_what_is_there(client, author, form_page):
    client.force_login(author)
    response = client.get(form_page.get_url(), follow=True)
    assert dangling(response) == set()
    assert "aria-describedby" not in tag(response, "title")
    assert 'aria-describedby="id_phone_helptext"' in tag(response, "phone")
    assert 'aria-describedby="text-count"' in tag(response, "background")
    assert "aria-describedby" not in tag(response, "photo-0-file")


def test_a_form_with_errors_points_at_each(client, author, form_page, typed):
    client.force_login(author)
    values = typed(title="题" * 121, phone="打我手机", background="", topics=None, move="hand_over")
    photos = {
        "photo-0-file": uploaded_jpeg(),
        "photo-0-caption": "长" * 201,
        "photo-1-caption": "忘了选照片",
    }
    response = client.post(form_page.get_url(), values | photos)
    assert dangling(response) == set()
    assert 'aria-describedby="id_title_error"' in tag(response, "title")
    assert 'aria-describedby="id_phone_helptext id_phone_error"' in tag(response, "phone")
    assert 'aria-describedby="id_photo-0-file_helptext"' in tag(response, "photo-0-file")
    assert 'aria-describedby="id_photo-0-caption_error"' in tag(response, "photo-0-caption")
    assert 'aria-describedby="id_photo-1-file_error"' in tag(response, "photo-1-file")


def test_the_last_errors_of_all_are_pointed_at(client, approver, form_page, typed):
    client.force_login(approver)
    values = typed(background="", topics=None, move="endorse")
    response = client.post(form_page.get_url(), values)
    assert dangling(response) == set()
    assert 'aria-describedby="id_background_error text-count"' in tag(response, "background")
    assert 'aria-labelledby="topics-label" aria-describedby="id_topics_error"' in text(response)


@pytest.mark.parametrize("name", ["endorse", "withdraw"])
def test_opinion_and_reason_point_only_at_what_is_there(client, approver, union, name):
    client.force_login(approver)
    handed = SubmissionFactory(union=union, state=SubmissionState.ENDORSING)
    response = client.get(address(handed, name))
    assert dangling(response) == set()
    assert "aria-describedby" not in tag(response, "reason")
    values = {"move": {"endorse": "hand_back", "withdraw": "withdraw"}[name], "reason": "长" * 501}
    response = client.post(address(handed, name), values)
    assert dangling(response) == set()
    assert 'aria-describedby="id_reason_error"' in tag(response, "reason")


def test_the_opinion_has_its_hint_and_its_error(client, approver, union):
    client.force_login(approver)
    handed = SubmissionFactory(union=union, state=SubmissionState.ENDORSING)
    assert 'aria-describedby="id_opinion_helptext"' in tag(
        client.get(address(handed, "endorse")), "opinion"
    )
    values = {"move": "send", "opinion": "", "mark": mark(handed)}
    response = client.post(address(handed, "endorse"), values)
    assert dangling(response) == set()
    assert 'aria-describedby="id_opinion_helptext id_opinion_error"' in tag(response, "opinion")


def test_signing_in_points_only_at_what_is_there(client):
    address = reverse("casestudies:sign_in")
    assert dangling(client.get(address)) == set()
    response = client.post(address, {"username": "", "password": ""})
    assert dangling(response) == set()
    assert 'aria-describedby="id_username_error"' in tag(response, "username")
