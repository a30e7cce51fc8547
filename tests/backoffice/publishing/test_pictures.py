"""Who sees a picture of an unpublished case over HTTP, and what refuses to exchange others."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model

from casestudies import conf
from casestudies.domain import publishing
from casestudies.domain.reading.photos import made_when_asked
from casestudies.models import CaseIndexPage, CasePage, Submission
from tests.backoffice.screen import told
from tests.factories import CasePageFactory, SubmissionFactory, approve_case, jpeg
from tests.factories.images import ImageFactory

pytestmark = pytest.mark.django_db

Image = get_image_model()


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.CASESTUDIES = {"PRIVATE_ROOT": tmp_path / "private"}
    return tmp_path / "media"


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def case(editor, committed):
    """A case under review with two pictures."""
    dossier = SubmissionFactory(walk="selected", photos=2, title="三审中的案例")
    with committed():
        page = publishing.make_case_page(dossier, by=editor)
        publishing.submit_for_review(page, by=editor)
    return CasePage.objects.get(pk=page.pk)


def addresses(case):
    """The original, a rendition, and what is made when it is asked for."""
    rendition = case.cover.renditions.get(filter_spec=conf.RENDITIONS["photo"])
    return [case.cover.file.url, rendition.url, made_when_asked(case.cover, "photo").url]


def answers(browser, urls):
    return [browser.get(url, follow=True) for url in urls]


def closed(responses):
    """Whether each leads to the sign-in or nowhere, and none sends a picture."""
    asked = [r for r in responses if r.status_code == 200]
    assert all(r.request["PATH_INFO"] == reverse("wagtailadmin_login") for r in asked)
    return all(r.status_code in (200, 403, 404) for r in responses) and not any(
        r["Content-Type"].startswith("image/") for r in responses
    )


def test_before_publication_the_office_alone_sees_pictures(
    signed_in, case, editor, judge, checker, case_reviewers, author
):
    urls = addresses(case)
    assert closed(answers(Client(), urls))
    for stranger in (judge, checker, author):
        assert closed(answers(signed_in(stranger), urls))
    for colleague in (editor, case_reviewers[0], case_reviewers[2]):
        for response in answers(signed_in(colleague), urls):
            assert response["Content-Type"] == "image/jpeg"
            assert "no-store" in response["Cache-Control"]
            assert response["X-Content-Type-Options"] == "nosniff"
            assert len(b"".join(response.streaming_content)) > 500


def test_readers_see_renditions_of_a_published_case_and_no_original(
    case, settings, media, committed
):
    drafts = addresses(case)
    with committed():
        page = approve_case(case)
    assert page.live
    body = Client().get(page.url).content.decode()
    shown = set(re.findall(r"/media/[^\"\s]+\.jpg", body))
    assert shown
    lying = {f"/media/{p.relative_to(media)}" for p in Path(media).rglob("*") if p.is_file()}
    assert shown <= lying
    assert all(url.startswith("/media/casestudies-public/") for url in lying)
    assert closed(answers(Client(), drafts[:2]))
    made = Client().get(drafts[2])
    assert made.status_code == 302
    assert made.url in lying


def test_after_take_down_nothing_is_left(case, media, committed, judge, signed_in):
    with committed():
        page = approve_case(case)
    urls = addresses(page)
    with committed():
        page.unpublish()
    assert [p for p in Path(media).rglob("*") if p.is_file()] == []
    assert closed(answers(Client(), urls))
    assert closed(answers(signed_in(judge), addresses(page)))


def test_no_name_can_be_guessed_from_the_dossier(case, media, committed):
    """What a union knows of its photo, and 256 tries as in the attack, lead nowhere."""
    keys = [str(photo.key) for photo in Submission.objects.get(case_page=case.pk).photos.all()]
    page_names = [image.file.name for image in publishing.photos_of(case)]
    with committed():
        page = approve_case(case)
    rendered = [r.file.name for i in publishing.photos_of(page) for r in i.renditions.all()]
    stems = {Path(name).stem for name in [*page_names, *rendered]}
    assert len(stems) == len(page_names) + len(rendered)
    assert all(re.fullmatch(r"[\da-f]{32}", stem) for stem in stems)
    assert not any(key.replace("-", "") in name for key in keys for name in stems)


def test_a_publication_cut_off_before_its_renditions_mends_itself(case, committed):
    page = approve_case(case)  # the process ends before what was to follow the commit
    asked = re.findall(r'src="([^"]+)"', Client().get(page.url).content.decode())
    asked = [url for url in asked if "/pictures/" in url]
    assert asked
    assert "casestudies-private" not in "".join(asked)
    with committed():
        made = Client().get(asked[0])
    assert made.status_code == 302
    assert made.url.startswith("/media/casestudies-public/")


# --- lists -----------------------------------------------------------------------------------


def test_judges_and_reviewers_do_not_list_pictures_of_drafts(
    signed_in, case, editor, judge, case_reviewers
):
    own = ImageFactory(title="院门")
    listing = reverse("wagtailadmin_api:images:listing")

    def titles(user):
        found = signed_in(user).get(listing).json()["items"]
        return [each["title"] for each in found]

    drafts = [image.title for image in publishing.photos_of(case)]
    assert titles(judge) == titles(case_reviewers[0]) == [own.title]
    assert titles(editor) == [*drafts, own.title]
    one = reverse("wagtailadmin_api:images:detail", args=[case.cover.pk])
    assert signed_in(judge).get(one).status_code == 404
    assert signed_in(editor).get(one).status_code == 200


@pytest.mark.parametrize("act", ["delete", "add_to_collection", "add_tags"])
def test_bulk_acts_name_no_picture_of_a_draft(signed_in, case, judge, case_reviewers, act):
    url = reverse("wagtail_bulk_action", args=["wagtailimages", "image", act])
    for user in (judge, case_reviewers[0]):
        response = signed_in(user).get(f"{url}?id={case.cover.pk}", follow=True)
        assert case.cover.title not in response.content.decode()


def test_the_chooser_offers_a_judge_no_picture_of_a_draft(signed_in, case, judge, editor):
    url = reverse("wagtailimages_chooser:choose_results")
    assert case.cover.title not in signed_in(judge).get(url, follow=True).content.decode()
    assert case.cover.title in signed_in(editor).get(url).content.decode()


# --- exchanging ------------------------------------------------------------------------------


def edited(browser, image, **changes):
    posted = {"title": image.title, "description": image.description, "tags": "", **changes}
    posted.setdefault("collection", image.collection_id)
    return browser.post(reverse("wagtailimages:edit", args=[image.pk]), posted)


SENTENCE = "正由案例“三审中的案例”使用"


@pytest.mark.parametrize("name", ["editor", "superuser"])
def test_nobody_exchanges_a_picture_under_review(signed_in, case, name, request):
    browser = signed_in(request.getfixturevalue(name))
    image, before = case.cover, Image.objects.filter(pk=case.cover.pk).values().get()
    upload = SimpleUploadedFile("other.jpg", jpeg((300, 200)))
    for changes in ({"title": "换了标题"}, {"description": "13912345678"}, {"file": upload}):
        response = edited(browser, image, **changes)
        assert SENTENCE in told(response)[0]
        assert response.url == reverse("wagtailimages:edit", args=[image.pk])
    response = browser.post(reverse("wagtailimages:delete", args=[image.pk]))
    assert SENTENCE in told(response)[0]
    bulk = reverse("wagtail_bulk_action", args=["wagtailimages", "image", "delete"])
    response = browser.post(f"{bulk}?id={image.pk}", {"next": reverse("wagtailimages:index")})
    assert SENTENCE in told(response)[0]
    multiple = reverse("wagtailimages:edit_multiple", args=[image.pk])
    prefix = f"image-{image.pk}"
    posted = {f"{prefix}-title": "换了标题", f"{prefix}-collection": image.collection_id}
    ajax = {"headers": {"X-Requested-With": "XMLHttpRequest"}}
    gone = reverse("wagtailimages:delete_multiple", args=[image.pk])
    for address, data in ((multiple, posted), (gone, {})):
        response = browser.post(address, data, **ajax)
        assert response.status_code == 403
        assert SENTENCE in response.json()["error_message"]
    assert Image.objects.filter(pk=image.pk).values().get() == before
    assert Path(image.file.path).is_file()


def test_editors_change_pictures_that_nobody_has_before_them(signed_in, editor):
    image = ImageFactory(collection=CaseIndexPage.objects.get().collection)
    CasePageFactory(title="草稿", cover=image)
    browser = signed_in(editor)
    assert edited(browser, image, title="换了标题").status_code == 302
    assert Image.objects.get(pk=image.pk).title == "换了标题"
    browser.post(reverse("wagtailimages:delete", args=[image.pk]))
    assert not Image.objects.filter(pk=image.pk).exists()


def test_the_edit_page_of_a_private_picture_opens(signed_in, case, editor):
    response = signed_in(editor).get(reverse("wagtailimages:edit", args=[case.cover.pk]))
    assert response.status_code == 200
    sources = re.findall(r'<img[^>]*src="([^"]+)"', response.content.decode())
    assert any("/casestudies/pictures/casestudies-private/" in source for source in sources)
