"""The short address of the newest call."""

from casestudies.models import CaseIndexPage
from tests.factories.calls import CallPageFactory


def test_it_leads_to_the_newest_call(client, home):
    CallPageFactory(closed=True, slug="old")
    CallPageFactory(slug="new")
    library = CaseIndexPage.objects.get()
    response = client.get("/casestudies/calls/latest/")
    assert (response.status_code, response["Location"]) == (302, f"/{library.slug}/new/")


def test_before_the_first_call_it_says_so(client, home):
    response = client.get("/casestudies/calls/latest/")
    assert "还没有征集活动，新的通知发布以后会显示在这里。" in response.content.decode()
