"""The query a reader may have meant."""

import pytest

from casestudies.domain.reading.search.correction import correction
from casestudies.models import Topic
from tests.factories.cases import CasePageFactory


@pytest.fixture
def texts(topics):
    CasePageFactory(public=True, title="劳模带徒", introduction="工匠精神代代相传。")
    CasePageFactory(public=True, title="锦澜纺织的职代会", introduction="厂务公开。")


@pytest.mark.parametrize(
    ("query", "corrected"),
    [
        ("劳膜", "劳模"),
        ("工将精神", "工匠精神"),
        ("职待会", "职代会"),
        ("laomo", "劳模"),
        ("gongjiangjingshen", "工匠精神"),
        ("劳膜 带徒", "劳模 带徒"),
        ("锦澜仿织", "锦澜纺织"),
        ("jinlanfangzhi", "锦澜纺织"),
    ],
)
def test_a_wrong_character_and_pinyin_are_put_right(texts, query, corrected):
    assert correction(query) == corrected


@pytest.mark.parametrize("query", ["劳模", "职代会", "带徒", "火星", "wifi", "", "QQ"])
def test_nothing_is_offered_for_a_query_that_is_fine_or_unknown(texts, query):
    assert correction(query) is None


def test_a_query_that_finds_pages_is_left_alone(texts):
    CasePageFactory(public=True, title="手机贴膜，劳膜也是膜")
    assert correction("劳膜") is None


def test_a_correction_that_finds_nothing_is_not_offered(texts):
    Topic.objects.create(name="送温暖", slug="送温暖")
    assert correction("送温软") is None


def test_a_long_query_is_not_cut_for_a_correction(texts):
    assert correction("劳膜") == "劳模"
    assert correction("劳膜" + " 带徒" * 20) is None


def test_queries_of_corrections_are_bounded(texts, django_assert_max_num_queries):
    correction("劳膜")
    with django_assert_max_num_queries(3):
        correction("火星")
    with django_assert_max_num_queries(14) as few:
        correction("劳膜")
    for _each in range(29):
        CasePageFactory(public=True, title="劳模工作室", topics=["劳模", "产改"])
    with django_assert_max_num_queries(14) as many:
        correction("劳膜")
    assert len(many) == len(few)
