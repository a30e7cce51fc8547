"""The form: blank, saved, wrong, posted twice."""

import re

import pytest
from django.utils import timezone

from casestudies.chinese import count_characters
from casestudies.enums import SubmissionState
from casestudies.models import Submission, SubmissionDraft, SubmissionFile, Topic
from tests.factories import SubmissionFactory, as_typed, uploaded_jpeg

from .pages import address, errors, mark, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

S = SubmissionState


def test_blank_form_has_the_official_labels_in_their_order(client, author, form_page):
    client.force_login(author)
    page = text(client.get(form_page.get_url(), follow=True))
    labels = [
        "推荐单位",
        "案例名称",
        "实施单位（盖章）",
        "班组基本情况",
        "单位性质",
        "职工人数",
        "所属行业",
        "地址",
        "联系人及职务",
        "联系电话",
        "案例方向",
        "标签",
        "案例简介（实施背景、过程、主要做法及工作效果）",
        "实施背景",
        "实施过程",
        "主要做法",
        "工作效果",
        "照片",
    ]
    # The banner above names none of them before the form begins.
    page = page[page.index("<form class=") :]
    places = [page.index(f">{label}") for label in labels]
    assert places == sorted(places)
    assert "崇川区总工会" in page
    assert "800—1500 字（含两头）" in page


def test_saving_a_complete_form_redirects_and_says_when(client, author, form_page, typed):
    client.force_login(author)
    response = client.post(form_page.get_url(), typed())
    submission = as_typed()
    assert response.status_code == 302
    assert response.url == address(submission)
    page = text(client.get(response.url))
    assert f"已保存 {timezone.localtime():%H:}" in page
    assert submission.title == "班前十分钟点亮一整天"
    assert submission.state == S.DRAFT
    assert submission.union.name == "崇川区总工会"
    assert submission.created_by == author
    assert [topic.name for topic in submission.topics.all()] == ["班组建设"]
    assert submission.contact.phone == "0513-85550101"


def test_an_empty_form_is_saved_too(client, author, form_page, union):
    client.force_login(author)
    blank = {"photo-TOTAL_FORMS": 3, "photo-INITIAL_FORMS": 0}
    response = client.post(form_page.get_url(), {"move": "save", "union": union.pk} | blank)
    assert response.status_code == 302
    assert "（尚未填写案例名称）" in text(client.get("/casestudies/desk/"))


def test_wrong_values_are_shown_and_everything_else_is_saved(client, author, form_page, typed):
    client.force_login(author)
    response = client.post(
        form_page.get_url(), typed(employees="三百人", phone="打我手机", title="题" * 121)
    )
    assert response.status_code == 200
    page = text(response)
    assert errors(response) == [
        "“案例名称”有 121 个字符，请控制在 120 个以内。",
        "“职工人数”请填写数字，如 326。",
        "“打我手机”不是有效的联系电话，请填写数字，如 0513-85550101。",
    ]
    assert "还有 3 处需要修改" in page
    for value in ("三百人", "打我手机", "题" * 121):
        assert f'value="{value}"' in page
    assert '<a href="#id_phone">' in page
    field = re.search(r'<input[^>]*id="id_phone"[^>]*>', page)[0]
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_phone_helptext id_phone_error"' in field
    stored = as_typed()
    assert (stored.title, stored.employees, stored.contact.phone) == ("", None, "")
    assert (stored.implementer, stored.contact.address) == ("江海重工有限公司", "南通市工农路1号")
    assert count_characters(*stored.texts) == 1000


def test_a_wrong_value_does_not_wipe_the_stored_one(client, author, union, typed):
    submission = SubmissionFactory(union=union, employees=50)
    client.force_login(author)
    response = client.post(
        address(submission),
        typed(employees="很多", phone="无", direction=None, title="新题目", mark=mark(submission)),
    )
    assert response.status_code == 200
    stored = as_typed()
    assert (stored.title, stored.employees) == ("新题目", None)
    assert set(stored.misread) == {"employees", "phone"}
    kept = Submission.objects.get()
    assert (kept.title, kept.employees) == (submission.title, 50)
    assert kept.contact.phone == "0513-85550101"


def test_posted_twice_makes_one_dossier(client, author, form_page, typed):
    client.force_login(author)
    for _time in range(2):
        response = client.post(
            form_page.get_url(),
            typed()
            | {
                "photo-0-file": uploaded_jpeg(),
                "photo-0-caption": "班前会",
                "scan": uploaded_jpeg(name="盖章.jpg"),
            },
        )
        assert response.status_code == 302
    submission = as_typed()
    assert [photo.caption for photo in submission.photos.all()] == ["班前会"]
    assert SubmissionFile.everything.count() == 1
    assert SubmissionDraft.objects.count() == 1


def test_the_quicker_of_two_posts_wins_and_the_other_is_asked(
    client, author, form_page, typed, monkeypatch
):
    """Both looked for the key before either had stored it."""
    from casestudies.public.intake import views

    client.force_login(author)
    client.post(form_page.get_url(), typed(title="第一次"))
    first = Submission.objects.get()
    look = views.dossier_of_form
    monkeypatch.setattr(
        views,
        "dossier_of_form",
        lambda user, *, call, union, key: Submission(call=call, union=union, key=key),
    )
    response = client.post(form_page.get_url(), typed(title="第二次"))
    monkeypatch.setattr(views, "dossier_of_form", look)
    assert response.status_code == 409
    page = text(response)
    assert "第一次</div>" in page
    assert "第二次</div>" in page
    stored = as_typed()
    assert (stored.pk, stored.title, stored.created_by) == (first.pk, "第一次", author)


def test_a_key_of_another_union_is_not_found(client, foreign, form_page, typed):
    theirs = SubmissionFactory()
    before = theirs.title
    client.force_login(foreign)
    response = client.post(form_page.get_url(), typed(key=theirs.key, union=None))
    assert response.status_code == 404
    assert Submission.objects.get().title == before


def test_the_back_button_leads_to_the_saved_form(client, author, foreign, form_page, typed):
    key = typed()["key"]
    client.force_login(author)
    url = f"{form_page.get_url()}?key={key}"
    assert f'name="key" value="{key}"' in text(client.get(url))
    client.post(url, typed())
    assert client.get(url).url == address(Submission.objects.get())
    client.force_login(foreign)
    assert client.get(url).status_code == 404


def test_an_unreadable_key_still_saves(client, author, form_page, typed):
    client.force_login(author)
    assert client.post(form_page.get_url(), typed(key="not-a-key")).status_code == 302
    assert as_typed().title


def test_buttons_fit_the_role(client, author, approver, form_page):
    client.force_login(author)
    page = text(client.get(form_page.get_url(), follow=True))
    assert page.index("保存草稿") < page.index("交负责人审签</button>")
    assert "下一步：填写推荐意见并报送" not in page
    client.force_login(approver)
    page = text(client.get(form_page.get_url(), follow=True))
    assert "下一步：填写推荐意见并报送" in page
    assert "交负责人审签</button>" not in page


def test_a_second_click_after_handing_over_leads_to_the_dossier(client, author, form_page, typed):
    client.force_login(author)
    for _time in range(2):
        response = client.post(
            form_page.get_url(),
            typed(move="hand_over")
            | {
                "photo-0-file": uploaded_jpeg(),
                "photo-0-caption": "一",
                "photo-1-file": uploaded_jpeg(colour=(1, 2, 3)),
                "photo-1-caption": "二",
            },
        )
        assert response.status_code == 302
    assert Submission.objects.get().state == S.ENDORSING


def test_words_typed_while_a_colleague_sent_are_shown_not_stored(client, author, union, typed):
    submission = SubmissionFactory(union=union, walk="sent")
    title = submission.title
    client.force_login(author)
    response = client.post(address(submission), typed(title="来不及的题目"))
    page = text(response)
    assert "您刚才的修改没有保存。您填写的内容还在本页" in page
    assert 'value="来不及的题目"' in page
    assert "保存草稿</button>" not in page
    assert Submission.objects.get().title == title


def test_a_topic_chosen_too_late_is_not_lost_without_a_word(client, author, union, typed):
    submission = SubmissionFactory(union=union, walk="sent")
    client.force_login(author)
    stored = {
        name: getattr(submission, name)
        for name in ("title", "implementer", "team", "background", "process", "practice", "effect")
    }
    stored |= {"direction": submission.direction_id, "contact": "王老师 干事"}
    assert client.post(address(submission), typed(**stored)).status_code == 302
    other = Topic.objects.get(name="劳模").pk
    response = client.post(address(submission), typed(**stored, topics=[other]))
    assert "您刚才的修改没有保存。" in text(response)


def test_returned_dossier_shows_reason_and_due_day(client, author, union):
    submission = SubmissionFactory(union=union, walk="returned")
    client.force_login(author)
    page = text(client.get(address(submission)))
    due = timezone.localtime(submission.due_at)
    assert f"请于 {due.year}年{due.month}月{due.day}日 {due:%H:%M} 前修改后重新报送。" in page
    assert "理由：请补充工作成效的数据。" in page
    assert "保存草稿</button>" in page


def test_what_cannot_be_read_is_shown_again_as_it_was_typed(client, author, form_page, typed):
    client.force_login(author)
    client.post(form_page.get_url(), typed(employees="326人"))
    response = client.get(address(as_typed()))
    assert errors(response) == ["“职工人数”请填写数字，如 326。"]
    page = text(response)
    assert 'value="326人"' in page
    assert f"已保存 {timezone.localtime():%H:}" in page
    assert 'value="班前十分钟点亮一整天"' in page
    client.post(address(as_typed()), typed(employees="326", mark=mark(as_typed())))
    assert errors(client.get(address(as_typed()))) == []


def test_a_returned_dossier_shows_its_union_what_was_typed_last(client, author, union, typed):
    submission = SubmissionFactory(union=union, walk="returned", title="报送的题目")
    client.force_login(author)
    opened = mark(submission)
    values = typed(title="改过的题目", direction=submission.direction_id, mark=opened)
    assert client.post(address(submission), values).status_code == 302
    assert 'value="改过的题目"' in text(client.get(address(submission)))
    desk = text(client.get("/casestudies/desk/"))
    assert "改过的题目</a>" in desk
    assert "报送的题目" not in desk
    assert Submission.objects.get().title == "报送的题目"
