"""What the clauses mean, over texts cut as ``cjk`` cuts them: the same as on a database."""

import random

import pytest

from casestudies.chinese_search import vocabulary
from casestudies.chinese_search.analysis import canonical, is_han
from casestudies.chinese_search.cluster import SearchBackend
from casestudies.chinese_search.queries import planned
from casestudies.chinese_search.vocabulary import Entry
from tests.library.models import Leaflet

ENTRIES = (
    Entry(("产改", "产业工人队伍建设改革"), narrower=(("能级工资",),), broader=("职工队伍建设",)),
)
PIECES = (
    *("产改", "茶馆", "第5届", "2024年", "工会", "劳模", "A股", "IT", "年", "茶", "届", "的第"),
    *("能级工资", "QQ群", "5", "第3次", "互联网+", "本", "产业工人队伍建设改革", "职工队伍建设"),
)


@pytest.fixture(autouse=True)
def words(monkeypatch):
    monkeypatch.setattr(vocabulary, "provider", lambda: lambda: ENTRIES)


@pytest.fixture(scope="module")
def texts():
    dice = random.Random(3)
    pieces = (*PIECES, "，", " ", "的", "了")
    return ["".join(dice.choices(pieces, k=dice.randint(2, 9))) for _ in range(120)]


@pytest.fixture(scope="module")
def questions():
    dice = random.Random(4)
    pairs = (dice.choice((" ", "")).join(dice.choices(PIECES, k=2)) for _ in range(40))
    triples = (" ".join(dice.sample(PIECES, k=3)) for _ in range(20))
    return [*PIECES, *pairs, *triples]


def compiler(question):
    params = {"ENGINE": "opensearch3", "URLS": ["http://127.0.0.1:9"]}
    return SearchBackend(params).search(question, Leaflet).query_compiler


def cut(text):
    """Bigrams of each run of Han, a single one as it is, other runs whole."""
    tokens = []
    for run in canonical(text).split():
        pairs = [run[at : at + 2] for at in range(len(run) - 1)] if is_han(run) else []
        tokens += pairs or [run]
    return tokens


def has_phrase(tokens, wanted, *, is_open=False):
    *first, last = wanted
    for at in range(len(tokens) - len(first)):
        found = tokens[at + len(first)]
        ends = found.startswith(last) if is_open else found == last
        if tokens[at : at + len(first)] == first and ends:
            return True
    return False


def matches(clause, tokens):
    """Whether a document with these tokens in each field matches."""
    ((kind, body),) = clause.items()
    if kind == "bool":
        return _matches_bool(body, tokens)
    if kind == "constant_score":
        return matches(body["filter"], tokens)
    if kind == "dis_max":
        return any(matches(each, tokens) for each in body["queries"])
    assert kind == "multi_match"
    return has_phrase(tokens, cut(body["query"]), is_open=body["type"] == "phrase_prefix")


def _matches_bool(body, tokens):
    if "should" in body:
        return any(matches(each, tokens) for each in body["should"])
    return all(matches(each, tokens) for each in body["must"])


def has_single(expression):
    """Whether a character stands alone in what is asked: ``cjk`` has no token for it."""
    runs = [run for leaf in expression.leaves() for run in leaf.text.split()]
    return any(len(run) == 1 and is_han(run) for run in runs)


def test_a_text_matches_as_on_a_database(texts, questions):
    compared = 0
    for question in questions:
        clause = compiler(question).get_inner_query()
        strict = planned(question, vocabulary.current()).strict
        if has_single(strict):
            continue
        for text in texts:
            wanted = strict.matches(f" {canonical(text)} ")
            assert matches(clause, cut(text)) == wanted, (question, text)
            compared += wanted
    assert compared > 200


def test_a_single_character_is_found_but_at_the_end_of_a_sentence():
    clause = compiler("茶").get_inner_query()
    found = [
        text for text in ("茶", "茶馆", "喝茶的", "喝茶，", "红茶") if matches(clause, cut(text))
    ]
    assert found == ["茶", "茶馆", "喝茶的"]


def test_few_results_are_joined_by_those_of_the_looser_levels(texts, questions):
    looser = 0
    for question in questions:
        asked = compiler(question).with_related()
        asked.decide(lambda _query: 3)
        if not asked.is_loose or any(map(has_single, asked.levelled.levels)):
            continue
        strict, *related = asked.get_inner_query()["bool"]["should"]
        levels = asked.levelled.levels
        for text in texts:
            on = [level.matches(f" {canonical(text)} ") for level in levels]
            assert matches(strict, cut(text)) == on[0], (question, text)
            assert any(matches(each, cut(text)) for each in related) == any(on), (question, text)
            looser += not on[0] and any(on)
    assert looser > 500
