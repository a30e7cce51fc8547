"""Documents and judged questions from files, and more documents of the same language."""

import gzip
import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

_SENTENCE = re.compile(r"[^。！？]+[。！？]?")


@dataclass(frozen=True)
class Judged:
    """A question, its class, and the grade of each relevant document."""

    text: str
    kind: str
    grades: dict[int, int]


def documents(path: str):
    """Yield (id, title, body) of a file with one JSON object a line, plain or gzipped."""
    with (gzip.open if Path(path).suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.strip():
                row = json.loads(line)
                yield int(row["id"]), row["title"], row["body"]


def questions(path: str) -> list[Judged]:
    rows = json.loads(Path(path).read_text("utf-8"))
    return [
        Judged(
            row["q"],
            row.get("class", ""),
            {int(pk): int(grade) for pk, grade in row["qrels"].items()},
        )
        for row in rows
    ]


def more(known, number: int):
    """Yield ``number`` documents made of sentences of known ones; always the same."""
    chance = random.Random(20_210_920)
    sentences = [found for _pk, _title, body in known for found in _SENTENCE.findall(body)]
    titles = [title for _pk, title, _body in known]
    sizes = [len(body) for _pk, _title, body in known]
    pk = max(pk for pk, _title, _body in known)
    for _ in range(number):
        pk += 1
        size, body = chance.choice(sizes), ""
        while len(body) < size:
            body += chance.choice(sentences)
        yield pk, chance.choice(titles), body
