"""What each part of the engine earns: quality without it, on two sets of queries.

A part is left out by putting something plainer in its place while the questions are
asked; the index stays as it is, so only what reads a question or orders results is here.
"""

import time
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from unittest.mock import patch

from casestudies.chinese_search import (
    analysis,
    compilers,
    planner,
    queries,
    ranking,
    vocabulary,
)

OURS = "casestudies.chinese_search"


def _nothing(*_args, **_kwargs):
    return ()


def _greedy(chunk, known):
    """Take at each place the longest known word."""
    at, places = 0, []
    while at < len(chunk):
        end = max(known.get(at, ()), default=0)
        if end:
            places.append((at, end))
        at = end or at + 1
    return places


def _only_pairs(text):
    found = _CUTS(text)
    return found[:1]


def _any_only(wanted):
    wanted = tuple(dict.fromkeys(wanted))
    if len(wanted) >= 2:
        yield queries.AnyOf(wanted)


def _all_but_one_only(wanted):
    wanted = tuple(dict.fromkeys(wanted))
    if len(wanted) >= 3:
        yield queries.AnyOf(
            tuple(map(queries.AllOf, queries.combinations(wanted, len(wanted) - 1)))
        )


def _without_broader(found):
    return _LOOSER(found)[1:]


def _plain_entries(**without):
    def entries():
        for entry in vocabulary.provider()():
            yield replace(entry, **without)

    return lambda: vocabulary.Vocabulary(entries())


def _no_covering(form, others):
    return False


def _whole_parts(word):
    found = word.cuts or queries.cuts(word.typed)
    return found[0] if found else (word.typed,)


def _strict_as_core(text, words, *, prefix=False):
    found = _PLANNED(text, words, prefix=prefix)
    return replace(found, core=found.strict)


def _no_related(word):
    return replace(_TERM(word), related=())


def _no_parts(word):
    return replace(_TERM(word), parts=())


_CUTS, _LOOSER = planner.cuts, queries._looser_words
_PLANNED, _TERM = queries.planned, queries._term

#: Name of a part, and what stands in its place: (module or class, name, value).
PARTS = {
    "words of asking dropped (STOP)": [(planner, "STOP", frozenset())],
    "words that hide them (WHOLE)": [(planner, "WHOLE", frozenset())],
    "office words not required (WEAK)": [(planner, "WEAK", frozenset())],
    "cheapest cut (greedy instead)": [(planner, "_cheapest_cut", _greedy)],
    "cuts of compounds": [(planner, "cuts", _nothing), (queries, "cuts", _nothing)],
    "cuts beyond the first": [(planner, "cuts", _only_pairs), (queries, "cuts", _only_pairs)],
    "level: broader words": [(queries, "_looser_words", _without_broader)],
    "level: all but one": [(queries, "_fewer", _any_only)],
    "level: any": [(queries, "_fewer", _all_but_one_only)],
    "levels of parts": [(queries, "_looser_parts", _nothing)],
    "parts of three characters": [(queries, "_parts", _whole_parts)],
    "correction in search()": [(compilers, "correction", _nothing)],
    "database ranks by the core": [
        (f"{OURS}.compilers", "planned", _strict_as_core),
    ],
    "rerank": [(ranking.Ranking, "score", lambda self, text: 1.0)],
    "rerank: rarity": [(ranking, "rarity", lambda found, known: 1.0)],
    "rerank: parts of compounds": [(queries, "_term", _no_parts)],
    "rerank: narrower and broader": [(queries, "_term", _no_related)],
    "rerank: titles": [(ranking, "_TITLE_WEIGHT", 1.0)],
    "rerank: length": [(ranking, "_LENGTH_SHARE", 0.0)],
    "vocabulary": [(f"{OURS}.compilers", "current", vocabulary.Vocabulary)],
    "vocabulary: narrower": [(f"{OURS}.compilers", "current", _plain_entries(narrower=()))],
    "vocabulary: broader": [(f"{OURS}.compilers", "current", _plain_entries(broader=()))],
    "vocabulary: covered forms left out": [(vocabulary, "_is_covered", _no_covering)],
    "traditional characters": [(analysis, "_simplified", dict)],
}


def table(bench, *sets):
    """Yield the lines of a Markdown table: the parts, what is left without each of them."""
    yield "| without | nDCG@10 | recall@20 | ms | nDCG@10, ours | recall@20, ours | ms |"
    yield "|---|---|---|---|---|---|---|"
    whole = [_judged(bench, each) for each in sets]
    yield _row("nothing", whole)
    for name, places in PARTS.items():
        with _left_out(places):
            measured = [_judged(bench, each) for each in sets]
        yield _row(name, measured, whole)


def _judged(bench, judged):
    begun = time.perf_counter()
    bench.judge(judged)
    milliseconds = (time.perf_counter() - begun) * 1000 / len(judged)
    return bench.measured.ndcg10, bench.measured.recall20, milliseconds


def _row(name, measured, whole=None):
    cells = []
    for at, (ndcg, recall, milliseconds) in enumerate(measured):
        if whole:
            cells += [f"{ndcg - whole[at][0]:+.4f}", f"{recall - whole[at][1]:+.4f}"]
        else:
            cells += [f"{ndcg:.4f}", f"{recall:.4f}"]
        cells.append(f"{milliseconds:.0f}")
    return f"| {name} | {' | '.join(cells)} |"


@contextmanager
def _left_out(places):
    with ExitStack() as stack:
        for where, name, value in places:
            if isinstance(where, str):
                stack.enter_context(patch(f"{where}.{name}", value))
            else:
                stack.enter_context(patch.object(where, name, value))
        _forget()
        yield
    _forget()


def _forget():
    """Plans, vocabularies and foldings are kept; a part left out would not be noticed."""
    planner.plan.cache_clear()
    vocabulary._parsed.cache_clear()
    analysis._FOLDING.clear()
