"""Counts queries exactly, then takes CPU and wall time over repeats."""

import statistics
import time
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True)
class Result:
    """``cpu``, ``median`` and ``least`` in seconds a visit."""

    queries: int
    cpu: float
    median: float
    least: float


def measure(visit, *, repeats) -> Result:
    """Warm up twice, count the queries of one visit, then time ``repeats`` more."""
    visit()
    visit()
    with CaptureQueriesContext(connection) as captured:
        visit()
    queries = len(captured)
    walls = []
    cpu = time.process_time()
    for _ in range(repeats):
        start = time.perf_counter()
        visit()
        walls.append(time.perf_counter() - start)
    cpu = (time.process_time() - cpu) / repeats
    return Result(queries=queries, cpu=cpu, median=statistics.median(walls), least=min(walls))
