"""Going on from one dossier to the next, within what the list was narrowed by."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from casestudies.enums import Decision, UnionKind
from tests.factories import SubmissionFactory, UnionFactory, send_dossier

pytestmark = pytest.mark.django_db

QUEUE = reverse("casestudies_backoffice:queue")


@pytest.fixture
def queue():
    """Three dossiers, the longest waiting first; the second is of a union of another kind."""
    kinds = (UnionKind.INDUSTRY, UnionKind.GROUP, UnionKind.INDUSTRY)
    dossiers = [
        SubmissionFactory(title=title, union=UnionFactory(kind=kind))
        for title, kind in zip(("甲", "乙", "丙"), kinds, strict=True)
    ]
    for place, dossier in enumerate(dossiers):
        send_dossier(dossier, now=timezone.now() - timedelta(hours=3 - place))
    return dossiers


def address(dossier, within=""):
    plain = reverse("casestudies_backoffice:dossier", args=[dossier.pk])
    return f"{plain}?{urlencode({'within': within})}" if within else plain


def links(response):
    return [a["href"] for a in BeautifulSoup(response.content, "html.parser").select("main a")]


def passing(dossier):
    return {"decision": Decision.PASS, "step": dossier.current_workflow_task_state.pk}


def test_list_hands_its_filters_on_but_not_its_page_and_order(signed_in, checker, queue):
    query = {"kind": "industry", "q": "", "ordering": "title", "p": "1"}
    response = signed_in(checker).get(QUEUE, query)
    assert address(queue[0], "kind=industry&q=") in links(response)
    assert address(queue[0]) in links(signed_in(checker).get(QUEUE, {"p": "1"}))


def test_next_is_the_next_of_the_narrowed_list(signed_in, checker, queue):
    first, second, third = queue
    browser = signed_in(checker)
    assert address(second) in links(browser.get(address(first)))
    within = "kind=industry"
    opened = links(browser.get(address(first, within)))
    assert address(third, within) in opened
    assert address(second) not in opened


def test_decision_leads_on_within_the_list_and_back_to_it(signed_in, checker, queue):
    first, _second, third = queue
    browser, within = signed_in(checker), "kind=industry"
    assert browser.post(address(first, within), passing(first)).url == address(third, within)
    assert browser.post(address(third, within), passing(third)).url == f"{QUEUE}?{within}"


@pytest.mark.parametrize("within", ["call=99999999999999999999", "kind=x", "%00", "q=%00", "&&=&"])
def test_tampered_list_breaks_nothing(signed_in, checker, queue, within):
    browser = signed_in(checker)
    assert browser.get(address(queue[0], within)).status_code == 200
    response = browser.post(address(queue[0], within), passing(queue[0]))
    assert response.status_code == 302
    assert response.url.startswith("/admin/casestudies/")
    assert browser.get(response.url).status_code == 200
