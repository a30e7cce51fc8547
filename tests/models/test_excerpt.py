"""What one reader may read of a dossier."""

import pytest
from django.core.files.base import ContentFile

from casestudies.models import Submission, SubmissionFile, SubmissionPhoto
from casestudies.models.excerpt import Excerpt
from casestudies.models.sheet import Audience
from tests.factories import OPINION, SubmissionFactory, long_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

A = Audience


@pytest.fixture
def sent():
    dossier = SubmissionFactory(title="班前十分钟", photos=2, walk="sent")
    SubmissionPhoto.objects.update(name="江海重工王老师.jpg")
    file = ContentFile(b"%PDF-1.7", name="scan.pdf")
    SubmissionFile.objects.create(submission=dossier, name="盖章.pdf", extension="pdf", file=file)
    return Submission.objects.get()


def test_a_judge_is_not_told_whose_case_it_is(sent):
    excerpt = Excerpt(sent, reader=A.JUDGE)
    assert [str(label) for label, _value in excerpt.rows()] == [
        "案例名称",
        "单位性质",
        "职工人数",
        "所属行业",
        "案例方向",
        "标签",
    ]
    assert [str(label) for label, _text, _count in excerpt.parts()] == [
        "实施背景",
        "实施过程",
        "主要做法",
        "工作效果",
    ]
    assert (excerpt.count(), excerpt.count_fits()) == (1000, True)
    assert [(photo.caption, photo.name) for photo in excerpt.photos()] == [
        ("班前会现场（1）", ""),
        ("班前会现场（2）", ""),
    ]
    assert (excerpt.opinion(), excerpt.has_files, excerpt.files()) == ([], False, [])
    assert (excerpt.value("union"), excerpt.value("phone")) == (None, None)
    assert (excerpt.value("title"), excerpt.number) == ("班前十分钟", sent.number)


def test_readers_get_no_names_of_files_and_no_number(sent):
    excerpt = Excerpt(sent, reader=A.PUBLIC)
    assert [photo.name for photo in excerpt.photos()] == ["", ""]
    assert (excerpt.number, excerpt.files(), excerpt.opinion()) == ("", [], [])
    assert excerpt.value("implementer") == "江海重工有限公司"


def test_the_contact_and_the_scan_are_for_some_of_the_staff(sent):
    personal = {"地址": "南通市工农路1号", "联系人及职务": "王老师 干事"}
    some, all_staff = (
        Excerpt(sent, reader=A.STAFF | A.STAFF_WITH_CONTACT),
        Excerpt(sent, reader=A.STAFF),
    )
    assert personal.items() <= dict(some.rows()).items()
    assert not personal.keys() & dict(all_staff.rows()).keys()
    assert [file.name for file in some.files()] == ["盖章.pdf"]
    assert (all_staff.has_files, all_staff.files()) == (False, [])
    assert [value for _label, value in all_staff.opinion()] == [OPINION]
    assert {photo.name for photo in all_staff.photos()} == {"江海重工王老师.jpg"}


def test_what_was_written_for_readers(sent):
    written = Excerpt(sent, reader=A.PUBLIC).written()
    assert written == [
        "班前十分钟",
        "江海重工有限公司",
        "焊接二班",
        "326",
        *[long_text()] * 4,
        "班前会现场（1）",
        "班前会现场（2）",
    ]
