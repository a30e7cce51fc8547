"""The text passages are cut from: what is searched, nothing else, without queries."""

import pytest
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from casestudies.domain.reading.search.originals import stream_texts, texts
from casestudies.models import CasePage
from tests.factories import CasePageFactory
from tests.factories.images import ImageFactory, photo_block

pytestmark = pytest.mark.django_db


def test_all_blocks_of_a_case_are_read_without_a_query(django_assert_num_queries):
    image = ImageFactory()
    page = CasePageFactory(
        public=True,
        introduction="导语。",
        honours="市级先进",
        editor_note="值得学。",
        source="《工人日报》",
        body=[
            {"type": "part", "value": {"heading": "背景", "text": "<p>五省<b>工友</b></p>"}},
            {"type": "figures", "value": [{"number": "61.56 万", "label": "人次"}]},
            {"type": "quotation", "value": {"text": "心里亮堂", "speaker": "老严"}},
            photo_block(image, "班前会"),
        ],
    )
    page = CasePage.objects.get(pk=page.pk)
    lines = ("title", "byline", "recommended_by")
    with django_assert_num_queries(0):
        found = [each.strip() for each in texts(page, without=lines)]
    expected = ["导语。", "背景", "五省工友", "61.56 万", "人次", "心里亮堂", "老严", "班前会"]
    assert found == [*expected, "市级先进", "值得学。"]


def test_the_body_is_read_as_it_is_indexed():
    page = CasePage.objects.get(pk=CasePageFactory(public=True).pk)
    block = page.body.stream_block
    assert list(stream_texts(block, page.body.raw_data)) == block.get_searchable_content(page.body)


def test_lists_of_both_stored_forms_and_blocks_left_out_of_search():
    block = blocks.StreamBlock(
        [
            ("list", blocks.ListBlock(blocks.CharBlock())),
            ("secret", blocks.CharBlock(search_index=False)),
            ("image", ImageChooserBlock()),
            ("choice", blocks.ChoiceBlock(choices=[("a", "甲")])),
        ]
    )
    raw = [
        {"type": "list", "value": ["一", {"type": "item", "value": "二", "id": "x"}]},
        {"type": "secret", "value": "不可搜"},
        {"type": "image", "value": 1},
        {"type": "choice", "value": "a"},
        {"type": "gone", "value": "没有这种块了"},
        {"type": "list", "value": None},
    ]
    assert list(stream_texts(block, raw)) == ["一", "二", "甲"]
