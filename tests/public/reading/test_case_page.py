"""One case, as the reader sees it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import PageViewRestriction

from casestudies import conf
from casestudies.domain.publishing import prepare_renditions
from casestudies.models import CasePage
from tests.factories.cases import CasePageFactory
from tests.factories.images import ImageFactory, photo_block
from tests.factories.people import UserFactory

CASE = "/cases/notebook/"


def part(heading, text="<p>一是把工作台当讲台。</p>"):
    return {"type": "part", "value": {"heading": heading, "text": text}}


def a_case(**kwargs):
    values = {
        "title": "老严的“毛病本”",
        "slug": "notebook",
        "first_published_at": datetime(2021, 10, 12, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai")),
    }
    return CasePageFactory(public=True, **values | kwargs)


def main(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").main


def text(node):
    return node.get_text(" ", strip=True)


def test_everything_a_case_has_is_shown(client, library):
    a_case(
        subtitle="保全一班的本事",
        byline="锦澜纺织细纱车间工会小组",
        recommended_by="海门区总工会",
        introduction="劳模住院四十天。",
        honours="金牌班组\n工人先锋号",
        editor_note="值得学。\n\n也学得会。",
        source="《工人日报》",
        topics=["劳模"],
        body=[
            {
                "type": "figures",
                "value": [{"number": "307条", "label": "收录的故障"}],
            },
            part("实施背景"),
            {"type": "quotation", "value": {"text": "毛病是给人修的。", "speaker": "班长"}},
            part("实施过程"),
        ],
    )
    shown = main(client.get(CASE))
    assert text(shown.h1) == "老严的“毛病本” ——保全一班的本事"
    assert text(shown.select_one(".cs-case__byline")) == "锦澜纺织细纱车间工会小组"
    facts = text(shown.select_one(".cs-case__facts"))
    assert "推荐单位：海门区总工会" in facts
    assert "2021年10月12日" in facts
    assert text(shown.select_one(".cs-case__head .cs-tags")) == "劳模"
    assert text(shown.select_one(".cs-case__introduction")) == "劳模住院四十天。"
    headings = [text(each) for each in shown.select("h2")]
    assert headings == ["一、 实施背景", "二、 实施过程", "所获荣誉", "小编说"]
    assert text(shown.select_one(".cs-figures dd")) == "307条"
    assert text(shown.select_one(".cs-quotation")) == "毛病是给人修的。 ——班长"
    assert [text(each) for each in shown.select(".cs-honours li")] == ["金牌班组", "工人先锋号"]
    assert len(shown.select(".cs-note p")) == 2
    assert text(shown.select_one(".cs-case__source")) == "来源：《工人日报》"


def test_a_bare_case_shows_no_empty_places(client, library):
    a_case(byline="", recommended_by="", introduction="", body=[])
    shown = main(client.get(CASE))
    assert shown.select("h2, .cs-tags, .cs-case__byline, .cs-case__source, figure") == []


def test_what_people_write_is_escaped(client, library):
    a_case(title="<b>粗</b>", editor_note="<script>alert(1)</script>")
    shown = main(client.get(CASE))
    assert "<b>粗</b>" in text(shown.h1)
    assert shown.select("script:not([src])") == []


def test_a_photo_shows_its_renditions_with_their_sizes(client, library):
    image = ImageFactory(size=(1800, 1200))
    prepare_renditions(a_case(body=[photo_block(image, "巡检")]))
    photo = main(client.get(CASE)).select_one(".cs-photo")
    assert (photo.img["width"], photo.img["height"]) == ("1200", "800")
    assert "max-1200x1200" in photo.img["src"]
    assert photo.img["srcset"].split()[1::2] == ["640w,", "1200w"]
    assert (photo.img["alt"], photo.img["loading"]) == ("巡检", "lazy")
    assert text(photo.figcaption) == "巡检"


def test_a_missing_rendition_is_made_when_the_browser_asks_for_it(client, library):
    image = ImageFactory(size=(1800, 1200))
    a_case(cover=image, body=[photo_block(image)])
    made = get_image_model().get_rendition_model().objects
    photo = main(client.get(CASE)).select_one(".cs-photo img")
    assert photo["src"].startswith("/casestudies/pictures/")
    assert (photo["width"], photo["height"]) == ("1800", "1200")
    assert "srcset" not in photo.attrs
    assert made.count() == 0
    response = client.get(photo["src"])
    rendition = made.get(filter_spec=conf.RENDITIONS["photo"])
    assert (response.status_code, response["Location"]) == (302, rendition.url)
    assert main(client.get(CASE)).select_one(".cs-photo img")["src"] == rendition.url


def test_nobody_has_other_renditions_made(client, library):
    image = ImageFactory()
    a_case(body=[photo_block(image)])
    address = main(client.get(CASE)).select_one(".cs-photo img")["src"]
    assert client.get(address.replace("1200", "1201")).status_code == 403


def test_the_alternative_text_is_the_cases_and_never_the_images(client, library):
    image, cover = (
        ImageFactory(description="图库里的说明"),
        ImageFactory(description="图库里的说明"),
    )
    block = photo_block(image, "巡检")
    case = a_case(cover=cover, cover_alt="车间全景", body=[block])
    above, photo = main(client.get(CASE)).select(".cs-photo img")
    assert (above["alt"], photo["alt"]) == ("车间全景", "巡检")
    block["value"]["alt"] = "两名工人在细纱机旁"
    case.body = case._meta.get_field("body").stream_block.to_python([block])
    case.cover_alt = ""
    case.save()
    above, photo = main(client.get(CASE)).select(".cs-photo img")
    assert (above["alt"], photo["alt"]) == (case.title, "两名工人在细纱机旁")


def test_a_cover_that_is_not_in_the_text_stands_above_it(client, library):
    a_case(cover=ImageFactory(title="封面"), body=[photo_block(ImageFactory())])
    first, second = main(client.get(CASE)).select(".cs-photo img")
    assert (first["alt"], first.get("loading"), second["loading"]) == (
        "老严的“毛病本”",
        None,
        "lazy",
    )


def test_a_cover_in_the_text_is_shown_once(client, library):
    image = ImageFactory()
    a_case(cover=image, body=[photo_block(image)])
    assert len(main(client.get(CASE)).select("img")) == 1


def test_a_photo_whose_image_was_deleted_leaves_no_hole(client, library):
    image = ImageFactory()
    a_case(body=[photo_block(image), part("背景")])
    # By hand in the database: every other road is closed while a public case shows it.
    rows = get_image_model().objects.filter(pk=image.pk)
    rows._raw_delete(rows.db)
    assert main(client.get(CASE)).select("figure, img") == []


def test_related_cases_share_topics_most_first(client, library):
    a_case(topics=["劳模", "产改"])
    CasePageFactory(public=True, title="同一个", topics=["产改"])
    CasePageFactory(public=True, title="同两个", topics=["产改", "劳模"])
    CasePageFactory(public=True, title="不同", topics=["女职工"])
    CasePageFactory(title="草稿", topics=["劳模"])
    cards = main(client.get(CASE)).select(".cs-related h3")
    assert [text(card) for card in cards] == ["同两个", "同一个"]


def test_drafts_are_not_found_and_private_cases_ask_to_sign_in(client, library):
    CasePageFactory(slug="draft")
    private = a_case(slug="private")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/cases/draft/").status_code == 404
    assert client.get("/cases/private/").status_code == 302
    assert client.get("/cases/nothing/").status_code == 404
    assert client.get("/cases/notebook/more/").status_code == 404


def test_queries_with_three_photos_and_three_topics_keep_to_the_budget(library, queries_of):
    images = [ImageFactory() for _each in range(3)]
    topics = ["劳模", "产改", "青年职工"]
    page = a_case(cover=images[0], topics=topics, body=[photo_block(each) for each in images])
    for _each in range(4):
        CasePageFactory(public=True, topics=topics, cover=ImageFactory())
    prepare_renditions(page)
    asked = queries_of(CASE)
    assert len(asked) <= 12
    assert "django_session" not in " ".join(asked)


@pytest.mark.parametrize("others", [1, 3, 30])
def test_queries_are_the_same_however_many_cases_share_a_topic(library, queries_of, others):
    a_case(topics=["劳模"], body=[photo_block(ImageFactory())])
    for _each in range(others):
        CasePageFactory(public=True, topics=["劳模"])
    assert len(queries_of(CASE)) == 12


def test_a_draft_never_saved_can_be_previewed(client, library):
    image = ImageFactory()
    draft = CasePage(title="还没保存", cover=image)
    draft.body = [("part", {"heading": "背景", "text": "正文"})]
    draft.topics.set([], clear=True)
    library.add_child(instance=CasePage(title="别的", slug="other"))
    response = draft.make_preview_request(preview_mode="")
    shown = main(response)
    assert text(shown.h1) == "还没保存"
    assert f"/{image.pk}/max-1200x1200" in shown.select_one(".cs-photo img")["src"]


def test_a_draft_in_preview_shows_the_topics_just_chosen(client, library, installed):
    page = a_case(topics=["劳模"])
    CasePageFactory(public=True, title="产改案例", topics=["产改"])
    from casestudies.models import Topic

    page.topics.set([Topic.objects.get(name="产改")], clear=True)
    shown = main(page.make_preview_request(preview_mode=""))
    assert text(shown.select_one(".cs-case__head .cs-tags")) == "产改"
    assert [text(card) for card in shown.select(".cs-related h3")] == ["产改案例"]


def test_the_editor_previews_a_draft_in_the_admin(client, library):
    page = CasePageFactory(title="送审稿", slug="draft")
    page.save_revision()
    client.force_login(UserFactory(is_superuser=True))
    address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    assert text(main(client.get(address)).h1) == "送审稿"
