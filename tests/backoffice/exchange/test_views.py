"""导出 and 导入 in the admin: who may, what is shown, what is written."""

import re
from io import BytesIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from casestudies.backoffice.exchange import sealed, views
from casestudies.models import GlossaryTerm, Topic, Union
from tests.backoffice.screen import text_of, told
from tests.factories import MemberFactory, StaffFactory, UnionFactory

pytestmark = pytest.mark.django_db

TABLES = ["casestudies_union", "casestudies_topic", "casestudies_glossary"]
HEAD = "名称,简称,单位类别,顺序,启用\n"
IMPORT = "casestudies_union:import"


def file(text, name="推荐单位.csv"):
    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())


def look(browser, text, address=IMPORT):
    return browser.post(reverse(address), {"file": file(text)})


def kept(response):
    """What the page keeps of the file for the second step."""
    found = re.search(r'name="sealed" value="([^"]+)"', response.content.decode())
    return found and found[1]


def confirm(browser, text, address=IMPORT):
    return browser.post(reverse(address), {"sealed": text})


def exported(browser, table, kind):
    response = browser.get(reverse(f"{table}:index"), {"export": kind})
    return response, b"".join(response.streaming_content)


@pytest.fixture
def glossary_writer():
    """May change terms, and neither add any nor see other tables."""
    group = Group.objects.create(name="名词")
    group.permissions.add(
        *Permission.objects.filter(codename__in=["access_admin", "change_glossaryterm"])
    )
    return StaffFactory(groups=["名词"])


def test_a_file_is_shown_first_and_written_when_confirmed(signed_in, editor):
    UnionFactory(name="海门区总工会", short_name="", kind="county", sort_order=2)
    UnionFactory(name="如皋市总工会", short_name="如皋", kind="county", sort_order=1)
    browser = signed_in(editor)
    lines = (
        "海门区总工会,海门,县（市）区总工会,2,是\n"
        "如皋市总工会,如皋,县（市）区总工会,1,是\n"
        "教育工会,,产业工会,,是\n"
    )
    page = look(browser, HEAD + lines)
    shown = text_of(page)
    assert "新增 1 行，修改 1 行，没有变化 1 行。还没有写入。" in shown
    assert "修改 (1) 行 名称 变化 2 海门区总工会 简称 海门" in shown
    assert "新增 (1)" in shown
    assert not Union.objects.filter(name="教育工会").exists()
    response = confirm(browser, kept(page))
    assert response.url == reverse("casestudies_union:index")
    assert told(response) == ["导入完成：新增 1 行，修改 1 行，没有变化 1 行。"]
    assert Union.objects.get(name="海门区总工会").short_name == "海门"
    history = reverse("casestudies_union:history", args=[Union.objects.get(name="教育工会").pk])
    assert "从表格“推荐单位.csv”新增" in text_of(browser.get(history))
    again = look(browser, HEAD + lines)
    assert "没有变化：文件里的 3 行与系统里的一样。" in text_of(again)
    assert kept(again) is None


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_goes_out_comes_in_and_changes_nothing(signed_in, editor, table, kind):
    UnionFactory(name="=HYPERLINK(1)", short_name="-1", is_active=False)
    GlossaryTerm.objects.create(term="＠六有", explanation="'=1\r\n+2\x07")
    Topic.objects.filter(name="产改").update(description="一\r\n二", group="@")
    browser = signed_in(editor)
    response, content = exported(browser, table, kind)
    name = table.partition("_")[2].replace("glossary", "glossaryterm")
    assert response["Content-Disposition"] == f'attachment; filename="{name}.{kind}"'
    page = browser.post(reverse(f"{table}:import"), {"file": file(content, f"x.{kind}")})
    assert "没有变化：文件里的" in text_of(page)


def test_no_formula_leaves(signed_in, editor):
    UnionFactory(name="=1+1", short_name="@x")
    browser = signed_in(editor)
    _response, content = exported(browser, "casestudies_union", "xlsx")
    row = load_workbook(BytesIO(content)).active[2][:2]
    assert [(cell.value, cell.data_type) for cell in row] == [("'=1+1", "s"), ("'@x", "s")]
    _response, content = exported(browser, "casestudies_union", "csv")
    assert content.decode("utf-8-sig").splitlines()[1].startswith("'=1+1,'@x,")
    assert content.startswith(b"\xef\xbb\xbf")


def test_the_export_is_narrowed_as_the_list_is(signed_in, editor):
    UnionFactory(name="如皋市总工会")
    UnionFactory(name="海门区总工会")
    response = signed_in(editor).get(
        reverse("casestudies_union:index"), {"q": "海门", "export": "csv"}
    )
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "名称,简称,单位类别,顺序,启用"
    assert [line.partition(",")[0] for line in lines[1:]] == ["海门区总工会"]


def test_problems_are_listed_and_nothing_can_be_confirmed(signed_in, editor):
    page = look(signed_in(editor), HEAD + "教育工会,,乡镇,x,是\n" + ",,,,\n" + "交通工会,,,1,是\n")
    shown = text_of(page)
    assert "有 3 处问题，什么都没有写入。" in shown
    assert "第 2 行「顺序」：要填整数，不能小于 0，也不能太大。" in shown
    assert "第 4 行「单位类别」：不能空着。" in shown
    assert kept(page) is None
    assert not Union.objects.exists()


def test_many_problems_are_counted(signed_in, editor, monkeypatch):
    monkeypatch.setattr(views, "PROBLEMS_LISTED", 2)
    page = look(signed_in(editor), HEAD + "".join(f"第{n}个,,,0,是\n" for n in range(5)))
    assert text_of(page).count("「单位类别」：不能空着。") == 2
    assert "另有 3 处没有列出。" in text_of(page)


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [({}, "请选择文件。"), ({"file": file("")}, "文件是空的。"), ({"sealed": "x"}, None)],
)
def test_without_a_table_one_chooses_again(signed_in, editor, posted, sentence):
    response = signed_in(editor).post(reverse(IMPORT), posted)
    if sentence:
        assert sentence in text_of(response)
        assert "各列怎么填" in text_of(response)
    else:
        assert response.url == reverse(IMPORT)
        assert told(response) == ["这一页打开得太久，或者不是您打开的，请重新选择文件。"]


def test_what_somebody_else_looked_at_cannot_be_confirmed(signed_in, editor, superuser):
    page = look(signed_in(editor), HEAD + "教育工会,,产业工会,,是\n")
    response = confirm(signed_in(superuser), kept(page))
    assert response.url == reverse(IMPORT)
    of_another_table = confirm(signed_in(editor), kept(page), "casestudies_topic:import")
    assert of_another_table.url == reverse("casestudies_topic:import")
    assert not Union.objects.exists()


def test_what_lay_open_too_long_cannot_be_confirmed(signed_in, editor, monkeypatch):
    browser = signed_in(editor)
    page = look(browser, HEAD + "教育工会,,产业工会,,是\n")
    monkeypatch.setattr(sealed, "KEPT", -1)
    assert confirm(browser, kept(page)).url == reverse(IMPORT)
    assert not Union.objects.exists()


def test_a_change_meanwhile_is_shown_before_it_is_written(signed_in, editor):
    old = UnionFactory(name="海门区总工会", short_name="", kind="county", sort_order=2)
    browser = signed_in(editor)
    page = look(browser, HEAD + "海门区总工会,海门,县（市）区总工会,2,是\n")
    Union.objects.filter(pk=old.pk).update(short_name="海门区")
    again = confirm(browser, kept(page))
    assert "在此期间有人改过这张表，还没有写入。请按现在的情况再看一遍。" in text_of(again)
    assert "<del>海门区</del> → <ins>海门</ins>" in " ".join(again.content.decode().split())
    old.refresh_from_db()
    assert old.short_name == "海门区"
    assert confirm(browser, kept(again)).url == reverse("casestudies_union:index")
    old.refresh_from_db()
    assert old.short_name == "海门"


def test_confirming_twice_writes_once(signed_in, editor):
    browser = signed_in(editor)
    page = look(browser, HEAD + "教育工会,,产业工会,,是\n")
    confirm(browser, kept(page))
    assert "没有变化" in text_of(confirm(browser, kept(page)))
    assert Union.objects.count() == 1


def test_what_is_too_much_for_a_form_is_refused(signed_in, editor, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    response = look(signed_in(editor), HEAD + "教育工会,,产业工会,,是\n")
    assert told(response) == ["表格里的文字太多，请分成几个文件。"]


def test_words_of_the_file_are_no_markup(signed_in, editor):
    page = look(
        signed_in(editor), "名词,解释\n<script>x</script>,<b>\n", "casestudies_glossary:import"
    )
    assert "<script>x" not in page.content.decode()
    assert "&lt;script&gt;x&lt;/script&gt;" in page.content.decode()


# --- who may ---------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("view", ["import", "import_template"])
def test_only_those_who_keep_a_table_import_it(
    signed_in, editor, checker, judge, glossary_writer, table, view
):
    address = reverse(f"{table}:{view}")
    assert signed_in(editor).get(address).status_code == 200
    refused = [checker, judge] if "glossary" in table else [checker, judge, glossary_writer]
    for user in refused:
        for response in (signed_in(user).get(address), signed_in(user).post(address)):
            assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))
    outsider = signed_in(MemberFactory().user).get(address)
    assert outsider.url.startswith(reverse("wagtailadmin_login"))


def test_buttons_stand_where_they_lead_somewhere(signed_in, editor, glossary_writer):
    looker = StaffFactory()
    looker.user_permissions.add(
        *Permission.objects.filter(codename__in=["access_admin", "view_glossaryterm"])
    )
    address = reverse("casestudies_glossary:index")
    offered = reverse("casestudies_glossary:import")
    for user, imports, exports in (
        (editor, True, True),
        (glossary_writer, True, False),
        (looker, False, False),
    ):
        page = signed_in(user).get(address).content.decode()
        assert (offered in page, "export=xlsx" in page) == (imports, exports)
        taken = signed_in(user).get(address, {"export": "csv"})
        assert (taken.status_code == 200) is exports


def test_who_may_not_add_is_told_in_the_row(signed_in, glossary_writer):
    page = look(signed_in(glossary_writer), "名词,解释\n五小,x\n", "casestudies_glossary:import")
    assert "第 2 行：这一行要新增内容，您没有新增的权限。" not in text_of(page)
    page = look(signed_in(glossary_writer), "名词,解释\n新词,x\n", "casestudies_glossary:import")
    assert "第 2 行：这一行要新增内容，您没有新增的权限。" in text_of(page)


def test_writing_needs_a_token_of_the_form(editor):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor)
    assert look(browser, HEAD + "教育工会,,产业工会,,是\n").status_code == 403
    assert browser.put(reverse(IMPORT)).status_code in {403, 405}


# --- cost ------------------------------------------------------------------------------


def test_the_list_costs_what_it_did(signed_in, editor):
    UnionFactory()
    browser = signed_in(editor)
    address = reverse("casestudies_union:index")
    browser.get(address)
    numbers = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            browser.get(address)
        numbers.append(len(queries))
        UnionFactory.create_batch(2)
    assert numbers[0] == numbers[1]
