"""The measurement of the search measures what it says."""

import gzip
import json
import subprocess
import sys
from importlib import import_module
from math import log2
from pathlib import Path

import pytest

from bench.search import ablation, corpus, quality
from bench.search.__main__ import OURS

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [
    {
        "id": 1,
        "title": "深化产改",
        "body": "产业工人队伍建设改革走深走实。职工得实惠。",
        "unit": "市总",
    },
    {"id": 2, "title": "送清凉", "body": "高温天慰问一线职工。"},
    {"id": 3, "title": "天气", "body": "今天多云。明天有雨。"},
]
QUESTIONS = [
    {"id": "A", "q": "产业工人", "class": "oov", "qrels": {"1": 2}},
    {"id": "B", "q": "一线职工", "class": "multi", "qrels": {"2": 2, "1": 1}},
]


@pytest.fixture
def files(tmp_path):
    documents, questions = tmp_path / "docs.jsonl.gz", tmp_path / "questions.json"
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in DOCUMENTS)
    documents.write_bytes(gzip.compress(lines.encode()))
    questions.write_text(json.dumps(QUESTIONS, ensure_ascii=False), encoding="utf-8")
    return documents, questions


def test_recall_is_of_what_fits_in_the_depth():
    assert quality.recall([3, 1, 9], {1: 2, 2: 1, 3: 1}, depth=3) == pytest.approx(2 / 3)
    assert quality.recall([1, 2], dict.fromkeys(range(1, 100), 1), depth=2) == 1.0


def test_ndcg_gains_two_to_the_grade_less_one():
    grades = {1: 2, 2: 1}
    assert quality.ndcg([1, 2], grades) == 1.0
    assert quality.ndcg([2, 9, 1], grades) == pytest.approx((1 + 3 / log2(4)) / (3 + 1 / log2(3)))
    assert quality.ndcg([], grades) == 0.0


def test_documents_and_questions_are_read(files):
    documents, questions = files
    first, second, _third = corpus.documents(str(documents))
    assert (first.pk, first.unit, second.unit) == (1, "市总", "")
    assert [judged.grades for judged in corpus.questions(str(questions))] == [{1: 2}, {2: 2, 1: 1}]


def test_patterns_judge_the_documents(files, tmp_path):
    questions = tmp_path / "patterns.json"
    rows = [
        {"q": "慰问", "class": "known", "all": ["清凉|高温", "职工"]},
        {"q": "市", "all": ["市总"]},
    ]
    questions.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    judged = corpus.questions(str(questions), corpus.documents(str(files[0])))
    assert [each.grades for each in judged] == [{2: 2}, {1: 1}]


def test_our_own_questions_are_forty_at_least_and_none_twice():
    texts = [judged.text for judged in corpus.questions(OURS)]
    assert len(texts) == len(set(texts)) >= 40


@pytest.mark.parametrize("part", ablation.PARTS)
def test_a_part_is_left_out_and_put_back(part):
    def there():
        return [
            getattr(import_module(where) if isinstance(where, str) else where, name)
            for where, name, _value in ablation.PARTS[part]
        ]

    before = there()
    with ablation._left_out(ablation.PARTS[part]):
        assert all(now is not old for now, old in zip(there(), before, strict=True))
    assert there() == before


def test_more_documents_are_of_the_same_sentences_and_always_the_same(files):
    known = list(corpus.documents(str(files[0])))
    added = list(corpus.more(known, 5))
    assert added == list(corpus.more(known, 5))
    assert [text.pk for text in added] == [4, 5, 6, 7, 8]
    sentences = "".join(text.body for text in known)
    assert all(part in sentences for text in added for part in text.body.split("。") if part)


def test_prints_one_json_object_a_backend(files):
    documents, questions = files
    command = [sys.executable, "-m", "bench.search", "--json", "--size", "20"]
    command += ["--docs", documents, "--queries", questions]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    ours, stock = map(json.loads, done.stdout.splitlines())
    keys = "backend database documents recall20 ndcg10 zero index_s_per_1000 index_bytes p50_ms"
    assert list(ours) == list(stock) == [*keys.split(), "p95_ms"]
    assert (ours["backend"], stock["backend"]) == ("casestudies.chinese_search", "wagtail")
    assert (ours["database"], ours["documents"]) == ("sqlite", 20)
    assert (ours["recall20"], ours["ndcg10"], ours["zero"]) == (1.0, 1.0, 0.0)
    assert stock["zero"] == 1.0
    assert ours["index_bytes"] >= 0 < ours["p50_ms"] <= ours["p95_ms"]
