"""The order of candidates, by itself and as both databases give it."""

import pytest
from django.db import connection
from modelsearch.query import Boost, PlainText

from casestudies.chinese_search import vocabulary
from casestudies.chinese_search.analysis import canonical, tokens
from casestudies.chinese_search.expressions import plain_needle
from casestudies.chinese_search.queries import from_tree, planned
from casestudies.chinese_search.ranking import Ranking, Text, rarity
from casestudies.chinese_search.vocabulary import Entry, Vocabulary
from tests.library.models import Handbook, Work

WORDS = Vocabulary([Entry(("产改", "产业改革"), narrower=(("能级工资",),), broader=("建功立业",))])
FILLER = "，班组成员来自五省，人人都有一本账" * 10


def text(title="", body=""):
    return Text(f" {canonical(title)} ", f" {canonical(body)} ")


def score(question, found, rarities=None):
    query = planned(question, WORDS)
    by_leaf = {term.known_by: rarities[term.forms[0][0].text] for term in query.terms if rarities}
    return Ranking(query.terms, plain_needle, by_leaf).score(found)


def assert_order(question, *texts):
    """Each text stands strictly above the next."""
    scores = [score(question, each) for each in texts]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_what_has_nothing_of_it_scores_nothing():
    assert score("产改", text("焊接", "夜校")) == 0


def test_typed_above_synonym_above_narrower_above_broader():
    assert_order(
        "产改",
        text(body="产改"),
        text(body="产业改革"),
        text(body="能级工资"),
        text(body="建功立业"),
        text(body="焊接"),
    )


def test_title_above_body():
    assert_order("焊接", text("焊接", "夜校"), text("夜校", "焊接"))


def test_more_words_above_one_word_many_times():
    assert_order("焊接 夜校", text(body="焊接，夜校"), text(body="焊接" * 50))


def test_more_often_above_less_often():
    assert_order(
        "焊接",
        text(body="焊接，焊接，焊接"),
        text(body="焊接，焊接，电工"),
        text(body="焊接，电工，电工"),
    )


def test_short_above_long():
    assert_order("焊接", text(body="焊接"), text(body=f"焊接{FILLER}"))


def test_rare_above_common():
    weights = {"焊接": rarity(2, 2_000), "职工": rarity(1_900, 2_000)}
    rare, common = text(body="焊接"), text(body="职工")
    assert score("焊接 职工", rare, weights) > score("焊接 职工", common, weights)


def test_rarity_falls_with_what_is_found():
    values = [rarity(found, 2_000) for found in (0, 1, 10, 100, 1_000, 2_000)]
    assert values == sorted(values, reverse=True)
    assert values[-1] > 0


def test_the_whole_above_its_parts():
    assert_order(
        "职工书屋",
        text(body="职工书屋"),
        text(body="职工的书屋"),
        text(body="职工"),
        text(body="食堂"),
    )


def test_a_word_not_required_counts_little():
    assert_order(
        "焊接工作", text(body="焊接工作"), text(body="焊接"), text(body="工作"), text(body="食堂")
    )


def test_forms_of_one_idea_count_as_one():
    """Two names of one thing tell less than two things."""
    assert_order("产改 焊接", text(body="产改，焊接"), text(body="产改，产业改革"))


def test_boosts_count():
    def points(boost):
        query = from_tree(PlainText("焊接") | Boost(PlainText("夜校"), boost), WORDS)
        ranking = Ranking(query.terms, plain_needle, {})
        return ranking.score(text(body="焊接")), ranking.score(text(body="夜校"))

    weld, school = points(2)
    assert school > weld
    weld, school = points(0.5)
    assert school < weld


def test_the_number_of_matches_in_a_title_is_bounded():
    assert score("焊接", text("焊接" * 2)) == pytest.approx(
        score("焊接", text("焊接" * 20)), rel=0.2
    )


def test_a_score_is_a_number_whatever_the_text():
    for found in (text(), text("产改" * 1_000, "产改" * 20_000), Text("", "")):
        assert 0 <= score("产改 焊接 职工书屋", found) < 100


def test_tokens_are_counted_as_text_is():
    """SQLite keeps tokens, PostgreSQL text: the same words are found in either."""
    if connection.vendor != "sqlite":
        pytest.skip("keeps text")
    from casestudies.chinese_search.sqlite import SQLiteEntries

    whole = "推进产改 plc 编程 2024 年 焊接班"
    padded = f" {' '.join(tokens(whole))} "
    for question in ("产改", "plc", "plc 编程", "2024年", "焊", "班", "lc", "改焊", "2024", "程序"):
        for term in planned(question, Vocabulary()).terms:
            for leaf, _weight in term.forms:
                found = plain_needle(leaf) in f" {whole} "
                assert (SQLiteEntries.needle(leaf) in padded) is found, leaf.text


# --- as the database tells it ----------------------------------------------------------------


@pytest.fixture
def words(db, monkeypatch):
    monkeypatch.setattr(vocabulary, "provider", lambda: lambda: [Entry(("产改", "产业改革"))])


def shelve(*titles, trade=None):
    for title in titles:
        if trade:
            Handbook.objects.create(title=title, pages=1, published="2020-01-01", trade=trade)
        else:
            Work.objects.create(title=title, pages=1, published="2020-01-01")


def told(question, **more):
    return [work.title for work in Work.objects.search(question, **more).with_related()]


def test_typed_above_synonym_even_when_the_synonym_is_common(words):
    shelve(*(f"产业改革{number}" for number in range(30)), "产改")
    assert told("产改")[0] == "产改"
    assert len(told("产改")) == 31


def test_title_above_body_in_the_index(words):
    shelve("电气图解", trade="welder")
    shelve("焊工手册", trade="safety")
    assert told("焊工") == ["焊工手册", "电气图解"]


def test_rare_above_common_in_the_index(words):
    shelve(*(f"职工手册{number}" for number in range(40)), "焊接手册")
    found = told("职工 焊接")
    assert found[0] == "焊接手册"
    assert Work.objects.search("职工 焊接").with_related().related_from() == 0


def test_all_words_above_some(words):
    shelve("焊接班", "夜校", "焊接班的夜校", "焊接班的食堂夜里不关门")
    found = Work.objects.search("焊接 夜校").with_related()
    assert found[0].title == "焊接班的夜校"
    assert found.related_from() == 1
    assert set(told("焊接 夜校")[1:]) == {"焊接班", "夜校", "焊接班的食堂夜里不关门"}


def test_scores_fall_from_level_to_level(words):
    shelve("焊接班", "夜校", "焊接班的夜校", "接夜班")
    results = Work.objects.search("焊接 夜校").with_related().annotate_score("points")
    points = [work.points for work in results]
    assert points == sorted(points, reverse=True)
    assert points[0] - points[1] > 0.5


def test_equal_texts_stand_the_newest_first(words):
    shelve("焊接班", "焊接班", "焊接班")
    found = [work.pk for work in Work.objects.search("焊接")]
    assert found == sorted(found, reverse=True)
