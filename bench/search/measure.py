"""One backend over one corpus: index it, ask it, time it."""

import time
from collections import defaultdict
from dataclasses import dataclass, field
from statistics import mean, quantiles

from django.db import DatabaseError, connection, transaction
from wagtail.search.backends import get_search_backend

from .models import Document
from .quality import ndcg, recall

CHUNK = 1_000
FIRST = 20
REPEATS = 3


@dataclass
class Measured:
    """What one backend did; ``classes`` maps a class of questions to its numbers."""

    backend: str
    documents: int = 0
    recall20: float = 0.0
    ndcg10: float = 0.0
    zero: float = 0.0
    index_s_per_1000: float = 0.0
    index_bytes: int = 0
    p50_ms: float = 0.0
    p95_ms: float = 0.0
    classes: dict = field(default_factory=dict)


class Bench:
    """Fills the index of a backend once, then asks it."""

    def __init__(self, alias: str, name: str):
        self.alias = alias
        self.backend = get_search_backend(alias)
        self.measured = Measured(name)
        self._seconds = 0.0
        self._before = 0

    def start(self):
        """Empty the index, which all backends of a database share."""
        for index in self.backend.all_indexes():
            index.reset()
        _tidy()
        self._before = _size()

    def index(self, pks):
        """Index these documents, a thousand at a time, as ``update_index`` does."""
        for start in range(0, len(pks), CHUNK):
            chunk = list(Document.objects.filter(pk__in=pks[start : start + CHUNK]))
            begun = time.perf_counter()
            with transaction.atomic():
                self.backend.add_bulk(Document, chunk)
            self._seconds += time.perf_counter() - begun
        self.measured.documents += len(pks)
        self.measured.index_s_per_1000 = self._seconds / self.measured.documents * 1000
        _tidy()
        self.measured.index_bytes = _size() - self._before

    def judge(self, questions):
        """Measure the quality of the first results, of all questions and by class."""
        rows = defaultdict(list)
        for question in questions:
            found = self._ask(question.text)
            row = (recall(found, question.grades), ndcg(found, question.grades), float(not found))
            rows[question.kind].append(row)
        every = [row for kind in rows.values() for row in kind]
        measured = self.measured
        measured.recall20, measured.ndcg10, measured.zero = map(mean, zip(*every, strict=True))
        measured.classes = {
            kind: (len(kind_rows), *map(mean, zip(*kind_rows, strict=True)))
            for kind, kind_rows in sorted(rows.items())
        }

    def time(self, questions):
        """Time the first results with their count, the best of three for each question."""
        times = [
            min(_timed(lambda text=question.text: self._ask(text)) for _ in range(REPEATS))
            for question in questions
        ]
        self.measured.p50_ms, self.measured.p95_ms = _percentiles(times)

    def _ask(self, text):
        """Return the keys of the first results; a question that breaks a backend finds none."""
        try:
            with transaction.atomic():
                results = Document.objects.search(text, backend=self.alias)
                if hasattr(results, "with_related"):
                    results = results.with_related()
                found = [document.pk for document in results[:FIRST]]
                results.count()
                return found
        except DatabaseError:
            return []


def _timed(ask):
    begun = time.perf_counter()
    ask()
    return (time.perf_counter() - begun) * 1000


def _percentiles(times):
    if len(times) < 2:
        return times[0], times[0]
    cuts = quantiles(times, n=100, method="inclusive")
    return cuts[49], cuts[94]


def _tidy():
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _size() -> int:
    """Return the bytes of the index: of the tables on PostgreSQL, of used pages on SQLite."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM wagtailsearch_indexentry")
            cursor.execute("SELECT pg_total_relation_size('wagtailsearch_indexentry')")
            return cursor.fetchone()[0]
        pages = []
        for pragma in ("page_count", "freelist_count", "page_size"):
            cursor.execute(f"PRAGMA {pragma}")
            pages.append(cursor.fetchone()[0])
        return (pages[0] - pages[1]) * pages[2]
