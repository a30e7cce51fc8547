"""The programme's pages inside base templates of other people's making."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader import render_to_string

from casestudies.public import frame
from casestudies.public.frame import blocks_of
from tests.factories import SubmissionFactory
from tests.factories.calls import CallPageFactory
from tests.factories.cases import CasePageFactory
from tests.factories.home import HomePageFactory
from tests.factories.places import CaseIndexPageFactory

#: As Wagtail's project template has it, shortened.
WAGTAIL = """<html><head><title>{% block title %}{{ page.title }}{% endblock %} - Host</title>
<link rel="stylesheet" href="/host.css">{% block extra_css %}<style id="own"></style>{% endblock %}
</head><body class="{% block body_class %}{% endblock %}">{% block content %}{% endblock %}
<script src="/host.js"></script>{% block extra_js %}{% endblock %}</body></html>"""
#: One block and no more.
BARE = "<html><head><title>Host</title></head><body>{% block content %}{% endblock %}</body></html>"


@pytest.fixture
def host(settings, tmp_path):
    """Makes templates of the host by name; the last is its base."""

    def write(**templates):
        for name, text in templates.items():
            (tmp_path / f"{name}.html").write_text(text, "utf-8")
        (engine,) = settings.TEMPLATES
        settings.TEMPLATES = [engine | {"DIRS": [tmp_path]}]
        base = f"{list(templates)[-1]}.html"
        settings.CASESTUDIES = settings.CASESTUDIES | {"BASE_TEMPLATE": base}
        return base

    return write


@pytest.fixture
def site(db):
    HomePageFactory()
    CaseIndexPageFactory(slug="cases")
    CasePageFactory(public=True, slug="one", introduction="老办法", topics=["劳模"])
    CallPageFactory(slug="call")


PAGES = [
    "/cases/",
    "/cases/one/",
    "/cases/call/",
    "/casestudies/topics/",
    "/casestudies/topics/劳模/",
    "/casestudies/sign-in/",
]


def soup(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize("address", PAGES)
def test_in_wagtails_project_template_the_host_keeps_its_own(client, site, host, address):
    host(base=WAGTAIL)
    page = soup(client, address)
    assert page.head.find(id="own")
    assert page.head.find("link", href="/static/casestudies/css/tokens.css")
    assert page.body.find("link") is None
    assert page.title.get_text().endswith(" - Host")
    assert page.body.select_one(".cs-page h1")


@pytest.mark.parametrize("address", PAGES)
def test_one_block_is_enough(client, site, host, address):
    host(base=BARE)
    page = soup(client, address)
    assert page.head.find("link") is None
    assert page.body.find("link", href="/static/casestudies/css/tokens.css")
    assert page.body.select_one(".cs-page h1")
    assert page.body.find("meta") is None


def test_a_page_brings_its_own_style_sheets_and_scripts(client, site, host, installed, author):
    host(base=BARE)
    client.force_login(author)
    assert soup(client, "/cases/").body.find("link", href="/static/casestudies/css/list.css")
    assert soup(client, "/casestudies/desk/").body.find(
        "link", href="/static/casestudies/css/desk.css"
    )


@pytest.mark.parametrize("base", [WAGTAIL, BARE])
def test_the_bar_comes_with_the_page(client, site, host, base):
    host(base=base)
    assert len(soup(client, "/cases/").select(".cs-bar")) == 1


def test_a_host_has_a_better_place_for_the_bar(client, site, host):
    host(base="<nav>{% block casestudies_bar %}{% endblock %}</nav>" + BARE)
    page = soup(client, "/cases/")
    assert len(page.select(".cs-bar")) == len(page.select("nav > .cs-bar")) == 1


def test_a_host_leaves_the_bar_out(client, site, host, tmp_path):
    (tmp_path / "casestudies").mkdir()
    without = '{% extends "casestudies/base.html" %}{% block casestudies_bar %}{% endblock %}'
    (tmp_path / "casestudies" / "base.html").write_text(without, "utf-8")
    host(base=BARE)
    page = soup(client, "/cases/")
    assert page.select(".cs-bar") == []
    assert page.select_one(".cs-page h1")


def test_a_refusal_is_read_in_a_host_that_shows_no_messages(client, site, host, union, author):
    dossier = SubmissionFactory(union=union)
    client.force_login(author)
    host(base=BARE)
    address = f"/casestudies/dossiers/{dossier.key}/withdraw/"
    response = client.post(address, {"union": union.pk, "move": "withdraw"}, follow=True)
    page = BeautifulSoup(response.content, "html.parser")
    (notice,) = page.select(".cs-messages .cs-notice--error")
    assert notice["role"] == "alert"
    assert notice.get_text()


def test_another_name_of_the_base_is_heard(client, site, host):
    host(base="<b>never</b>", main="<i>Gewerkschaft</i>{% block content %}{% endblock %}")
    assert soup(client, "/cases/").i.get_text() == "Gewerkschaft"


def test_a_missing_base_fails_loudly(client, site, settings):
    settings.CASESTUDIES = settings.CASESTUDIES | {"BASE_TEMPLATE": "nowhere.html"}
    with pytest.raises(TemplateDoesNotExist, match=r"nowhere\.html"):
        client.get("/cases/")


def test_a_page_rendered_without_its_frame_fails_loudly():
    with pytest.raises(TemplateSyntaxError, match=r"casestudies\.base"):
        render_to_string("casestudies/public/reading/topics.html", {"groups": []})


#: Django's shortcuts; a method of that name is something else.
RENDERS = re.compile(r"(?<!def )(?<!\.)\brender\(|render_to_string")


def test_every_public_page_is_rendered_in_the_frame():
    folder = Path(frame.__file__).parent
    loose = [
        path.name
        for path in folder.rglob("*.py")
        if path.name != "frame.py"
        and re.search(r"(?<!def )(?<!\.)\brender\(|render_to_string", path.read_text())
    ]
    assert loose == []


# --- which blocks are shown ----------------------------------------------------------------


INNER = "{% block x %}{% block y %}{% endblock %}{% endblock %}"
CHILD = '{% extends "a.html" %}'


@pytest.mark.parametrize(
    ("templates", "shown"),
    [
        ([INNER], {"x", "y"}),
        (["{% if b %}{% for c in d %}{% block x %}{% endblock %}{% endfor %}{% endif %}"], {"x"}),
        # A block of a child that its parent has no place for is never shown.
        ([INNER, CHILD + "{% block z %}{% endblock %}"], {"x", "y"}),
        # Nor is what a child leaves out, but for what it takes from its parent.
        ([INNER, CHILD + "{% block x %}{% block z %}{% endblock %}{% endblock %}"], {"x", "z"}),
        ([INNER, CHILD + "{% block x %}{{ block.super }}{% endblock %}"], {"x", "y"}),
        ([INNER, CHILD + "{% block y %}{% endblock %}"], {"x", "y"}),
        # Blocks of an included template are its own.
        ([INNER, '{% include "a.html" %}'], set()),
        (["{% extends chosen %}{% block x %}{% endblock %}"], {"x"}),
    ],
)
def test_blocks_that_are_shown(host, templates, shown):
    assert blocks_of(host(**dict(zip("ab", templates, strict=False)))) == shown


def test_blocks_are_looked_for_once(host):
    name = host(base=BARE)
    assert blocks_of(name) is blocks_of(name)
