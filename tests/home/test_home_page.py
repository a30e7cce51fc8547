"""The front page and the chrome around every page."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.calls import CallPageFactory
from tests.factories.cases import CasePageFactory
from tests.factories.home import HomePageFactory
from tests.factories.images import ImageFactory
from tests.factories.places import CaseIndexPageFactory


@pytest.fixture(autouse=True)
def home(db):
    page = HomePageFactory()
    CaseIndexPageFactory(slug="cases")
    return page


def front(client):
    response = client.get("/")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_an_empty_site_welcomes_and_says_what_is_to_come(client):
    page = front(client)
    text = page.main.get_text()
    assert page.title.get_text() == "南通职工思想政治工作案例库"
    assert page.h1.get_text() == "南通职工思想政治工作案例库"
    assert "这里收着南通一线班组做思想工作的真事和好办法。" in text
    assert "案例库里还没有案例，案例发布以后会显示在这里。" in text
    assert "案例库由南通市总工会主办。" in text


def test_open_calls_are_called_out_with_their_deadline_and_others_not(client):
    call = CallPageFactory(title="2026年征集", slug="call-2026")
    CallPageFactory(closed=True, title="去年的")
    CallPageFactory(future=True, title="明年的")
    (callout,) = front(client).select(".home-call")
    assert callout.h2.get_text() == "2026年征集"
    assert callout.h2.a["href"] == "/cases/call-2026/"
    assert callout.time["datetime"].startswith(f"{call.closes_at:%Y}")


def test_the_six_newest_cases_and_topics_with_numbers(client):
    for number in range(7):
        CasePageFactory(public=True, title=f"案例{number}", topics=["劳模"])
    page = front(client)
    shown = [each.get_text() for each in page.select(".cs-card h3")]
    assert shown == [f"案例{number}" for number in (6, 5, 4, 3, 2, 1)]
    assert page.select_one(".cs-groups .cs-tag").get_text(" ", strip=True) == "劳模 7"
    assert "看全部7个案例" in page.main.get_text()


def test_queries_are_the_same_for_1_and_30_cases(client):
    counts = []
    for number in (1, 29):
        for _each in range(number):
            CasePageFactory(public=True, topics=["劳模", "产改"], cover=ImageFactory())
        client.get("/")
        with CaptureQueriesContext(connection) as captured:
            front(client)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 10


def test_the_bar_of_the_programme_stands_once_below_the_name_of_the_site(client):
    page = front(client)
    (bar,) = page.select(".cs-bar")
    assert bar.find_previous("header").get_text(strip=True) == "南通职工思想政治工作案例库"
    assert bar.find_parent("main") is None
    assert page.select("form[role=search]") == page.main.select("form[role=search]") != []
    assert client.get("/").cookies == {}


def test_the_chrome_has_landmarks_a_skip_link_and_its_language(client):
    page = front(client)
    assert page.html["lang"] == "zh-hans"
    assert page.body.find("a")["href"] == "#main"
    assert page.find(id="main").name == "main"
    assert page.header
    assert page.nav["aria-label"] == "案例征集"
    assert "南通市总工会宣传教育和网络工作部" in page.footer.get_text()
    levels = [int(each.name[1]) for each in page.find_all(["h1", "h2", "h3"])]
    assert levels[0] == 1
    assert levels.count(1) == 1
