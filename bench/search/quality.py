"""How good an order is: recall and discounted cumulative gain."""

from math import log2


def recall(found: list[int], grades: dict[int, int], depth: int = 20) -> float:
    """Return the share of the relevant documents, ``depth`` at most, among the first."""
    relevant = sum(1 for pk in found[:depth] if grades.get(pk))
    return relevant / min(depth, sum(1 for grade in grades.values() if grade))


def ndcg(found: list[int], grades: dict[int, int], depth: int = 10) -> float:
    """Return the gain (2^grade - 1, discounted by log2 of the place) beside the best possible."""
    best = _gain(sorted(grades.values(), reverse=True)[:depth])
    return _gain([grades.get(pk, 0) for pk in found[:depth]]) / best


def _gain(grades):
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))
