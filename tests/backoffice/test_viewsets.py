"""The tables editors keep: who opens them."""

import pytest
from django.urls import reverse

from casestudies.models import CaseIndexPage, GlossaryTerm, Topic, Union, UnionMember
from tests.backoffice.screen import text_of
from tests.factories import CallPageFactory, MemberFactory, UserFactory

pytestmark = pytest.mark.django_db

TABLES = ["casestudies_union", "casestudies_member", "casestudies_topic", "casestudies_glossary"]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("view", ["index", "add"])
def test_only_editors_open_the_tables(signed_in, editor, reviewer, judge, table, view):
    address = reverse(f"{table}:{view}")
    assert signed_in(editor).get(address).status_code == 200
    for user in (reviewer, judge):
        response = signed_in(user).get(address)
        assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))
    outsider = signed_in(MemberFactory().user).get(address)
    assert outsider.url.startswith(reverse("wagtailadmin_login"))


@pytest.mark.parametrize("table", TABLES)
def test_reviewers_neither_change_nor_delete(signed_in, reviewer, table):
    MemberFactory()
    model = {
        "casestudies_union": Union,
        "casestudies_member": UnionMember,
        "casestudies_topic": Topic,
        "casestudies_glossary": GlossaryTerm,
    }[table]
    row = model.objects.first()
    for view in ("edit", "delete", "history", "usage"):
        response = signed_in(reviewer).post(reverse(f"{table}:{view}", args=[row.pk]), {})
        assert response.status_code in {302, 405}
    assert model.objects.filter(pk=row.pk).exists()


def test_editor_adds_a_union_and_a_person(signed_in, editor):
    browser = signed_in(editor)
    union = {"name": "海门区总工会", "short_name": "海门区", "kind": "county", "sort_order": 3}
    browser.post(reverse("casestudies_union:add"), {**union, "is_active": "on"})
    made = Union.objects.get(name="海门区总工会")
    person = {"union": made.pk, "user": UserFactory().pk, "role": "approver"}
    browser.post(reverse("casestudies_member:add"), person)
    assert UnionMember.objects.get().union == made
    assert "负责人" in text_of(browser.get(reverse("casestudies_member:index")))


def test_editor_changes_the_synonyms_of_a_topic(signed_in, editor):
    topic = Topic.objects.get(name="产改")
    browser = signed_in(editor)
    fields = {
        "name": "产改",
        "group": "建功立业",
        "synonyms": "技能等级\n工匠学院",
        "sort_order": 1,
    }
    browser.post(reverse("casestudies_topic:edit", args=[topic.pk]), {**fields, "description": ""})
    topic.refresh_from_db()
    assert topic.synonym_list == ["技能等级", "工匠学院"]
    assert "技能等级、工匠学院" in text_of(browser.get(reverse("casestudies_topic:index")))


def test_calls_are_listed_for_those_who_edit_pages(signed_in, editor, reviewer):
    CallPageFactory(title="2026年案例征集")
    address = reverse("casestudies_calls:index")
    assert "2026年案例征集" in text_of(signed_in(editor).get(address))
    assert signed_in(reviewer).get(address).status_code == 302


def test_case_pages_lead_to_the_library_in_the_explorer(signed_in, editor, reviewer):
    address = reverse("casestudies_backoffice:library")
    library = CaseIndexPage.objects.get()
    response = signed_in(editor).get(address)
    assert response.url == reverse("wagtailadmin_explore", args=[library.pk])
    assert signed_in(reviewer).get(address).status_code == 404
