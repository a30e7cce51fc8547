"""Documents and judged questions from files, and more documents of the same language."""

import gzip
import json
import random
import re
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

_SENTENCE = re.compile(r"[^。！？]+[。！？]?")


@dataclass(frozen=True)
class Text:
    """A document of a file; ``unit`` is who it is from, empty where the file does not tell."""

    pk: int
    title: str
    body: str
    unit: str = ""


@dataclass(frozen=True)
class Judged:
    """A question, its class, and the grade of each relevant document."""

    text: str
    kind: str
    grades: dict[int, int]


def documents(path: str):
    """Yield the documents of a file with one JSON object a line, plain or gzipped."""
    with (gzip.open if Path(path).suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.strip():
                row = json.loads(line)
                yield Text(int(row["id"]), row["title"], row["body"], row.get("unit", ""))


def questions(path: str, texts=()) -> list[Judged]:
    """Read judged questions: with ``qrels``, or with patterns to be found in ``texts``.

    Patterns say what a good answer speaks of, whatever the words of the question: a text
    that has ``all`` of them is relevant, and more so with the first in its title.
    """
    rows = json.loads(Path(path).read_text("utf-8"))
    folded = [
        (text.pk, normalize("NFKC", text.title), normalize("NFKC", f"{text.body}\n{text.unit}"))
        for text in texts
    ]
    return [Judged(row["q"], row.get("class", ""), _grades(row, folded)) for row in rows]


def _grades(row, texts):
    if "qrels" in row:
        return {int(pk): int(grade) for pk, grade in row["qrels"].items()}
    patterns = [re.compile(pattern) for pattern in row["all"]]
    return {
        pk: 2 if patterns[0].search(title) else 1
        for pk, title, body in texts
        if all(pattern.search(f"{title}\n{body}") for pattern in patterns)
    }


def more(known, number: int):
    """Yield ``number`` documents made of sentences of known ones; always the same."""
    chance = random.Random(20_210_920)
    sentences = [found for text in known for found in _SENTENCE.findall(text.body)]
    titles = [text.title for text in known]
    units = [text.unit for text in known]
    sizes = [len(text.body) for text in known]
    pk = max(text.pk for text in known)
    for _ in range(number):
        pk += 1
        size, body = chance.choice(sizes), ""
        while len(body) < size:
            body += chance.choice(sentences)
        yield Text(pk, chance.choice(titles), body, chance.choice(units))
