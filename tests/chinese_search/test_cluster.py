"""The plan on OpenSearch and Elasticsearch: what is sent, against recorded conversations."""

import json

import pytest
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText

from casestudies.chinese_search import vocabulary
from casestudies.chinese_search.cluster import SearchBackend
from casestudies.chinese_search.vocabulary import Entry
from tests.library.models import Leaflet

from .protocol import replayed

pytestmark = pytest.mark.django_db
ENTRIES = (
    Entry(("产改", "产业工人队伍建设改革"), narrower=(("能级工资",),), broader=("职工队伍建设",)),
)
ENGINES = pytest.mark.parametrize("engine", ["opensearch3", "elasticsearch9"])


@pytest.fixture(autouse=True)
def words(monkeypatch):
    monkeypatch.setattr(vocabulary, "provider", lambda: lambda: ENTRIES)


@pytest.fixture
def leaflet():
    return Leaflet.objects.create(pk=7, title="深化“產改”", text="能級工資，2024年起。", year=2024)


@pytest.fixture
def other():
    return Leaflet.objects.create(pk=8, title="茶馆", year=2021)


@pytest.fixture
def conversation(engine):
    """Replays a recording with a backend of the engine."""

    def spoken(name, speak):
        with replayed(f"{name}-{engine}") as url:
            search = backend(url, engine)
            try:
                speak(search)
            finally:
                search.es.close()

    return spoken


def backend(url="http://127.0.0.1:9", engine="opensearch3"):
    params = {"ENGINE": engine, "URLS": [url], "INDEX_PREFIX": "t_", "ATOMIC_REBUILD": False}
    return SearchBackend(params)


def asked(question, engine="opensearch3", unfinished=False, **options):
    """The results of a question to an engine that is never reached."""
    search = backend(engine=engine)
    return (search.autocomplete if unfinished else search.search)(question, Leaflet, **options)


def query(question, *counts, **options):
    """The query for a question, after the server has told these counts."""
    results = asked(question, **options)
    compiler = (results.with_related() if counts else results).query_compiler
    told = iter(counts)
    if counts:
        compiler.decide(lambda _query: next(told))
    return compiler.get_query()["bool"]["must"]


def phrase(text, boost, fields=("_all_text", "_all_text_boost_3_0^3.0")):
    return {
        "multi_match": {"query": text, "type": "phrase", "fields": list(fields), "boost": boost}
    }


PLANNED = {
    "dis_max": {
        "queries": [
            phrase("产改", 1.0),
            phrase("产业工人队伍建设改革", 0.8),
            phrase("能级工资", 0.5),
        ],
        "tie_breaker": 0.3,
    }
}


# --- recorded conversations ----------------------------------------------------------------


@ENGINES
def test_an_index_is_made_filled_and_emptied(conversation, leaflet):
    def speak(search):
        rebuilder = search.rebuilder_class(search.get_index_for_model(Leaflet))
        index = rebuilder.start()
        index.add_model(Leaflet)
        index.add_items(Leaflet, [leaflet])
        rebuilder.finish()
        search.delete(leaflet)

    conversation("indexing", speak)


@ENGINES
def test_a_question_with_enough_answers_is_asked_strictly(conversation, leaflet):
    def speak(search):
        results = search.search("产改", Leaflet.objects.filter(year=2024)).with_related()
        (found,) = results[:20].annotate_score("score")
        assert (found, found.score) == (leaflet, 4.5)
        assert (results.count(), results.related_from()) == (12, None)
        assert results.has_strict()
        assert results.facet("year") == {2024: 12}

    conversation("strict", speak)


@ENGINES
def test_a_question_with_few_answers_is_asked_loosely(conversation, leaflet, other):
    def speak(search):
        results = search.search("茶馆 劳模", Leaflet).with_related()
        assert list(results[:20]) == [leaflet, other]
        assert (results.count(), results.related_from()) == (20, 1)
        assert results.pks() == [7, 8]
        assert list(results[20:40]) == []
        assert list(results[40:]) == []

    conversation("loose", speak)


@ENGINES
def test_titles_are_suggested_from_the_middle_of_a_word(conversation, leaflet, other):
    def speak(search):
        leaflets = Leaflet.objects.filter(year=2024)
        assert list(search.autocomplete("改革产", leaflets)[:6]) == [leaflet]

    conversation("autocomplete", speak)


@ENGINES
def test_a_request_that_was_not_recorded_fails_and_is_shown(conversation):
    with pytest.raises(AssertionError) as failure:
        conversation("strict", lambda search: search.search("工会", Leaflet).count())
    shown = str(failure.value).splitlines()
    assert [line.split() for line in shown if "工会" in line] == [["+", '"query":', '"工会",']]
    assert ["-", '"query":', '"产改",'] in [line.split() for line in shown]


@ENGINES
def test_a_request_that_was_never_sent_fails(conversation):
    with pytest.raises(AssertionError, match="never said"):
        conversation("strict", lambda search: None)


# --- words -----------------------------------------------------------------------------------


def test_words_are_looked_for_with_their_forms():
    assert query("產改") == PLANNED
    assert query("怎样开展“产改”") == PLANNED


@pytest.mark.parametrize("engine", ["opensearch2", "elasticsearch8"])
def test_other_engines_of_wagtail_plan_the_same(engine):
    assert query("产改", engine=engine) == PLANNED


def test_an_edit_of_the_vocabulary_works_at_the_next_question(monkeypatch):
    monkeypatch.setattr(vocabulary, "provider", lambda: lambda: [Entry(("产改", "改革"))])
    assert query("产改")["dis_max"]["queries"] == [phrase("产改", 1.0), phrase("改革", 0.8)]


@pytest.mark.parametrize(
    ("question", "asked_for"), [("茶", "茶"), ("2024年", "2024 年"), ("第5届", "5 届")]
)
def test_a_single_character_at_the_end_may_go_on(question, asked_for):
    clause = query(question, fields=["text"])
    assert clause["multi_match"] == {
        "query": asked_for,
        "type": "phrase_prefix",
        "max_expansions": 1000,
        "fields": ["text"],
        "boost": 1.0,
    }


@pytest.mark.parametrize("question", ['"', "()", " ", "\x00", "\ud800", "🙂"])
def test_what_has_no_words_finds_nothing(question):
    assert query(question) == {"bool": {"must_not": {"match_all": {}}}}


# --- few answers -----------------------------------------------------------------------------


def test_results_with_all_words_count_more_than_words_can():
    clauses = query("产改 茶馆 劳模", 3)["bool"]["should"]
    first, broader, any_word, any_part = clauses
    strict = query("产改 茶馆 劳模")
    assert first == {"constant_score": {"filter": strict, "boost": 1000}}
    assert len(broader["bool"]["must"]) == 3
    names = [each["multi_match"]["query"] for each in any_word["dis_max"]["queries"][1:]]
    assert names == ["茶馆", "劳模"]
    assert '"职工队伍建设"' in json.dumps(broader, ensure_ascii=False)
    assert '"_all_text_boost' not in json.dumps(clauses[1:])
    assert any_part["dis_max"]["queries"]


def test_enough_answers_and_what_is_not_ranked_are_asked_strictly():
    strict = {"bool": {"must": [PLANNED, TEA]}}
    assert query("产改 茶馆", 10) == strict
    assert query("产改 茶馆", 0, order_by_relevance=False) == strict


def test_a_question_never_has_more_clauses_than_a_server_allows(monkeypatch):
    others = "东南西北金木水火土天地日月星云"
    words = "甲乙丙丁戊己庚辛"
    names = [[f"{word}{other}" for other in others] for word in words]
    entries = [Entry(tuple(each), broader=tuple(map("边".join, each))) for each in names]
    monkeypatch.setattr(vocabulary, "provider", lambda: lambda: entries)
    sent = json.dumps(query(" ".join(each[0] for each in names), 3))
    # Eight words of fifteen names in two fields and two looser levels; a server takes 1,024.
    assert 8 * 15 * 4 < sent.count('"_all_text') <= 1000


TEA = phrase("茶馆", 1.0)


# --- Wagtail's contract ------------------------------------------------------------------------


def test_operators_and_trees_mean_what_they_say():
    either = {"dis_max": {"queries": [PLANNED, TEA], "tie_breaker": 0.3}}
    assert query("产改 茶馆", operator="and") == {"bool": {"must": [PLANNED, TEA]}}
    assert query("产改 茶馆", operator="or") == either
    assert query(Or([PlainText("产改"), PlainText("茶馆")])) == either
    assert query(And([PlainText("产改"), Not(Phrase("“茶馆”"))])) == {
        "bool": {"must": [PLANNED, {"bool": {"must_not": phrase("茶馆", 0.35)}}]}
    }
    assert query(Boost(Phrase("茶馆"), 3)) == phrase("茶馆", 3.0)
    assert query(MatchAll()) == {"match_all": {}}


def test_similar_words_are_not_known_as_on_a_database():
    with pytest.raises(NotImplementedError, match="Fuzzy"):
        query(Fuzzy("產改"))


def test_fields_narrow_the_search():
    assert query("茶馆", fields=["title"]) == phrase("茶馆", 1.0, fields=["title^3"])


def test_unfinished_words_are_looked_for_inside():
    assert query("改革产", unfinished=True) == phrase("改革产", 1.0, ["_edgengrams"])
    assert len(query("产改", unfinished=True)["dis_max"]["queries"]) == 3
    titles = query("改革产", unfinished=True, fields=["title"])
    assert titles == phrase("改革产", 1.0, ["title_edgengrams"])


def test_the_host_has_the_last_word_on_the_analysis():
    analyzer = {"analysis": {"analyzer": {"default": {"type": "smartcn"}}}}
    search = SearchBackend({"ENGINE": "opensearch3", "INDEX_SETTINGS": {"settings": analyzer}})
    assert search.settings["settings"]["analysis"]["analyzer"]["default"]["type"] == "smartcn"
    assert "edgengram_analyzer" in search.settings["settings"]["analysis"]["analyzer"]


def test_an_engine_may_be_named_in_full_and_must_exist():
    assert query("产改", engine="modelsearch.backends.opensearch3") == PLANNED
    with pytest.raises(ImportError):
        SearchBackend({"ENGINE": "sphinx"})
