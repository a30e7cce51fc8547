"""案例页面 in the menu: the library the person works in, or a choice of them."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page, Site

from casestudies.domain.installation import EDITORS
from casestudies.models import CaseIndexPage
from tests.backoffice.screen import text_of
from tests.factories import StaffFactory

pytestmark = pytest.mark.django_db

LIBRARY = "casestudies_backoffice:library"


def explorer(page):
    return reverse("wagtailadmin_explore", args=[page.pk])


@pytest.fixture
def second():
    """A library of a second site, first in the tree's order of paths after the first one."""
    root = Page.objects.get(depth=1).add_child(instance=Page(title="别站", slug="other"))
    Site.objects.create(hostname="other.test", root_page=root)
    return root.add_child(instance=CaseIndexPage(title="别站案例库", slug="cases"))


def give(group, page):
    right = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=page, permission=right)


def test_they_lead_to_the_only_library(signed_in, editor, checker):
    response = signed_in(editor).get(reverse(LIBRARY))
    assert response.url == explorer(CaseIndexPage.objects.get())
    assert signed_in(checker).get(reverse(LIBRARY)).status_code == 404


def test_they_lead_to_the_library_a_person_may_edit(signed_in, editor, second):
    group = Group.objects.create(name="别站编辑")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    give(group, second)
    there = StaffFactory(groups=["别站编辑"])
    assert signed_in(there).get(reverse(LIBRARY)).url == explorer(second)
    assert signed_in(editor).get(reverse(LIBRARY)).url == explorer(
        CaseIndexPage.objects.exclude(pk=second.pk).get()
    )


def test_who_edits_several_is_asked_which(signed_in, editor, second):
    give(Group.objects.get(name=EDITORS), second)
    browser = signed_in(editor)
    response = browser.get(reverse(LIBRARY))
    words = text_of(response)
    assert "您可以编辑几个案例库，请选择：" in words
    assert "http://other.test/cases/" in words
    assert "页面语言" not in words
    links = BeautifulSoup(response.content, "html.parser").select("main td a")
    assert [(link.get_text(strip=True), link["href"]) for link in links] == [
        (library.title, explorer(library)) for library in CaseIndexPage.objects.order_by("path")
    ]
    CaseIndexPage.objects.filter(pk=second.pk).update(
        locale=Locale.objects.create(language_code="en")
    )
    assert "页面语言" in text_of(browser.get(reverse(LIBRARY)))


def test_the_choice_costs_the_same_for_many(signed_in, editor, second):
    browser, costs = signed_in(editor), []
    give(Group.objects.get(name=EDITORS), second)
    for number in range(2):
        browser.get(reverse(LIBRARY))
        with CaptureQueriesContext(connection) as captured:
            browser.get(reverse(LIBRARY))
        costs.append(len(captured))
        for more in range(3):
            child = CaseIndexPage(title=f"库{number}{more}", slug=f"cases-{number}-{more}")
            give(Group.objects.get(name=EDITORS), second.get_parent().add_child(instance=child))
    assert costs[0] == costs[1]
