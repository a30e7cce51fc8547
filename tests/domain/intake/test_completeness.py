"""What a dossier must have before it leaves its author."""

import pytest

from casestudies.chinese import count_characters
from casestudies.domain.intake import typed
from casestudies.domain.intake.completeness import Problem, problems_of, require_complete
from casestudies.domain.refusals import Incomplete
from casestudies.models import Submission, SubmissionContact
from casestudies.models.sheet import Heading
from tests.factories import (
    CallPageFactory,
    MemberFactory,
    SubmissionFactory,
    UnionFactory,
    long_text,
    type_in,
)

pytestmark = pytest.mark.django_db

H = Heading
EMPTY = "“%s”没有填写，请补充。"


def told(submission, **options):
    """Return the sentences by the line, or by the heading where they are about all of it."""
    found = {}
    for problem in problems_of(submission, **options):
        place = problem.line.name if problem.line else problem.heading
        found.setdefault(place, []).append(problem.sentence)
    return found


def with_characters(count):
    return SubmissionFactory(
        background=long_text(200),
        process=long_text(200),
        practice=long_text(200),
        effect=long_text(count - 600),
    )


def test_complete_dossier_lacks_nothing():
    assert told(SubmissionFactory(photos=2)) == {}
    require_complete(SubmissionFactory())


def test_blank_dossier_is_told_everything_at_once():
    blank = Submission(call=CallPageFactory(), union=UnionFactory())
    blank.save()
    errors = told(blank, opinion_required=True)
    assert errors == {
        "title": [EMPTY % "案例名称"],
        "implementer": [EMPTY % "实施单位（盖章）"],
        "team": [EMPTY % "班组"],
        "unit_nature": [EMPTY % "单位性质"],
        "employees": [EMPTY % "职工人数"],
        "industry": [EMPTY % "所属行业"],
        "direction": [EMPTY % "案例方向"],
        "background": [EMPTY % "实施背景"],
        "process": [EMPTY % "实施过程"],
        "practice": [EMPTY % "主要做法"],
        "effect": [EMPTY % "工作效果"],
        "address": [EMPTY % "地址"],
        "contact": [EMPTY % "联系人及职务"],
        "phone": [EMPTY % "联系电话"],
        "topics": ["请至少选择一个标签。"],
        "opinion": [EMPTY % "推荐意见"],
        H.TEXT: ["案例简介现有 0 字，比要求的 800 字少 800 字，请补充。"],
    }
    with pytest.raises(Incomplete) as caught:
        require_complete(blank, opinion_required=True)
    assert str(caught.value) == "还有 17 处需要修改，改好后才能报送。"
    assert caught.value.problems == problems_of(blank, opinion_required=True)


def test_a_part_too_long_to_read_is_not_counted_as_empty():
    submission = SubmissionFactory()
    type_in(
        submission, by=MemberFactory(union=submission.union).user, values={"process": "长" * 20_001}
    )
    told_of = told(typed(Submission.objects.get()))
    assert told_of == {"process": ["“实施过程”有 20001 个字符，请控制在 20000 个以内。"]}


@pytest.mark.parametrize("blank", [" ", "\n\t", "\u3000"])
def test_white_space_is_no_answer(blank):
    submission = SubmissionFactory(title=blank, effect=blank, opinion=blank)
    SubmissionContact.objects.filter(submission=submission).update(contact=blank)
    errors = told(Submission.objects.get(pk=submission.pk), opinion_required=True)
    assert {"title", "effect", "contact", "opinion"} <= set(errors)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (799, ["案例简介现有 799 字，比要求的 800 字少 1 字，请补充。"]),
        (800, None),
        (1500, None),
        (1501, ["案例简介现有 1501 字，比允许的 1500 字多 1 字，请删减。"]),
    ],
)
def test_text_within_the_limits_of_the_notice(count, expected):
    submission = with_characters(count)
    assert count_characters(*submission.texts) == count
    assert told(submission).get(H.TEXT) == expected


def test_limits_are_those_of_the_call():
    submission = with_characters(800)
    submission.call.text_min, submission.call.text_max = 900, 1000
    assert told(submission)[H.TEXT] == ["案例简介现有 800 字，比要求的 900 字少 100 字，请补充。"]


@pytest.mark.parametrize("count", [0, 2, 3])
def test_no_photo_or_two_or_three_pass(count):
    assert told(SubmissionFactory(photos=count)) == {}


@pytest.mark.parametrize("count", [1, 4])
def test_one_or_four_photos_are_refused(count):
    assert told(SubmissionFactory(photos=count)) == {
        H.PHOTOS: [f"现有 {count} 张照片。照片可以不交；要交请交 2 至 3 张。"]
    }


def test_each_photo_needs_its_caption():
    submission = SubmissionFactory(photos=3)
    second = submission.photos.all()[1]
    second.caption = "  "
    second.save()
    fresh = Submission.objects.get(pk=submission.pk)
    assert problems_of(fresh) == [
        Problem("第 2 张照片没有文字说明，请写明照片内容。", H.PHOTOS, photo=second)
    ]


def test_a_caption_may_be_200_characters_long():
    submission = SubmissionFactory(photos=2)
    first, second = submission.photos.all()
    first.caption, second.caption = "长" * 200, "长" * 201
    submission.photos = [first, second]
    assert problems_of(submission) == [
        Problem("第 2 张照片：文字说明有 201 个字符，请控制在 200 个以内。", H.PHOTOS, photo=second)
    ]


def test_opinion_is_asked_of_the_approver_only():
    submission = SubmissionFactory(opinion="")
    assert told(submission) == {}
    assert list(told(submission, opinion_required=True)) == ["opinion"]


def test_number_of_employees_may_not_be_left_out():
    assert list(told(SubmissionFactory(employees=None))) == ["employees"]


def test_dossier_without_contact_row_is_asked_for_it():
    submission = SubmissionFactory()
    SubmissionContact.objects.all().delete()
    errors = told(Submission.objects.get(pk=submission.pk))
    assert list(errors) == ["address", "contact", "phone"]
