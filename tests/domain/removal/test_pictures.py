"""Pictures of the programme go with it; those that the site shows and its collections stay."""

from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, ReferenceIndex

from casestudies.domain import removal
from casestudies.domain.removal.files import private_files, remove_files
from casestudies.domain.removal.rows import remove_rows
from casestudies.models import CaseIndexPage
from tests.factories import CasePageFactory, home_page
from tests.factories.images import ImageFactory, photo_block

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installed")]

Image = get_image_model()


@pytest.fixture
def collection():
    return CaseIndexPage.objects.get().collection


def show_on_a_page_of_the_site(picture):
    """Tell Wagtail's index what it writes where a page of the site's own has a picture."""
    types = ContentType.objects
    ReferenceIndex.objects.create(
        base_content_type=types.get_for_model(Page),
        content_type=types.get_for_model(home_page()),
        object_id=str(home_page().pk),
        to_content_type=types.get_for_model(Image),
        to_object_id=str(picture.pk),
        model_path="picture",
        content_path="picture",
        content_path_hash="3f4f1a6e-3f0b-5a0e-9a43-57a2c3b9f3a1",
    )


def test_pictures_go_with_their_files(collection, django_capture_on_commit_callbacks):
    picture = ImageFactory(collection=collection)
    CasePageFactory(cover=picture, body=[photo_block(picture)])
    files = [Path(picture.file.path), Path(picture.get_rendition("width-100").file.path)]
    assert {kind.name: kind.number for kind in removal.kinds()}["案例的图片"] == 1
    with django_capture_on_commit_callbacks(execute=True):
        remove_rows()
    assert not Image.objects.exists()
    assert [file.exists() for file in files] == [False, False]
    assert not Collection.objects.filter(pk=collection.pk).exists()


def test_a_picture_that_the_site_shows_stays_in_its_collection(collection):
    shown, other = ImageFactory(collection=collection), ImageFactory(collection=collection)
    show_on_a_page_of_the_site(shown)
    remove_rows()
    assert list(Image.objects.all()) == [shown]
    assert other not in Image.objects.all()
    assert shown.collection == Collection.objects.get(pk=collection.pk)


def test_a_picture_that_stays_gets_a_file_of_the_sites_own(
    collection, root, django_capture_on_commit_callbacks
):
    shown = ImageFactory(collection=collection)
    show_on_a_page_of_the_site(shown)
    shown.get_rendition("width-100")
    with shown.file.open("rb") as stored:
        content = stored.read()
    assert shown.file.name.startswith("casestudies-private/")
    files = private_files()
    with django_capture_on_commit_callbacks(execute=True):
        remove_rows()
    remove_files(files)
    kept = Image.objects.get()
    assert kept.file.name.startswith("original_images/")
    with kept.file.open("rb") as stored:
        assert stored.read() == content
    assert not root.exists()


@pytest.mark.parametrize("holds_a_picture", [True, False])
def test_a_collection_of_the_sites_own_stays_whoever_names_it(holds_a_picture):
    own = Collection(name="新闻图片")
    Collection.get_first_root_node().add_child(instance=own)
    CaseIndexPage.objects.update(collection=own)
    if holds_a_picture:
        ImageFactory(collection=own)
    remove_rows()
    assert Collection.objects.filter(name="新闻图片").exists()
    assert Image.objects.count() == holds_a_picture
    assert not Collection.objects.filter(name="案例库").exists()


def test_a_collection_below_ours_keeps_it_and_its_pictures(collection):
    collection.add_child(instance=Collection(name="2026年"))
    ImageFactory(collection=Collection.objects.get(name="2026年"))
    remove_rows()
    assert Collection.objects.filter(name__in=["案例库", "2026年"]).count() == 2
    assert Image.objects.count() == 1
