"""The plan on OpenSearch and Elasticsearch: what is sent, against recorded conversations."""

import pytest
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText

from casestudies.chinese_search import vocabulary
from casestudies.chinese_search.cluster import SearchBackend
from casestudies.chinese_search.vocabulary import Entry

from .protocol import replayed
from .shelf.models import Leaflet

pytestmark = pytest.mark.django_db
ENTRIES = (
    Entry(("产改", "产业工人队伍建设改革"), narrower=(("能级工资",),), broader=("职工队伍建设",)),
)


@pytest.fixture(autouse=True)
def words(monkeypatch):
    monkeypatch.setattr(vocabulary, "_providers", [lambda: ENTRIES])


@pytest.fixture
def leaflet():
    return Leaflet.objects.create(pk=7, title="深化“產改”", text="能級工資，2024年起。", year=2024)


def backend(url, engine):
    params = {"ENGINE": engine, "URLS": [url], "INDEX_PREFIX": "t_", "ATOMIC_REBUILD": False}
    return SearchBackend(params)


def query(question, engine="opensearch3", unfinished=False, **options):
    """The query for a question, of an engine that is never reached."""
    search = backend("http://127.0.0.1:9", engine)
    ask = search.autocomplete if unfinished else search.search
    return ask(question, Leaflet, **options).query_compiler.get_query()["bool"]["must"]


def phrase(text, boost, kind="phrase"):
    fields = ["_all_text", "_all_text_boost_3_0^3.0"]
    return {"multi_match": {"query": text, "type": kind, "fields": fields, "boost": boost}}


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


@pytest.mark.parametrize("engine", ["opensearch3", "elasticsearch9"])
def test_an_index_is_made_filled_and_emptied(engine, leaflet):
    with replayed(f"indexing-{engine}") as url:
        search = backend(url, engine)
        rebuilder = search.rebuilder_class(search.get_index_for_model(Leaflet))
        index = rebuilder.start()
        index.add_model(Leaflet)
        index.add_items(Leaflet, [leaflet])
        rebuilder.finish()
        search.delete(leaflet)
        search.es.close()


@pytest.mark.parametrize("engine", ["opensearch3", "elasticsearch9"])
def test_a_question_with_enough_answers_is_asked_strictly(engine, leaflet):
    with replayed(f"strict-{engine}") as url:
        search = backend(url, engine)
        results = search.search("产改", Leaflet.objects.filter(year=2024))
        (found,) = results[:20].annotate_score("score")
        assert (found, found.score) == (leaflet, 4.5)
        assert results.count() == 12
        assert results.related_from() is None
        assert results.facet("year") == {2024: 9, 2023: 3}
        search.es.close()


def test_a_question_with_few_answers_is_asked_loosely(leaflet):
    with replayed("loose-opensearch3") as url:
        search = backend(url, "opensearch3")
        results = search.search("产改 茶馆", Leaflet)
        assert list(results[:20]) == [leaflet]
        assert (results.count(), results.related_from()) == (20, 1)
        search.es.close()


def test_words_are_looked_for_with_their_forms():
    assert query("產改") == PLANNED
    assert query("怎样开展产改") == PLANNED


def test_a_sign_that_no_server_parses_is_a_phrase_or_a_pattern():
    assert query("2024年") == phrase("2024 年", 1.0, kind="phrase_prefix")
    fields = ("_all_text", "_all_text_boost_3_0")
    patterns = [{"regexp": {field: {"value": ".?茶.?", "boost": 1.0}}} for field in fields]
    assert query("茶") == {"dis_max": {"queries": patterns}}


@pytest.mark.parametrize("question", ['"', "()", " ", "\x00", "\ud800", "🙂"])
def test_what_has_no_words_finds_nothing(question):
    assert query(question) == {"bool": {"must_not": {"match_all": {}}}}


def test_operators_and_trees_mean_what_they_say():
    tea = phrase("茶馆", 1.0)
    either = {"dis_max": {"queries": [PLANNED, tea], "tie_breaker": 0.3}}
    assert query("产改 茶馆", operator="and") == {"bool": {"must": [PLANNED, tea]}}
    assert query("产改 茶馆", operator="or") == either
    assert query(Or([PlainText("产改"), PlainText("茶馆")])) == either
    assert query(And([PlainText("产改"), Not(Phrase("“茶馆”"))])) == {
        "bool": {"must": [PLANNED, {"bool": {"must_not": phrase("茶馆", 0.35)}}]}
    }
    assert query(Boost(Phrase("茶馆"), 3)) == phrase("茶馆", 3.0)
    assert query(MatchAll()) == {"match_all": {}}
    assert query(Fuzzy("tea"))["multi_match"]["fuzziness"] == "AUTO"


def test_fields_narrow_the_search():
    only = query("茶馆", fields=["title"])
    assert only["multi_match"]["fields"] == ["title^3"]


def test_unfinished_words_are_looked_for_inside():
    assert query("改革产", unfinished=True) == {
        "match_phrase": {"_edgengrams": {"query": "改革产", "boost": 1.0}}
    }
    assert len(query("产改", unfinished=True)["dis_max"]["queries"]) == 3


def test_the_host_has_the_last_word_on_the_analysis():
    analyzer = {"analysis": {"analyzer": {"default": {"type": "smartcn"}}}}
    search = SearchBackend({"ENGINE": "opensearch3", "INDEX_SETTINGS": {"settings": analyzer}})
    assert search.settings["settings"]["analysis"]["analyzer"]["default"] == {"type": "smartcn"}
    assert "edgengram_analyzer" in search.settings["settings"]["analysis"]["analyzer"]


@pytest.mark.parametrize("engine", ["opensearch2", "elasticsearch8"])
def test_other_engines_of_wagtail_plan_the_same(engine):
    assert query("产改", engine=engine) == PLANNED


def test_an_unknown_engine_is_refused():
    with pytest.raises(ImportError):
        SearchBackend({"ENGINE": "sphinx"})
