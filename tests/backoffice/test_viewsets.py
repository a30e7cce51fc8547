"""The tables editors keep: who opens them."""

import pytest
from django.urls import reverse

from casestudies.models import CaseIndexPage, GlossaryTerm, Topic, Union, UnionMember
from tests.backoffice.screen import text_of
from tests.factories import CallPageFactory, MemberFactory, UnionFactory, UserFactory

pytestmark = pytest.mark.django_db

TABLES = ["casestudies_union", "casestudies_member", "casestudies_topic", "casestudies_glossary"]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("view", ["index", "add"])
def test_only_editors_open_the_tables(signed_in, editor, checker, judge, table, view):
    address = reverse(f"{table}:{view}")
    assert signed_in(editor).get(address).status_code == 200
    for user in (checker, judge):
        response = signed_in(user).get(address)
        assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))
    outsider = signed_in(MemberFactory().user).get(address)
    assert outsider.url.startswith(reverse("wagtailadmin_login"))


@pytest.mark.parametrize("table", TABLES)
def test_checkers_neither_change_nor_delete(signed_in, checker, table):
    MemberFactory()
    model = {
        "casestudies_union": Union,
        "casestudies_member": UnionMember,
        "casestudies_topic": Topic,
        "casestudies_glossary": GlossaryTerm,
    }[table]
    row = model.objects.first()
    for view in ("edit", "delete", "history", "usage"):
        response = signed_in(checker).post(reverse(f"{table}:{view}", args=[row.pk]), {})
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


def test_a_person_acts_for_several_unions_and_once_for_each(signed_in, editor):
    browser = signed_in(editor)
    member = MemberFactory(union__name="如皋市总工会")
    other = UnionFactory(name="如东县总工会")
    add = reverse("casestudies_member:add")
    person = {"user": member.user_id, "role": "approver"}
    assert browser.post(add, {**person, "union": other.pk}).status_code == 302
    again = browser.post(add, {**person, "union": member.union_id})
    assert "此人已经是该单位的成员，请直接修改其角色。" in text_of(again)
    rows = UnionMember.objects.filter(user=member.user).values_list("union__name", "role")
    assert set(rows) == {("如皋市总工会", "author"), ("如东县总工会", "approver")}
    listed = text_of(browser.get(reverse("casestudies_member:index")))
    assert "如皋市总工会" in listed
    assert "如东县总工会" in listed


TERMS = {"group": "建功立业", "description": "", "sort_order": 1}


def test_editor_changes_the_terms_of_a_topic(signed_in, editor):
    topic = Topic.objects.get(name="产改")
    browser = signed_in(editor)
    fields = {
        **TERMS,
        "name": "产改",
        "synonyms": "产业工人改革\r\n\r\n 新时期产改 ",
        "narrower": "能级工资＝能级薪酬\r\n" + "\r\n".join(f"技能{n}级" for n in "一二三四五六"),
        "broader": "民主管理",
    }
    address = reverse("casestudies_topic:edit", args=[topic.pk])
    assert browser.post(address, fields).status_code == 302
    topic.refresh_from_db()
    assert topic.synonyms == "产业工人改革\n新时期产改"
    assert topic.narrower_list[:2] == [["能级工资", "能级薪酬"], ["技能一级"]]
    assert topic.broader_list == ["民主管理"]
    listed = text_of(browser.get(reverse("casestudies_topic:index")))
    assert "产业工人改革、新时期产改" in listed
    assert "能级工资、技能一级、技能二级、技能三级、技能四级、技能五级等" in listed
    assert "职代会、职工代表、厂务公开" in listed


def test_editor_reads_how_the_terms_work(signed_in, editor):
    form = text_of(signed_in(editor).get(reverse("casestudies_topic:add")))
    for words in (
        "其他名称 同一事物的其他名称，一行一个。",
        "同一事物的几个名称写在同一行，用“=”连接，例如：外卖骑手=网约配送员。",
        "以上各项保存以后，下一次搜索就生效。",
    ):
        assert words in form


def test_a_name_of_another_topic_is_refused_with_its_place(signed_in, editor):
    topic = Topic.objects.get(name="产改")
    before = topic.synonyms
    fields = {
        **TERMS,
        "name": "产改",
        "synonyms": "产业工人改革\n女工",
        "narrower": "",
        "broader": "",
    }
    address = reverse("casestudies_topic:edit", args=[topic.pk])
    shown = text_of(signed_in(editor).post(address, fields))
    assert "第 2 行：“女工”已经是标签“女职工”的名称，请只写在一个标签里。" in shown
    topic.refresh_from_db()
    assert topic.synonyms == before


def test_the_list_is_found_by_a_narrower_term(signed_in, editor):
    address = reverse("casestudies_topic:index")
    listed = text_of(signed_in(editor).get(address, {"q": "网约配送员"}))
    assert "新就业形态" in listed
    assert "女职工" not in listed


def test_calls_are_listed_for_those_who_edit_pages(signed_in, editor, checker):
    CallPageFactory(title="2026年案例征集", parent=CaseIndexPage.objects.get())
    address = reverse("casestudies_calls:index")
    assert "2026年案例征集" in text_of(signed_in(editor).get(address))
    assert signed_in(checker).get(address).status_code == 302
