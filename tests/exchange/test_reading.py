"""From the bytes of a file to rows: what offices save, and what somebody makes up."""

import datetime

import pytest
from django.utils.translation import override
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.formula import ArrayFormula

from casestudies.exchange.reading import MOST_MB, read_table
from casestudies.exchange.rows import MOST_ROWS, Row, Unreadable
from casestudies.exchange.tables import GLOSSARY, TOPICS, UNIONS
from casestudies.exchange.template import template_of
from tests.exchange.sheets import part_of, with_part, workbook, written

HEAD = ("名词", "解释")
SHEET = "xl/worksheets/sheet1.xml"
NO_TABLE = "这不是表格文件，请选择存为 .xlsx 或 .csv 的文件。"


def cells(content, table=GLOSSARY):
    found = read_table(content, table)
    assert found.problems == []
    return [row.cells for row in found.rows]


def problems(content, table=GLOSSARY):
    return [str(problem) for problem in read_table(content, table).problems]


def refusal(content, table=GLOSSARY):
    with pytest.raises(Unreadable) as refused:
        read_table(content, table)
    return str(refused.value)


CSV = "名词,解释\n五小,小发明、小创造。\n"


@pytest.mark.parametrize(
    "content",
    [
        CSV.encode(),
        CSV.encode("utf-8-sig"),
        CSV.encode("gb18030"),
        CSV.replace("\n", "\r\n").encode(),
        CSV.replace("\n", "\r").encode(),
        CSV.replace(",", "\t").encode("gb18030"),
        CSV.replace(",", ";").encode(),
        "解释,名词\n小发明、小创造。,五小\n".encode(),
        ' 名词 ,"解\n释"\n五小,小发明、小创造。\n'.encode(),
        workbook(HEAD, ("五小", "小发明、小创造。")),
        workbook(HEAD, (" 五小\u3000", "小发明、小创造。\r\n")),
    ],
)
def test_what_offices_save_is_read(content):
    assert cells(content) == [("五小", "小发明、小创造。")]


def test_headings_are_known_in_english_too():
    assert cells(b"Term,Explanation\nA,B\n") == [("A", "B")]
    with override("en"):
        assert cells(CSV.encode()) == [("五小", "小发明、小创造。")]


def test_rows_keep_their_numbers_and_blank_ones_are_passed_over():
    content = workbook(HEAD, (), ("五小", "甲"), (None, "  "), ("六有", "乙\n丙"))
    assert read_table(content, GLOSSARY).rows == [
        Row(3, ("五小", "甲")),
        Row(5, ("六有", "乙\n丙")),
    ]
    text = '名词,解释\n\n"五\n小",甲\n六有,乙\n'
    assert [row.number for row in read_table(text.encode(), GLOSSARY).rows] == [3, 4]


def test_numbers_are_text_as_a_person_sees_them():
    content = workbook(HEAD, (12351, 1.5), (2.0, True), (-1, False))
    assert cells(content) == [("12351", "1.5"), ("2", "是"), ("-1", "否")]


def test_guarded_text_comes_back():
    assert cells(workbook(HEAD, ("'=1+1", "'-5"))) == [("=1+1", "-5")]
    assert cells("名词,解释\n'=1+1,'@x\n".encode()) == [("=1+1", "@x")]


def test_cells_that_cannot_be_taken_are_told():
    book = Workbook()
    book.active.append(HEAD)
    book.active.append(("=1+1", datetime.date(2026, 3, 1)))
    book.active.append((10**17, datetime.time(1, 2)))
    book.active.append(("#REF!", "x"))
    book.active["A4"].data_type = "e"
    book.active["A5"] = ArrayFormula("A5:A5", "=SUM(1)")
    book.active["B5"] = "x"
    book.active["D6"] = "多出来的"
    date = "表格软件把内容变成了日期或时间，请把单元格设为“文本”格式后重新填写。"
    formula = "单元格里是公式，请改成数值或文字。"
    long = "数字太长，表格软件记不全，请把单元格设为“文本”格式后重新填写。"
    assert problems(written(book)) == [
        f"第 2 行「名词」：{formula}",
        f"第 2 行「解释」：{date}",
        f"第 3 行「名词」：{long}",
        f"第 3 行「解释」：{date}",
        "第 4 行「名词」：单元格里是错误值（#REF!）。",
        f"第 5 行「名词」：{formula}",
        "第 6 行：第 4 格有内容，但是上面没有列名。",
    ]
    assert problems("名词,解释\n五\x07小,x\n".encode()) == [
        "第 2 行「名词」：里面有看不见的控制字符，请重新输入。"
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "文件是空的。"),
        (b" \r\n\n", "文件是空的。"),
        (workbook(), "文件是空的。"),
        (CSV.partition("\n")[0].encode(), "列名下面没有内容。"),
        (workbook(HEAD), "列名下面没有内容。"),
        (b"\x89PNG\r\n\x1a\n\0\0", NO_TABLE),
        (CSV.encode("utf-16"), NO_TABLE),
        (b"PK\x03\x04 not an archive", NO_TABLE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..", "这是旧格式的文件，请另存为 .xlsx 或 .csv。"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "文件设有密码，请取消密码，重新保存。",
        ),
        (b"a" * (MOST_MB * 1024 * 1024 + 1), "文件超过 5 MB。"),
        ("推荐单位名单\n名词,解释\n".encode(), "第 1 行应当是列名：名词、解释。"),
        ("名词\n五小\n".encode(), "第 1 行缺少这些列：解释。"),
        (
            "名词,名词,备注,=cmd\nx,y,z,z\n".encode(),
            "第 1 行缺少这些列：解释。 第 1 行有重复的列：名词。 "
            "第 1 行有不认识的列：备注、=cmd，请改成模板里的列名，或者删去。",
        ),
        ('名词,解释\n"五小,x\n'.encode(), "第 2 行附近引号不成对，或者有一格内容太长。"),
        (
            f"名词,解释\n五小,{'长' * 140_000}\n".encode(),
            "第 2 行附近引号不成对，或者有一格内容太长。",
        ),
        (
            workbook(HEAD, ("五小", "x"), 二月=[("六有", "y")]),
            "文件里有几张工作表（Sheet、二月），请只留要导入的一张。",
        ),
        (workbook(HEAD, ("五小", *"x" * 60)), "表格超过 50 列。"),
    ],
)
def test_what_is_no_such_table_is_refused_with_what_to_do(content, sentence):
    assert refusal(content) == sentence


def test_empty_sheets_beside_it_do_not_matter():
    assert cells(workbook(HEAD, ("五小", "x"), Sheet2=[], 填写说明=[("a",)])) == [("五小", "x")]


def test_merged_cells_are_refused():
    book = load_workbook_of(workbook(HEAD, ("五小", "x"), ("六有", "y")))
    book.active.merge_cells("B2:B3")
    assert refusal(written(book)) == "有合并的单元格（B2:B3），请取消合并，每一格都填上。"


def load_workbook_of(content):
    from io import BytesIO

    return load_workbook(BytesIO(content))


# --- what somebody makes up ------------------------------------------------------------


def test_100_000_rows_are_refused_before_they_are_read():
    text = "名词,解释\n" + "".join(f"词{n},释\n" for n in range(100_000))
    sentence = f"表格超过 {MOST_ROWS} 行，请分成几个文件。"
    assert refusal(text.encode()) == sentence
    assert refusal(workbook(HEAD, *((f"词{n}", "释") for n in range(3000)))) == sentence
    most = workbook(HEAD, *((f"词{n}", "释") for n in range(MOST_ROWS)))
    assert len(cells(most)) == MOST_ROWS


def test_a_bomb_of_a_zip_is_not_unpacked():
    content = with_part(workbook(HEAD), "xl/media/x.bin", bytes(21 * 1024 * 1024))
    assert len(content) < 100_000
    assert refusal(content) == "文件解压以后超过 20 MB。"


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_with_entities_is_no_table(encoding):
    plain = workbook(HEAD, ("五小", "x"))
    text = part_of(plain, SHEET).decode().partition("?>")[2] or part_of(plain, SHEET).decode()
    bomb = f'<?xml version="1.0" encoding="{encoding}"?>{BOMB}{text}'.encode(encoding)
    assert refusal(with_part(plain, SHEET, bomb)) == NO_TABLE


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.XML", "xl/theme.dat"])
def test_so_it_is_whatever_the_part_is_called(name):
    assert refusal(with_part(workbook(HEAD), name, BOMB.encode())) == NO_TABLE


def test_so_it_is_in_letters_that_hide_it():
    hidden = b'<?xml version="1.0" encoding="cp037"?>' + BOMB.encode("cp037")
    assert refusal(with_part(workbook(HEAD), SHEET, hidden)) == NO_TABLE


def test_a_broken_workbook_is_no_table():
    plain = workbook(HEAD, ("五小", "x"))
    place = plain.index(b"xl/workbook.xml") + len(b"xl/workbook.xml")
    damaged = plain[:place] + bytes(40) + plain[place + 40 :]
    assert refusal(damaged) == NO_TABLE
    assert refusal(with_part(plain, SHEET, b"<worksheet>")) == NO_TABLE
    assert refusal(with_part(plain, "xl/workbook.xml", b"")) == NO_TABLE


def test_a_row_that_claims_to_be_the_last_of_all_costs_nothing():
    plain = workbook(HEAD, ("五小", "x"))
    text = part_of(plain, SHEET).replace(b'r="2"', b'r="1048576"').replace(b'"A2"', b'"A1048576"')
    text = text.replace(b'"B2"', b'"B1048576"')
    assert read_table(with_part(plain, SHEET, text), GLOSSARY).rows == [Row(1048576, ("五小", "x"))]


# --- the template ----------------------------------------------------------------------


@pytest.mark.parametrize("table", [TOPICS, GLOSSARY, UNIONS], ids=lambda table: table.name)
def test_the_template_has_headings_and_a_sheet_that_explains_them(table):
    content = template_of(table)
    assert refusal(content, table) == "列名下面没有内容。"
    first, second = load_workbook_of(content).worksheets
    headings = [column.heading for column in table.columns]
    assert [cell.value for cell in first[1]] == headings
    assert [cell.value for cell in second["A"]][: len(headings)] == headings
    assert second.title == "填写说明"


def test_a_filled_in_template_is_read():
    book = load_workbook_of(template_of(UNIONS))
    book.worksheets[0].append(("教育工会", None, "产业工会", 3, "是"))
    assert cells(written(book), UNIONS) == [("教育工会", "", "产业工会", "3", "是")]
