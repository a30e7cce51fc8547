"""What the clauses mean, over texts cut as ``cjk`` cuts them: the same as on a database."""

import random
import re

import pytest

from casestudies.chinese_search import vocabulary
from casestudies.chinese_search.analysis import canonical, is_han
from casestudies.chinese_search.cluster import SearchBackend
from casestudies.chinese_search.questions import planned
from casestudies.chinese_search.vocabulary import Entry

from .shelf.models import Leaflet

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
    if kind == "multi_match":
        return has_phrase(tokens, cut(body["query"]))
    (asked,) = body.values()
    if kind == "match_phrase_prefix":
        return has_phrase(tokens, cut(asked["query"]), is_open=True)
    assert kind == "regexp"
    pattern = asked if isinstance(asked, str) else asked["value"]
    return any(re.fullmatch(pattern, token) for token in tokens)


def _matches_bool(body, tokens):
    must, sieve = ([each] if isinstance(each, dict) else each for each in _parts(body))
    should = body.get("should", [])
    least = body.get("minimum_should_match", int(bool(should) and not must and not sieve))
    return (
        all(matches(each, tokens) for each in (*must, *sieve))
        and sum(matches(each, tokens) for each in should) >= least
    )


def _parts(body):
    return body.get("must", []), body.get("filter", [])


def test_a_text_matches_as_on_a_database(texts, questions):
    for question in questions:
        clause = compiler(question).get_inner_query()
        strict = planned(question, vocabulary.current()).strict
        begins_alone = any(is_han(leaf.text) and leaf.text[1:2] == " " for leaf in strict.leaves())
        for text in texts:
            found, wanted = matches(clause, cut(text)), strict.found_in(f" {canonical(text)} ")
            # 第5届 is 5届 with a 第 somewhere: more may be found, never less.
            assert found == wanted or (begins_alone and found), (question, text)


def test_a_result_counts_for_the_strictest_level_it_is_on(texts, questions):
    several = 0
    for question in questions:
        asked = compiler(question)
        asked.decide(lambda _query: 3)
        if not asked.looser:
            continue
        levels = asked.get_inner_query()["bool"]["must"]["dis_max"]["queries"]
        known = [asked.question.strict, *asked.looser]
        if any(is_han(leaf.text) and leaf.text[1:2] == " " for leaf in known[-1].leaves()):
            continue
        for text in texts:
            boosts = [
                level["constant_score"]["boost"] for level in levels if matches(level, cut(text))
            ]
            on = [
                place for place, level in enumerate(known) if level.found_in(f" {canonical(text)} ")
            ]
            wanted = levels[on[0]]["constant_score"]["boost"] if on else None
            assert max(boosts, default=None) == wanted, (question, text)
            several += len(on) > 1
    assert several > 500
