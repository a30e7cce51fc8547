"""Finds the keys for a query: the strict level whole, then looser ones until there is enough."""

from dataclasses import dataclass, field

from . import ranking
from .expressions import AnyOf, signed
from .queries import LevelledQuery

#: So many candidates are in order of relevance; the rest follows, the newest key first.
WINDOW = 1_000
#: Looser levels are tried when fewer results than this have all words …
FEW = 10
#: … until there are so many in all.
ENOUGH = 20
#: A word that so many entries have tells no less if more have it.
COMMON = 2_000


@dataclass
class Retrieved:
    """Keys of what was found, best first; the first ``strict`` have all words.

    Without ``is_all`` more match strictly than the window holds; nobody has counted them.
    """

    pks: list = field(default_factory=list)
    scores: dict = field(default_factory=dict)
    strict: int = 0
    is_all: bool = True


class Retrieval:
    """Asks a database's ``entries`` for candidates and puts them in order.

    ``readable`` keeps of keys those whose objects may be shown and makes them Python's,
    ``correction`` tells what a query that finds nothing sounds like.
    """

    def __init__(self, query: LevelledQuery, entries, readable, correction):
        self.levelled = query
        self.correction = correction
        self.entries = entries
        self.readable = readable
        self._known = {}

    def retrieve(self) -> Retrieved:
        """Return the keys found: 2 to 4 queries, 3 to 5 more for what is only related."""
        strict, _negated = signed(self.levelled.strict)
        terms = self.levelled.terms
        pks, is_all = self._strict_keys(strict)
        texts = self.entries.texts([str(pk) for pk in pks[: ranking.CANDIDATES]])
        found = Retrieved(strict=len(pks), is_all=is_all)
        self._order(found, pks, texts, self._ranking(terms), base=len(self.levelled.levels))
        if found.strict < FEW and self.levelled.looser:
            self._add_related(found)
        return found

    def _strict_keys(self, expression):
        """Return the best readable keys, and whether they are all that match."""
        core, _negated = signed(self.levelled.core)
        room = WINDOW
        while True:
            keys = self.entries.ranked(expression, room, core)
            pks = self.readable(keys, expression)
            if len(keys) < room:
                return pks, True
            if len(pks) >= ranking.CANDIDATES or room > WINDOW:
                return pks, False
            room *= 10

    def _order(self, found, pks, texts, ranks, base):
        """Add keys best first; those without a text stay in the database's order, behind."""
        points = {pk: ranks.score(texts[str(pk)]) for pk in pks if str(pk) in texts}
        first = sorted(points, key=lambda pk: -points[pk])
        rest = [pk for pk in pks if pk not in points]
        found.pks += first + rest
        found.scores |= {pk: base + points[pk] / (1 + points[pk]) for pk in first}
        found.scores |= dict.fromkeys(rest, float(base))

    def _add_related(self, found):
        query, base = self.levelled, len(self.levelled.levels)
        if not found.strict and (corrected := self.correction()):
            self._add_levels(found, [corrected.strict], corrected.terms, base)
        for levels in query.looser:
            base -= len(levels)
            if levels and len(found.pks) < ENOUGH:
                self._add_levels(found, levels, query.terms, base)

    def _add_levels(self, found, levels, terms, base):
        """Add what these levels find, stricter ones first: at most 3 queries."""
        self._count([each for term in terms for each in (term.known_by, *term.parts)])
        ranks = self._ranking(terms)
        levels = [signed(level)[0] for level in levels]
        alternatives = list(dict.fromkeys(part for level in levels for part in _parts(level)))
        texts = self.entries.ranked_texts(alternatives, 2 * ranking.CANDIDATES)
        left = self.readable(texts, AnyOf(tuple(alternatives)))
        for place, level in enumerate(levels, start=1):
            left = [pk for pk in left if pk not in found.scores]
            here = [pk for pk in left if level.matches(texts[str(pk)].whole, self.entries.needle)]
            best = sorted(here, key=lambda pk: -ranks.score(texts[str(pk)]))
            best = best[: ENOUGH - len(found.pks)]
            self._order(found, best, texts, ranks, base + len(levels) - place)

    def _count(self, expressions):
        """Learn how many entries have each, up to ``COMMON``: 1 query, none if all are known."""
        wanted = [wanted for wanted in dict.fromkeys(expressions) if wanted not in self._known]
        if wanted:
            counts = self.entries.counts([signed(each)[0] for each in wanted], COMMON)
            self._known.update(zip(wanted, counts, strict=True))

    def _ranking(self, terms):
        """Return the ranking of terms, rare ones above common ones."""
        rarity = {each: ranking.rarity(count, COMMON) for each, count in self._known.items()}
        return ranking.Ranking(terms, self.entries.needle, rarity)


def _parts(level):
    return level.parts if isinstance(level, AnyOf) else (level,)
