"""What a query finds, in which order, and what it never finds."""

from datetime import UTC, datetime

import pytest
from django.core.paginator import Paginator
from wagtail.models import Page, PageViewRestriction

from casestudies.conf import MAX_QUERY_LENGTH
from casestudies.domain.reading.scope import Scope
from casestudies.domain.reading.search import SearchResults, search_pages
from casestudies.enums import ResultKind
from casestudies.models import CaseIndexPage, CasePage, MissedQuestion, Topic
from tests.factories import (
    CallPageFactory,
    CaseIndexPageFactory,
    CasePageFactory,
    SubmissionFormPageFactory,
    home_page,
)

pytestmark = pytest.mark.django_db


def titles(results):
    return [result.page.title for result in (*results.strict, *results.related)]


def text(fragments):
    return "".join(fragment.text for fragment in fragments)


def marks(fragments):
    return [(fragment.text, fragment.kind) for fragment in fragments if fragment.kind]


def case(title, **kwargs):
    kwargs.setdefault("introduction", "")
    kwargs.setdefault("body", [])
    return CasePageFactory(public=True, title=title, **kwargs)


def part(text, heading="主要做法"):
    return {"type": "part", "value": {"heading": heading, "text": text}}


def restrict(page):
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_cases_calls_and_pages_are_found_with_their_kind():
    case("锻工班的夜校")
    CallPageFactory(title="锻工创新案例征集")
    Page.objects.get(pk=home_page().pk).add_child(instance=Page(title="锻工名录", slug="smiths"))
    kinds = {result.page.title: result.kind for result in search_pages("锻工").strict}
    assert kinds == {
        "锻工班的夜校": ResultKind.CASE,
        "锻工创新案例征集": ResultKind.CALL,
        "锻工名录": ResultKind.PAGE,
    }
    assert [kind.label for kind in ResultKind] == ["标签", "案例", "征集活动", "页面"]
    assert ResultKind.known("topic") is None


def test_a_word_inside_a_sentence_of_the_body_is_found_and_shown():
    long = "班组的一天从点名开始。" * 40
    case("夜校", body=[part(f"<p>{long}老严把<b>毛病本</b>挂在墙上。{long}</p>")])
    result = search_pages("毛病本").strict[0]
    assert marks(result.snippet) == [("毛病本", "typed")]
    assert "老严把毛病本挂在墙上。" in text(result.snippet)
    assert len(text(result.snippet)) < 120


def test_the_opening_text_is_the_snippet_when_it_has_all_the_words():
    case("夜校", introduction="焊接班办夜校。", body=[part("<p>焊接焊接，夜校夜校。</p>")])
    assert text(search_pages("焊接 夜校").strict[0].snippet) == "焊接班办夜校。"


def test_a_draft_change_of_a_public_case_is_not_found():
    page = case("焊接班的夜校")
    page.title = "焊接班的食堂"
    page.introduction = "顿顿有热汤。"
    page.save_revision()
    assert search_pages("食堂").total == 0
    assert search_pages("热汤").total == 0
    assert titles(search_pages("夜校")) == ["焊接班的夜校"]


@pytest.mark.parametrize("restricted", ["page", "parent"])
def test_drafts_private_pages_and_forms_are_neither_found_nor_counted(restricted):
    case("公开的锻工", topics=["劳模"])
    CasePageFactory(title="草稿里的锻工", topics=["产改"])
    library = CaseIndexPageFactory(slug="inside")
    private = case("内部的锻工", parent=library, topics=["女职工"])
    restrict(private if restricted == "page" else library)
    taken_down = case("撤下的锻工", topics=["农民工"])
    taken_down.unpublish()
    call = CallPageFactory(title="未公开的锻工征集", live=False)
    SubmissionFormPageFactory(call=call, title="锻工申报表")
    results = search_pages("锻工")
    assert titles(results) == ["公开的锻工"]
    assert results.total == results.strict_number == 1
    assert results.facets == []
    assert titles(search_pages("锻工", topic="产改")) == []
    assert titles(search_pages("锻工", kind="call")) == []


def test_a_case_whose_copies_say_it_is_not_public_is_left_out():
    case("锻工甲")
    hidden = case("锻工乙")
    CasePage.objects.filter(pk=hidden.pk).update(is_public=False)
    results = search_pages("锻工")
    assert titles(results) == ["锻工甲"]
    assert results.total == 1


def test_a_synonym_finds_and_is_marked_as_such():
    Topic.objects.create(name="产改", slug="产改", synonyms="产业工人队伍建设改革")
    case("一线", introduction="产业工人队伍建设改革试点。")
    results = search_pages("产改")
    assert marks(results.strict[0].snippet) == [("产业工人队伍建设改革", "synonym")]
    assert [form.name for form in results.other_forms] == ["产业工人队伍建设改革"]


def test_typed_words_are_marked_in_the_headline_as_they_were_written():
    case("“五一”勞動獎", subtitle="五一劳动奖")
    result = search_pages("五一劳动奖").strict[0]
    assert text(result.title) == "“五一”勞動獎"
    assert marks(result.title) == [("五一”勞動獎", "typed")]
    assert marks(result.subtitle) == [("五一劳动奖", "typed")]


def test_a_line_of_the_case_is_shown_where_it_was_found():
    case("夜校", byline="锦澜纺织", recommended_by="海门区总工会")
    assert [text(line) for line in search_pages("夜校").strict[0].lines] == ["锦澜纺织"]
    assert [text(line) for line in search_pages("海门").strict[0].lines] == [
        "锦澜纺织",
        "海门区总工会",
    ]


def test_the_topics_of_a_case_stand_in_their_order_and_are_marked():
    case("夜校", topics=["劳模", "产改", "夜校"])
    Topic.objects.filter(name="劳模").update(sort_order=1)
    (result,) = search_pages("夜校").strict
    assert [text(topic.name) for topic in result.topics] == ["产改", "夜校", "劳模"]
    assert [topic.url for topic in result.topics] == [
        Topic.objects.get(name=name).get_absolute_url() for name in ("产改", "夜校", "劳模")
    ]
    assert [marks(topic.name) for topic in result.topics] == [[], [("夜校", "typed")], []]


def test_a_case_without_topics_and_a_call_have_none():
    case("夜校")
    CallPageFactory(title="夜校征集")
    assert [result.topics for result in search_pages("夜校").strict] == [[], []]


def test_related_results_come_after_the_strict_ones():
    case("焊接班的夜校")
    case("焊接班的食堂")
    results = search_pages("焊接 夜校")
    assert [result.page.title for result in results.strict] == ["焊接班的夜校"]
    assert [result.page.title for result in results.related] == ["焊接班的食堂"]
    assert (results.strict_number, results.related_from, results.total) == (1, 1, 2)
    assert results.related_start == 2


@pytest.mark.parametrize(
    ("related_from", "number", "strict", "related"),
    [(None, 2, [3, 4, 5], []), (4, 1, [0, 1, 2], []), (4, 2, [3], [4, 5]), (2, 2, [], [3, 4, 5])],
)
def test_the_boundary_may_lie_on_any_page(related_from, number, strict, related):
    page = Paginator(range(8), 3).page(number)
    results = SearchResults("锻工", page=page, related_from=related_from)
    assert (list(results.strict), list(results.related)) == (strict, related)
    assert results.related_start == page.start_index() + len(strict)


@pytest.mark.parametrize(("asked", "number"), [(0, 1), (1, 1), (2, 2), (3, 2), (9999, 2)])
def test_the_nearest_page_is_shown(asked, number):
    for place in range(21):
        case(f"锻工{place}")
    results = search_pages("锻工", page=asked)
    assert results.page.number == number
    assert len(results.strict) == (20 if number == 1 else 1)


def test_pages_together_have_each_result_once():
    for place in range(45):
        case(f"锻工{place}")
    seen = [title for page in (1, 2, 3) for title in titles(search_pages("锻工", page=page))]
    assert len(seen) == len(set(seen)) == 45


def test_without_a_query_topics_are_the_fallback():
    case("夜校", topics=["劳模"])
    results = search_pages("  　")
    assert results.total == 0
    assert [topic.name for topic in results.fallback.popular] == ["劳模"]


def test_a_query_without_letters_finds_nothing():
    case("夜校")
    results = search_pages("！？")
    assert results.total == 0
    assert results.fallback is not None


def test_a_very_long_query_is_cut():
    case("夜校")
    results = search_pages("夜校" * 100)
    assert results.is_cut
    assert len(results.query) == MAX_QUERY_LENGTH
    assert not search_pages("夜校").is_cut


@pytest.mark.parametrize(
    "query",
    [
        '"', "'", "%", "_", "\\", "a\x00b", "(", "劳" * 10_000, "<script>", "𠮷", "\ud800", "🙂",
        "1 2 3 4 5 6 7 8 9 10", "NEAR(a b)", "标题:劳模", "a AND", "* OR *", "'; DROP TABLE x;--",
    ],
)  # fmt: skip
def test_hostile_queries_are_answered(query):
    case("夜校")
    assert search_pages(query, kind=query, topic=query).total in (0, 1)


def test_a_missed_question_is_counted_once_a_visit():
    case("夜校")
    search_pages("火星")
    search_pages("火星", page=2)
    search_pages("火星", kind="case")
    search_pages("夜校")
    assert list(MissedQuestion.objects.values_list("question", "times")) == [("火星", 1)]


def test_only_pages_of_the_site_asked_are_found():
    case("本站的锻工")
    other = Page.objects.get(depth=1).add_child(instance=Page(title="别站", slug="other"))
    library = other.add_child(instance=CaseIndexPage(title="别的案例库", slug="cases"))
    case("别站的锻工", parent=library)
    assert titles(search_pages("锻工", scope=Scope(other))) == ["别站的锻工"]
    assert titles(search_pages("锻工", scope=Scope(home_page()))) == ["本站的锻工"]


def test_a_case_has_the_date_of_its_publication_and_a_call_that_of_its_opening():
    case("锻工", first_published_at=datetime(2024, 3, 1, tzinfo=UTC))
    call = CallPageFactory(title="锻工征集")
    dates = {result.kind: result.date for result in search_pages("锻工").strict}
    assert dates == {
        ResultKind.CASE: datetime(2024, 3, 1, tzinfo=UTC),
        ResultKind.CALL: call.opens_at,
    }


def test_what_was_left_out_is_told(monkeypatch):
    monkeypatch.setattr("casestudies.chinese_search.retrieval.WINDOW", 2)
    monkeypatch.setattr("casestudies.chinese_search.ranking.CANDIDATES", 2)
    for number in range(4):
        case(f"锻工{number}")
    assert (search_pages("锻工").total, search_pages("锻工").is_part) == (4, False)
    monkeypatch.setattr("casestudies.chinese_search.results._ChineseResults.MOST_KEYS", 3)
    assert (search_pages("锻工").total, search_pages("锻工").is_part) == (3, True)
    assert not search_pages("锻工3").is_part


def test_another_backend_is_enough_for_results_with_marks_and_facets(settings):
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
    case("锻工", topics=["劳模"])
    case("锻工", topics=["产改"])
    results = search_pages("锻工")
    assert [marks(result.title) for result in results.strict] == [[("锻工", "typed")]] * 2
    assert [facet.name for facet in results.facets] == ["topic"]
