"""Two people, or two tabs, on one draft: nothing of either is lost, nothing is overwritten."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from casestudies.domain import intake
from casestudies.enums import SubmissionState
from casestudies.models import Submission, SubmissionFile, SubmissionPhoto
from tests.factories import SubmissionFactory, as_typed, type_in, uploaded_jpeg

from .pages import address, errors, filled, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

S = SubmissionState


@pytest.fixture
def draft(union):
    return SubmissionFactory(union=union, title="原来的题目", photos=2)


@pytest.fixture
def mine(client, author):
    client.force_login(author)
    return client


@pytest.fixture
def theirs(approver):
    browser = Client()
    browser.force_login(approver)
    return browser


def opened(browser, dossier, **changes):
    """A form that was opened, and what is typed in it now."""
    return filled(browser.get(address(dossier))) | {"move": "save"} | changes


def post(browser, dossier, form):
    return browser.post(address(dossier), form)


def chosen(response, **choices):
    """The page of two texts, with a choice for each line asked about."""
    answers = {f"choose-{name}": answer for name, answer in choices.items()}
    return filled(response) | answers | {"move": "save"}


def captions():
    return [photo.caption for photo in as_typed().photos.all()]


def test_both_texts_are_shown_and_neither_is_overwritten(mine, theirs, draft):
    my_form = opened(mine, draft, title="我的题目", effect="我的效果")
    post(theirs, draft, opened(theirs, draft, title="同事的题目"))
    response = post(mine, draft, my_form)
    assert response.status_code == 409
    page = text(response)
    assert "这份材料在您填写期间有人保存过，请选择保留哪一种写法。" in page
    assert "同事的题目</div>" in page
    assert "我的题目</div>" in page
    assert [choice.name for choice in response.context["choices"]] == ["title"]
    assert as_typed().title == "同事的题目"
    assert as_typed().effect == draft.effect


@pytest.mark.parametrize(("answer", "title"), [("theirs", "同事的题目"), ("mine", "我的题目")])
def test_what_is_chosen_is_saved_with_all_that_nobody_else_changed(
    mine, theirs, draft, answer, title
):
    my_form = opened(mine, draft, title="我的题目", effect="我的效果")
    post(theirs, draft, opened(theirs, draft, title="同事的题目", process="同事的过程"))
    response = post(mine, draft, my_form)
    assert "以下栏目只有对方改过，按已保存的保留：实施过程。" in text(response)
    assert post(mine, draft, chosen(response, title=answer)).status_code == 302
    stored = as_typed()
    assert (stored.title, stored.effect, stored.process) == (title, "我的效果", "同事的过程")


def test_both_of_two_long_texts_can_be_kept(mine, theirs, draft):
    my_form = opened(mine, draft, practice="我写的做法")
    post(theirs, draft, opened(theirs, draft, practice="同事写的做法"))
    response = post(mine, draft, my_form)
    post(mine, draft, chosen(response, practice="both"))
    assert as_typed().practice.split() == ["同事写的做法", "我写的做法"]


def test_lines_that_only_one_changed_merge_by_themselves(mine, theirs, draft):
    my_form = opened(mine, draft, effect="我的效果")
    post(
        theirs,
        draft,
        opened(theirs, draft, title="同事的题目", **{"photo-0-caption": "同事的说明"}),
    )
    response = mine.post(address(draft), my_form, follow=True)
    assert "这期间有人改动了：案例名称、照片，改动已并入本页，请核对。" in text(response)
    stored = as_typed()
    assert (stored.title, stored.effect) == ("同事的题目", "我的效果")
    assert captions() == ["同事的说明", "班前会现场（2）"]
    # The form that follows shows what was merged, so that the next save overwrites nothing.
    again = filled(response) | {"move": "save"}
    assert again["title"] == ["同事的题目"]
    post(mine, draft, again)
    assert as_typed().title == "同事的题目"


def test_text_merged_in_is_not_handed_over_unread(mine, theirs, draft):
    my_form = opened(mine, draft, effect="我的效果" * 60, move="hand_over")
    post(theirs, draft, opened(theirs, draft, title="同事的题目"))
    response = post(mine, draft, my_form)
    assert response.status_code == 409
    page = text(response)
    assert "已保存，但没有交负责人审签：这期间有人改动了这份材料，请重新阅读。" in page
    assert "原来的题目</del>" in page
    assert "同事的题目</ins>" in page
    assert [str(each.label) for each in response.context["changes"]] == ["案例名称"]
    assert Submission.objects.get().state == S.DRAFT
    assert as_typed().effect == "我的效果" * 60
    post(mine, draft, filled(response) | {"move": "hand_over"})
    assert Submission.objects.get().state == S.ENDORSING


def test_a_scan_added_meanwhile_is_not_handed_over_unseen(mine, author, approver, draft):
    my_form = opened(mine, draft, move="hand_over")
    type_in(draft, by=approver, scan=SimpleUploadedFile("同事的.pdf", b"%PDF-1.7"))
    response = post(mine, draft, my_form)
    assert response.status_code == 409
    assert "同事的.pdf</ins>" in text(response)
    assert Submission.objects.get().state == S.DRAFT


def test_uploads_of_a_refused_save_are_kept(mine, theirs, draft):
    my_form = opened(mine, draft, title="我的题目") | {
        "photo-2-file": uploaded_jpeg("我的.jpg", colour=(1, 2, 3)),
        "photo-2-caption": "我的照片",
        "scan": SimpleUploadedFile("我的.pdf", b"%PDF-1.7"),
    }
    post(theirs, draft, opened(theirs, draft, title="同事的题目"))
    response = post(mine, draft, my_form)
    assert response.status_code == 409
    assert "您选的照片已经存好，不用重新选择：" in text(response)
    assert len(captions()) == 2
    post(mine, draft, chosen(response, title="mine"))
    assert captions() == ["班前会现场（1）", "班前会现场（2）", "我的照片"]
    assert SubmissionFile.everything.get().name == "我的.pdf"


def test_two_captions_of_one_photo(mine, theirs, draft):
    first = draft.photos.first()
    my_form = opened(mine, draft, **{"photo-0-caption": "我的说明"})
    post(theirs, draft, opened(theirs, draft, **{"photo-0-caption": "同事的说明"}))
    response = post(mine, draft, my_form)
    page = text(response)
    assert "同事的说明</div>" in page
    assert "我的说明</div>" in page
    assert "只有对方改过" not in page
    post(mine, draft, chosen(response, **{str(first.pk): "theirs"}))
    assert captions() == ["同事的说明", "班前会现场（2）"]


@pytest.mark.parametrize(("answer", "left"), [("theirs", 2), ("mine", 1)])
def test_a_photo_one_removed_while_the_other_wrote_about_it(mine, theirs, draft, answer, left):
    first = draft.photos.first()
    my_form = opened(mine, draft, **{"photo-0-DELETE": "on"})
    post(theirs, draft, opened(theirs, draft, **{"photo-0-caption": "同事的说明"}))
    response = post(mine, draft, my_form)
    assert "按您的操作删除这张照片" in text(response)
    post(mine, draft, chosen(response, **{str(first.pk): answer}))
    assert len(captions()) == left
    assert ("同事的说明" in captions()) == (left == 2)


def test_words_about_a_photo_taken_away_meanwhile_stay(mine, theirs, draft):
    my_form = opened(mine, draft, **{"photo-0-caption": "我认真写的说明"})
    post(theirs, draft, opened(theirs, draft, **{"photo-0-DELETE": "on"}))
    page = mine.post(address(draft), my_form, follow=True)
    assert 'value="我认真写的说明"' in text(page)
    assert errors(page) == ["第 2 张的文字说明没有照片，请选择照片，或删去文字说明。"]
    assert captions() == ["班前会现场（2）"]


def test_photos_that_both_added_are_all_kept(mine, theirs, draft):
    def with_photo(browser, name, colour):
        photo = uploaded_jpeg(f"{name}.jpg", colour=colour)
        return opened(browser, draft) | {"photo-2-file": photo, "photo-2-caption": name}

    my_form = with_photo(mine, "我的", (1, 2, 3))
    post(theirs, draft, with_photo(theirs, "同事的", (3, 2, 1)))
    assert post(mine, draft, my_form).status_code == 302
    assert captions() == ["班前会现场（1）", "班前会现场（2）", "我的", "同事的"]


def test_a_choice_left_out_is_asked_for_again(mine, theirs, draft):
    my_form = opened(mine, draft, title="我的题目", effect="我的效果")
    post(theirs, draft, opened(theirs, draft, title="同事的题目", effect="同事的效果"))
    response = post(mine, draft, my_form)
    response = post(mine, draft, chosen(response, title="mine"))
    assert response.status_code == 409
    assert "请为“工作效果”选择一种写法。" in text(response)
    assert as_typed().title == "同事的题目"
    post(mine, draft, chosen(response, effect="theirs"))
    assert (as_typed().title, as_typed().effect) == ("我的题目", "同事的效果")


def test_a_third_save_while_one_chooses_is_asked_about_too(mine, theirs, draft):
    my_form = opened(mine, draft, title="我的题目")
    post(theirs, draft, opened(theirs, draft, title="同事的题目"))
    page = post(mine, draft, my_form)
    post(theirs, draft, opened(theirs, draft, title="同事又改了"))
    response = post(mine, draft, chosen(page, title="mine"))
    assert response.status_code == 409
    assert "同事又改了</div>" in text(response)
    assert as_typed().title == "同事又改了"


def test_a_stale_tab_after_a_return_overwrites_nothing(mine, author, approver, draft):
    stale = opened(mine, draft, title="很久以前的标签页")
    type_in(draft, by=author, values={"title": "报送的题目"})
    sent = as_typed()
    intake.send(sent, seen=intake.shown_now(sent), by=approver, opinion="同意推荐。")
    Submission.objects.update(state=S.RETURNED)
    response = post(mine, draft, stale)
    assert response.status_code == 409
    assert "报送的题目</div>" in text(response)
    assert as_typed().title == "报送的题目"


def test_directions_and_topics_are_shown_in_words(mine, theirs, draft):
    one, other = draft.call.directions.all()[1:3]
    my_form = opened(mine, draft, direction=one.pk)
    post(theirs, draft, opened(theirs, draft, direction=other.pk))
    response = post(mine, draft, my_form)
    choice = response.context["choices"][0]
    assert (choice.theirs, choice.mine) == (other.label, one.label)
    post(mine, draft, chosen(response, direction="mine"))
    assert as_typed().direction == one


def test_a_second_click_is_no_second_person(mine, draft):
    form = opened(mine, draft, title="点了两下") | {"photo-0-caption": "新说明"}
    for _time in range(2):
        photo = uploaded_jpeg("新.jpg", colour=(9, 9, 9))
        response = mine.post(address(draft), form | {"photo-2-file": photo}, follow=True)
        assert response.status_code == 200
        assert "有人改动了" not in text(response)
    assert captions() == ["新说明", "班前会现场（2）", ""]


def test_a_form_without_a_mark_overwrites_nothing(mine, draft):
    form = opened(mine, draft, title="没有标记")
    del form["mark"]
    assert post(mine, draft, form).status_code == 409
    assert as_typed().title == "原来的题目"


def test_a_save_writes_only_what_the_form_owns(mine, draft):
    form = opened(mine, draft, title="新题目")
    Submission.objects.update(paper_received_on="2026-11-24", decision_reason="编辑部写的")
    post(mine, draft, form)
    stored = Submission.objects.get()
    assert (str(stored.paper_received_on), stored.decision_reason) == ("2026-11-24", "编辑部写的")


def test_photos_of_an_abandoned_choice_are_sent_to_nobody(mine, theirs, approver, draft):
    my_form = opened(mine, draft, title="我的题目") | {
        "photo-2-file": uploaded_jpeg("我的.jpg", colour=(1, 2, 3)),
        "photo-2-caption": "我的照片",
    }
    post(theirs, draft, opened(theirs, draft, title="同事的题目"))
    post(mine, draft, my_form)
    sent = as_typed()
    intake.send(sent, seen=intake.shown_now(sent), by=approver, opinion="同意推荐。")
    assert SubmissionPhoto.everything.count() == 2
