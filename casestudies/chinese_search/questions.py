"""From a question, or a tree of Wagtail's query classes, to what must match, level by level."""

from dataclasses import dataclass, field, replace
from itertools import combinations

from modelsearch.query import And, Boost, MatchAll, Not, Or, Phrase, PlainText

from .analysis import canonical, tokens
from .expressions import EVERYTHING, NOTHING, AllOf, AnyOf, Expression, Leaf, NoneOf
from .planner import Plan, Word, cuts, plan
from .spelling import corrections
from .vocabulary import FormKind, Vocabulary

#: What a word not required counts in the ranking.
WEAK_WEIGHT = 0.2
#: What a part of a compound counts beside the whole.
PART_WEIGHT = 0.35


@dataclass(frozen=True)
class Term:
    """One idea to be counted in a text: its forms with weights, its parts if it has any.

    ``known_by`` is what an entry must match to count among those that have the idea;
    ``akin`` are narrower and broader forms.
    """

    known_by: Expression
    forms: tuple[tuple[Leaf, float], ...]
    akin: tuple[tuple[Leaf, float], ...] = ()
    parts: tuple[Leaf, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True)
class Question:
    """``levels`` from strict to loose, and the ``terms`` that rank what they find.

    The last of several levels is any two characters, ranked by the ``scraps`` it has.
    """

    levels: tuple[Expression, ...]
    terms: tuple[Term, ...] = ()
    scraps: tuple[Term, ...] = ()
    plan: Plan | None = field(default=None, compare=False)

    @property
    def typed(self) -> str:
        return self.plan.typed if self.plan else ""


def planned(text: str, vocabulary: Vocabulary, *, prefix: bool = False) -> Question:
    """Return a typed question with all its levels; with ``prefix`` the strict one alone."""
    found = plan(text, vocabulary, prefix=prefix)
    if not found:
        return Question((NOTHING,), plan=found)
    terms = tuple(map(_term, found.words))
    if prefix:
        return Question((_strict(found),), terms, plan=found)
    scraps = tuple(map(Leaf, dict.fromkeys(_bigrams(found.typed))))
    levels = (*dict.fromkeys(_levels(found)), AnyOf(scraps))
    return Question(levels, terms, tuple(Term(leaf, ((leaf, 1.0),)) for leaf in scraps), found)


def meant(text: str, vocabulary: Vocabulary) -> Question | None:
    """Return the question with words that sound like it, if the vocabulary has any."""
    corrected = corrections(text, vocabulary.names.values(), surely=True)
    return planned(corrected[0], vocabulary) if corrected else None


def from_tree(query, vocabulary: Vocabulary, *, prefix: bool = False) -> Question:
    """Return a tree of Wagtail's query classes as one level: it means what it says.

    Plain text still has its synonyms; a phrase is taken literally. Raises
    ``NotImplementedError`` for a class that no database backend of Wagtail knows.
    """
    terms = []
    expression = _expression(query, vocabulary, prefix, terms, 1.0)
    return Question((expression,), tuple(terms))


def _expression(query, vocabulary, prefix, terms, weight):
    if isinstance(query, MatchAll):
        return EVERYTHING
    if isinstance(query, PlainText):
        return _plain_text(query, vocabulary, prefix, terms, weight)
    if isinstance(query, Phrase):
        text = canonical(query.query_string)
        if not text:
            return NOTHING
        leaf = Leaf(text, exact=True)
        terms.append(Term(leaf, ((leaf, 1.0),), weight=weight))
        return leaf
    if isinstance(query, Boost):
        return _expression(query.subquery, vocabulary, prefix, terms, weight * query.boost)
    if isinstance(query, Not):
        return NoneOf(_expression(query.subquery, vocabulary, prefix, [], weight))
    if isinstance(query, And | Or):
        parts = tuple(
            _expression(part, vocabulary, prefix, terms, weight) for part in query.subqueries
        )
        return AllOf(parts) if isinstance(query, And) else AnyOf(parts)
    raise NotImplementedError(
        f"`{type(query).__name__}` is not supported by the Chinese search backend."
    )


def _plain_text(query, vocabulary, prefix, terms, weight):
    found = plan(query.query_string, vocabulary, prefix=prefix)
    if not found:
        return NOTHING
    weight *= query.boost
    terms.extend(replace(term, weight=term.weight * weight) for term in map(_term, found.words))
    if query.operator == "or":
        return AnyOf(tuple(_word(word) for word in found.words))
    return AllOf(tuple(_word(word) for word in found.words))


def _strict(found: Plan):
    return AllOf(tuple(_word(word) for word in found.required))


def _levels(found: Plan):
    """Yield: all words; with broader ones; all but one; any word; the same of their parts."""
    words = found.required
    yield _strict(found)
    yield AllOf(tuple(_word(word, loose=True) for word in words))
    yield from _fewer(tuple(map(_word, words)))
    yield from _fewer(tuple(Leaf(part) for word in words for part in _parts(word)))


def _fewer(wanted):
    """Yield: all but one, where three are wanted; any, where two are."""
    wanted = tuple(dict.fromkeys(wanted))
    if len(wanted) >= 3:
        yield AnyOf(tuple(map(AllOf, combinations(wanted, len(wanted) - 1))))
    if len(wanted) >= 2:
        yield AnyOf(wanted)


def _word(word: Word, *, loose=False):
    """Any form, or all words of a cut; loosely also what is broader, and cuts of known words."""
    parts = [
        Leaf(form.text, prefix=word.prefix and form.kind == FormKind.TYPED)
        for form in word.forms
        if not form.is_covered and (loose or form.kind != FormKind.BROADER)
    ]
    found = word.cuts or (cuts(word.typed) if loose else ())
    parts += [AllOf(tuple(map(Leaf, cut))) for cut in found]
    return AnyOf(tuple(parts))


def _parts(word: Word):
    """The words that a compound may be made of; of three characters each two together."""
    found = word.cuts or cuts(word.typed)
    if found:
        return found[0]
    bigrams = _bigrams(word.typed)
    return tuple(bigrams) if len(bigrams) == 2 and len(word.typed) == 3 else (word.typed,)


def _term(word: Word):
    forms, akin = [], []
    for form in word.forms:
        if form.is_covered:
            continue
        leaf = Leaf(form.text, prefix=word.prefix and form.kind == FormKind.TYPED)
        same = form.kind in (FormKind.TYPED, FormKind.SYNONYM)
        (forms if same else akin).append((leaf, form.weight))
    found = [part for cut in word.cuts or cuts(word.typed) for part in cut]
    parts = tuple(map(Leaf, dict.fromkeys(found)))
    weight = 1.0 if word.required else WEAK_WEIGHT
    return Term(_word(word), tuple(forms), tuple(akin), parts, weight)


def _bigrams(text):
    found = tokens(text)
    return [token for token in found if len(token) > 1] or found
