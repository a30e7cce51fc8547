"""What fills the database of a measurement is what saving would have written."""

import pytest
from wagtail.search.backends import get_search_backend

from bench import content, pages
from casestudies.models import CasePage, Submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    stage = content.build_stage(batch=10)
    content.grow(stage, 3)
    content.grow(stage, 23)
    return stage


def entries():
    index = get_search_backend().get_index_for_model(CasePage)
    rows = index.entries.filter(content_type__model="casepage").values()
    return {row.pop("object_id"): {**row, "id": None} for row in rows}


def test_copied_index_entries_are_what_indexing_writes(stage):
    cases = list(CasePage.objects.all())
    copied = entries()
    assert len(copied) == len(cases) == 23
    get_search_backend().get_index_for_model(CasePage).add_items(CasePage, cases)
    assert entries() == copied


def test_the_pages_stand_in_the_lists(stage):
    assert CasePage.objects.readable().count() == 23
    assert CasePage.objects.child_of(stage.library).count() == 23
    assert CasePage.find_problems() == ([], [], [], [], [])
    assert Submission.objects.in_formal_check().count() == 23
    assert Submission.objects.in_pool().count() == 3


def test_every_page_answers(stage, settings):
    settings.ROOT_URLCONF = "bench.urls"
    names = []
    for name, visit in pages.visits(stage):
        visit()
        names.append(name)
    assert len(names) == 16
