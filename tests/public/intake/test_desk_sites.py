"""Which calls a desk shows, in a host of several sites and languages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page, Site

from casestudies.domain.intake.desk import open_calls
from casestudies.models import CaseIndexPage
from tests.factories import CallPageFactory, SubmissionFormPageFactory, home_page

pytestmark = pytest.mark.django_db


def titles(client, address="/casestudies/desk/", **more):
    return [shown.call.title for shown in client.get(address, **more).context["calls"]]


@pytest.fixture
def languages(call, settings):
    """The site in Chinese and in English: a library in each, an open call in the Chinese one."""
    settings.WAGTAIL_I18N_ENABLED = True
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", "中文"), ("en", "E")]
    settings.ROOT_URLCONF = "tests.public.reading.language_urls"
    locale = Locale.objects.create(language_code="en")
    home_page().copy_for_translation(locale).save_revision().publish()
    library = CaseIndexPage.objects.get().copy_for_translation(locale)
    library.save_revision().publish()
    Site.clear_site_root_paths_cache()
    return library


CHINESE, ENGLISH = "/zh-hans/programme/desk/", "/en/programme/desk/"


@pytest.mark.parametrize("address", [CHINESE, ENGLISH])
def test_calls_of_all_languages_are_on_the_desk(client, author, languages, address):
    CallPageFactory(title="Only in English", parent=languages)
    client.force_login(author)
    assert titles(client, address) == ["2025年班组案例征集", "Only in English"]


def translated(call, form_page=None):
    english = call.copy_for_translation(Locale.objects.get(language_code="en"))
    english.title = "Call in English"
    english.save_revision().publish()
    if form_page:
        SubmissionFormPageFactory(call=english)
    return english


def test_a_call_in_two_languages_stands_once_in_the_language_asked(
    client, author, call, form_page, languages
):
    translated(call, form_page)
    client.force_login(author)
    assert titles(client, CHINESE) == ["2025年班组案例征集"]
    assert titles(client, ENGLISH) == ["Call in English"]


def test_a_translation_without_a_form_does_not_hide_the_form(
    client, author, call, form_page, languages
):
    translated(call)
    client.force_login(author)
    assert titles(client, ENGLISH) == ["2025年班组案例征集"]


def test_translations_cost_one_query_more(author, union, call, form_page, languages):
    site = Site.objects.get()
    costs = []
    for _number in range(2):
        open_calls([union], site=site)
        with CaptureQueriesContext(connection) as captured:
            open_calls([union], site=site)
        costs.append(len(captured))
        translated(call, form_page)
        call = CallPageFactory()
    assert costs == [4, 5]


def test_another_sites_calls_are_not_on_the_desk(client, author, call):
    root = Page.objects.get(depth=1).add_child(instance=Page(title="别站", slug="other"))
    Site.objects.create(hostname="other.test", root_page=root)
    there = root.add_child(instance=CaseIndexPage(title="别的案例库", slug="cases"))
    CallPageFactory(title="别站的征集", parent=there)
    client.force_login(author)
    assert titles(client) == ["2025年班组案例征集"]
    assert titles(client, headers={"host": "other.test"}) == ["别站的征集"]


def test_without_a_site_the_calls_of_the_host_are_shown(client, author, call):
    Site.objects.update(is_default_site=False, hostname="elsewhere.test")
    Site.clear_site_root_paths_cache()
    client.force_login(author)
    assert titles(client) == ["2025年班组案例征集"]
