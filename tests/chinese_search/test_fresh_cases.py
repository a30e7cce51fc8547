"""Cases, images and calls are found right after they changed, and gone right after unpublishing."""

import tracemalloc

import pytest
from django.core.management import call_command
from django.urls import reverse
from modelsearch.index import get_indexed_models
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from casestudies.chinese_search.documents import Document
from casestudies.domain import publishing
from casestudies.domain.installation import EDITORS
from casestudies.domain.publishing import nothing_kept
from casestudies.models import CallPage, CasePage, Topic
from tests.factories import (
    REVIEW_GROUPS,
    CallPageFactory,
    CaseIndexPageFactory,
    CasePageFactory,
    StaffFactory,
    SubmissionFactory,
    decide,
)
from tests.factories.images import ImageFactory

pytestmark = pytest.mark.django_db

SECRETS = ("王老师", "0513-85550101", "南通市工农路1号", "情况属实", "同意推荐")


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    def block():
        return django_capture_on_commit_callbacks(execute=True)

    return block


@pytest.fixture
def draft(installed, committed):
    with committed():
        dossier = SubmissionFactory(walk="selected", title="夜班宿舍里的读书会")
        return publishing.make_case_page(dossier, by=StaffFactory(groups=[EDITORS]))


def found(query, model=CasePage):
    return [each.pk for each in model.objects.live().search(query, operator="and")]


def approved(page):
    publishing.submit_for_review(page, by=page.owner)
    for group in REVIEW_GROUPS:
        page = CasePage.objects.get(pk=page.pk)
        step = page.current_workflow_task_state
        decide(step, StaffFactory(groups=[group]), "approve")
    return CasePage.objects.get(pk=page.pk)


def test_topic_added_in_the_page_editor_is_found_when_published(draft, committed, client):
    Topic.objects.get_or_create(name="心理服务", slug="xinli")
    client.force_login(draft.owner)
    fields = {
        "title": draft.title,
        "slug": draft.slug,
        "topics": "心理服务",
        "body-count": 0,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }
    with committed():
        response = client.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), fields)
    assert response.status_code == 302
    assert found("心理服务") == []

    with committed():
        approved(CasePage.objects.get(pk=draft.pk))
    assert found("心理服务") == found("心理服务", Page) == [draft.pk]


def test_case_is_gone_right_after_unpublishing_and_back_when_published(draft, committed):
    with committed():
        page = approved(draft)
    assert found("读书会") == found("读书会", Page) == [page.pk]
    assert list(CasePage.objects.readable().search("读书会")) == [page]

    with committed():
        page.unpublish()
    assert found("读书会") == found("读书会", Page) == []
    assert list(CasePage.objects.readable().search("读书会")) == []

    with committed():
        approved(CasePage.objects.get(pk=page.pk))
    assert found("读书会") == [page.pk]


def test_deleted_case_leaves_the_index(committed):
    with committed():
        page = CasePageFactory(public=True, topics=["劳模"])
    with committed(), nothing_kept():
        page.delete()
    assert not IndexEntry.objects.filter(object_id=str(page.pk)).exists()


def test_renamed_topic_is_found_by_its_new_name_only(committed):
    with committed():
        pages = [CasePageFactory(public=True, topics=["甲种标签", "劳模"]) for _ in range(3)]
        CasePageFactory(public=True, topics=["劳模"])
    with committed():
        topic = Topic.objects.get(name="甲种标签")
        topic.name = "高温慰问"
        topic.save()
    assert sorted(found("高温慰问")) == [page.pk for page in pages]
    assert found("甲种标签") == []

    with committed():
        topic.delete()
    assert found("高温慰问") == []


def test_image_tags_changed_in_the_admin_are_found(committed, client):
    with committed():
        image = ImageFactory(title="现场")
    client.force_login(StaffFactory(is_superuser=True))
    fields = {"title": "现场", "tags": "电焊工,夜班"}
    with committed():
        response = client.post(reverse("wagtailimages:edit", args=[image.pk]), fields)
    assert response.status_code == 302
    images = get_image_model().objects.all()
    assert [each.pk for each in images.search("电焊工")] == [image.pk]
    with committed():
        client.post(reverse("wagtailimages:edit", args=[image.pk]), fields | {"tags": "夜班"})
    assert list(images.search("电焊工")) == []


def test_unions_honours_and_notes_of_a_case_are_found(committed):
    words = {
        "byline": "通吕运河航道站",
        "recommended_by": "如皋市总工会",
        "implementer": "长青沙船厂",
        "direction": "法治教育与风险防范",
        "honours": "获评五星级班组",
        "editor_note": "值得每个夜班学一学",
    }
    with committed():
        page = CasePageFactory(public=True, title="灯", introduction="", body=[], **words)
    assert {query: found(query) for query in words.values()} == {
        query: [page.pk] for query in words.values()
    }


def test_call_is_found_by_its_number_issuers_text_and_directions(committed):
    with committed():
        call = CallPageFactory(
            document_number="通工发〔2021〕20号",
            issuing_organisations="南通市委宣传部",
            introduction="面向一线班组",
        )
    for query in ("2021 20号", "市委宣传部", "一线班组", "理想信念教育"):
        assert found(query, CallPage) == [call.pk]
    with committed():
        direction = call.directions.get(label="理想信念教育")
        direction.label = "家书家风"
        direction.save()
    assert found("家书家风", CallPage) == [call.pk]


def test_library_is_found_by_its_introduction(committed):
    with committed():
        page = CaseIndexPageFactory(introduction="这里收着一线的好办法")
    assert found("一线的好办法", Page) == [page.pk]


def test_nothing_personal_is_in_the_index(draft, committed):
    with committed():
        page = approved(draft)
    case = Document.of(page)
    assert "江海重工有限公司" in case.body_text
    documents = [
        Document.of(each) for model in get_indexed_models() for each in model.get_indexed_objects()
    ]
    texts = "\n".join(f"{each.title} {each.body_text} {each.autocomplete}" for each in documents)
    assert [secret for secret in SECRETS if secret in texts] == []
    assert found("85550101", Page) == found("工农路", Page) == []


def test_only_pages_images_and_documents_are_indexed():
    models = [model._meta for model in get_indexed_models()]
    assert {model.label for model in models if model.app_label != "library"} == {
        "casestudies.CallPage",
        "casestudies.CaseIndexPage",
        "casestudies.CasePage",
        "casestudies.SubmissionFormPage",
        "home.HomePage",
        "wagtailcore.Page",
        "wagtaildocs.Document",
        "wagtailimages.Image",
    }


def test_update_index_holds_one_chunk_in_memory_however_many_pages_there_are():
    def pages(first, last):
        root = Page.objects.get(depth=1)
        Page.objects.bulk_create(
            Page(
                title=f"第{n}页",
                slug=f"p{n}",
                path=f"{root.path}{9000 + n}",
                depth=2,
                url_path=f"/p{n}/",
                search_description="班组的好办法" * 300,
                locale_id=1,
                live=True,
                content_type=root.content_type,
            )
            for n in range(first, last)
        )

    def peak():
        tracemalloc.start()
        try:
            call_command("update_index", chunk_size=50, verbosity=0)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    pages(0, 100)
    peak()
    few = peak()
    pages(100, 500)
    assert peak() < few * 1.25
