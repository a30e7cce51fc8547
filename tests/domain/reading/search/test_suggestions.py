"""What the box suggests while somebody types."""

import random
import time

import pytest
from wagtail.models import Page, PageViewRestriction

from casestudies.domain.reading import indexing
from casestudies.domain.reading.scope import Scope
from casestudies.domain.reading.search.correction import correction
from casestudies.domain.reading.search.suggestions import MAX_SUGGESTIONS, suggest
from casestudies.enums import ResultKind
from casestudies.models import Topic
from tests.factories import CallPageFactory, home_page
from tests.factories.cases import CasePageFactory

pytestmark = pytest.mark.usefixtures("library")


def shown(typed):
    return [
        (each.kind.value, f"{each.text} → {each.topic}" if each.topic else each.text)
        for each in suggest(typed)
    ]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("劳模", "劳模"),
        ("劳", "劳模"),
        ("勞", "劳模"),
        ("产改", "产改"),
        ("产业工人", "产业工人队伍建设改革 → 产改"),
        ("队伍建设", "产业工人队伍建设改革 → 产改"),
        ("职代会", "职代会 → 民主管理"),
        ("劳动奖", "五一劳动奖 → 劳模"),
        ("laomo", "劳模"),
        ("lao mo", "劳模"),
        ("laom", "劳模"),
        ("lm", "劳模"),
        ("LM", "劳模"),
        ("zdh", "职代会 → 民主管理"),
        ("gongjiang", "工匠精神 → 劳模"),
        ("劳mo", "劳模"),
        ("劳膜", "劳模"),
        ("职待会", "职代会 → 民主管理"),
    ],
)
def test_topics_come_first_by_all_their_names_and_sounds(topics, typed, first):
    assert shown(typed)[0] == ("topic", first)


def test_a_topic_is_offered_once_by_its_nearest_name(topics):
    assert shown("工匠") == [("topic", "工匠精神 → 劳模")]


def test_of_equal_matches_the_topic_with_more_cases_comes_first(library):
    for name in ("班组思政", "班组建设"):
        CasePageFactory(public=True, title="门口两公里", topics=[name])
    CasePageFactory(public=True, title="门口三公里", topics=["班组建设"])
    assert shown("班组") == [("topic", "班组建设"), ("topic", "班组思政")]


def test_a_topic_without_public_cases_is_not_offered(library):
    Topic.objects.create(name="劳模", slug="劳模")
    CasePageFactory(title="草稿", topics=["产改"])
    assert shown("劳模") == []
    assert shown("产改") == []


def test_titles_of_cases_calls_and_pages_follow(topics):
    CasePageFactory(public=True, title="身边的劳模讲给你听")
    CasePageFactory(public=True, title="劳模工作室的夜校")
    CallPageFactory(title="劳模故事征集")
    assert shown("劳模") == [
        ("topic", "劳模"),
        ("call", "劳模故事征集"),
        ("case", "劳模工作室的夜校"),
        ("case", "身边的劳模讲给你听"),
    ]
    assert shown("案例库") == [("page", "案例库")]


@pytest.mark.parametrize("typed", ["夜校", "的夜", "校", "焊接班 夜校", "焊接班的夜校"])
def test_any_part_of_a_title_suggests_it(library, typed):
    CasePageFactory(public=True, title="焊接班的夜校")
    CasePageFactory(public=True, title="焊接班的食堂")
    assert shown(typed) == [("case", "焊接班的夜校")]


def test_only_titles_count_not_texts(library):
    CasePageFactory(public=True, title="门口两公里", introduction="焊接班的夜校")
    assert shown("夜校") == []


def test_eight_are_enough_and_titles_get_their_places(library):
    for number in range(6):
        CasePageFactory(public=True, title=f"门口两公里{number}", topics=[f"班组{number}"])
    for number in range(6):
        CasePageFactory(public=True, title=f"班组的夜校{number}")
    kinds = [each.kind for each in suggest("班组")]
    assert kinds == [ResultKind.TOPIC] * 4 + [ResultKind.CASE] * 4
    assert len(suggest("班组")) == MAX_SUGGESTIONS


def test_topics_take_the_places_that_titles_leave(library):
    for number in range(7):
        CasePageFactory(public=True, title=f"门口两公里{number}", topics=[f"班组{number}"])
    CasePageFactory(public=True, title="班组的夜校")
    kinds = [each.kind for each in suggest("班组")]
    assert kinds == [ResultKind.TOPIC] * 7 + [ResultKind.CASE]


def test_drafts_private_pages_and_forms_never_show(library):
    CasePageFactory(title="夜校的草稿")
    private = CasePageFactory(public=True, title="夜校的内部材料", topics=["夜校"])
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    indexing.refresh(private)
    call = CallPageFactory(title="征集活动")
    call.get_children().update(title="夜校申报表")
    assert shown("夜校") == []
    assert correction("夜效") is None


def test_pages_of_another_site_do_not_show(library):
    CasePageFactory(public=True, title="焊接班的夜校")
    other = Page(title="另一个站", slug="other")
    Page.objects.get(depth=1).add_child(instance=other)
    assert suggest("夜校", scope=Scope(other)) == []
    assert len(suggest("夜校", scope=Scope(home_page()))) == 1


@pytest.mark.parametrize(
    "typed", ["", "  ", "，。", "\x00", "\ud800", '"', "'", "%", "*", "a:b(", "😀"]
)
def test_odd_texts_suggest_nothing(topics, typed):
    assert suggest(typed) == []


def test_hostile_texts_are_answered(topics):
    dice = random.Random(3)
    letters = "laomozhgndixu' \x00\ud800\"*-:()ANDORNOT劳膜工将精神会𠮷😀\u0301１Ａ\\%_;"
    begun = time.perf_counter()
    for length in [*range(40), 10_000]:
        text = "".join(dice.choices(letters, k=length))
        suggest(text)
        correction(text)
    assert time.perf_counter() - begun < 10


def test_queries_of_suggestions(topics, django_assert_num_queries):
    suggest("劳模")
    with django_assert_num_queries(5):
        suggest("劳模")
    for _each in range(29):
        CasePageFactory(public=True, title="劳模工作室", topics=["劳模", "产改"])
    with django_assert_num_queries(5):
        assert len(suggest("劳模")) == MAX_SUGGESTIONS
    with django_assert_num_queries(5):
        suggest("劳膜")
