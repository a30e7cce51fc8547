"""From what was typed, or a tree of Wagtail's query classes, to what must match, level by level."""

from dataclasses import dataclass, field, replace
from itertools import combinations

from modelsearch.query import And, Boost, MatchAll, Not, Or, Phrase, PlainText

from .analysis import canonical, is_han
from .expressions import EVERYTHING, NOTHING, AllOf, AnyOf, Expression, Leaf, NoneOf
from .planner import MAX_PARTS, Plan, Word, cuts, plan
from .spelling import corrections
from .vocabulary import FormKind, Vocabulary

#: What a word not required counts in the ranking.
WEAK_WEIGHT = 0.2
#: What a part of a compound counts beside the whole.
PART_WEIGHT = 0.35
#: More narrower words than this are not looked for while others find enough.
MAX_NARROWER = 8

SAME = (FormKind.TYPED, FormKind.SYNONYM)
STRICT = (*SAME, FormKind.NARROWER)
LOOSE = (*STRICT, FormKind.BROADER)


@dataclass(frozen=True)
class Term:
    """One idea to be counted in a text: its forms with weights, its parts if it has any.

    ``known_by`` is what an entry must match to count among those that have the idea;
    ``related`` are narrower and broader forms.
    """

    known_by: Expression
    forms: tuple[tuple[Leaf, float], ...]
    related: tuple[tuple[Leaf, float], ...] = ()
    parts: tuple[Leaf, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True)
class LevelledQuery:
    """What must match: ``strict``, then groups of looser levels, each wider than the one before.

    ``core`` is the strict level without narrower words, by which the database ranks;
    ``terms`` rank what is found.
    """

    strict: Expression
    core: Expression
    terms: tuple[Term, ...] = ()
    looser: tuple[tuple[Expression, ...], ...] = ()
    plan: Plan | None = field(default=None, compare=False)

    @property
    def levels(self) -> tuple[Expression, ...]:
        return (self.strict, *(level for group in self.looser for level in group))


def planned(text: str, vocabulary: Vocabulary, *, prefix: bool = False) -> LevelledQuery:
    """Return a typed query with all its levels; with ``prefix`` the strict one alone."""
    found = plan(text, vocabulary, prefix=prefix)
    if not found:
        return LevelledQuery(NOTHING, NOTHING, plan=found)
    strict, core = _all_of(found, STRICT), _all_of(found, SAME)
    looser = () if prefix else (_looser_words(found), _looser_parts(found))
    return LevelledQuery(strict, core, tuple(map(_term, found.words)), looser, found)


def correction(text: str, vocabulary: Vocabulary) -> LevelledQuery | None:
    """Return the query with words that sound like it, if the vocabulary has any."""
    corrected = corrections(text, vocabulary.names.values(), surely=True)
    return planned(corrected[0], vocabulary) if corrected else None


def from_tree(query, vocabulary: Vocabulary, *, prefix: bool = False) -> LevelledQuery:
    """Return a tree of Wagtail's query classes as one level: it means what it says.

    Plain text still has its synonyms; a phrase is taken literally. Raises
    ``NotImplementedError`` for a class that no database backend of Wagtail knows.
    """
    terms = []
    expression = _expression(query, vocabulary, prefix, terms, 1.0)
    return LevelledQuery(expression, expression, tuple(terms))


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
        group = AllOf if isinstance(query, And) else AnyOf
        parts = [_expression(part, vocabulary, prefix, terms, weight) for part in query.subqueries]
        return group(tuple(parts))
    raise NotImplementedError(
        f"`{type(query).__name__}` is not supported by the Chinese search backend."
    )


def _plain_text(query, vocabulary, prefix, terms, weight):
    found = plan(query.query_string, vocabulary, prefix=prefix)
    if not found:
        return NOTHING
    weight *= query.boost
    terms.extend(replace(term, weight=term.weight * weight) for term in map(_term, found.words))
    group = AnyOf if query.operator == "or" else AllOf
    return group(tuple(map(_word, found.words)))


def _all_of(found: Plan, kinds):
    return AllOf(tuple(_word(word, kinds) for word in found.required))


def _looser_words(found: Plan):
    """All words, with broader ones; all but one; any word."""
    return (_all_of(found, LOOSE), *_fewer(_word(word, SAME) for word in found.required))


def _looser_parts(found: Plan):
    """All parts of the words but one, any part."""
    parts = [Leaf(part) for word in found.required for part in _parts(word)]
    return tuple(_fewer(parts[:MAX_PARTS]))


def _fewer(wanted):
    """Yield: all but one, where three are wanted; any, where two are."""
    wanted = tuple(dict.fromkeys(wanted))
    if len(wanted) >= 3:
        yield AnyOf(tuple(map(AllOf, combinations(wanted, len(wanted) - 1))))
    if len(wanted) >= 2:
        yield AnyOf(wanted)


def _word(word: Word, kinds=STRICT):
    """Any form of these kinds, or all words of a cut."""
    forms = [form for form in word.forms if form.kind in kinds]
    if kinds is STRICT:
        forms = forms[: sum(form.kind in SAME for form in forms) + MAX_NARROWER]
    leaves = [Leaf(form.text, prefix=word.prefix and form.kind == FormKind.TYPED) for form in forms]
    return AnyOf((*leaves, *(AllOf(tuple(map(Leaf, cut))) for cut in word.cuts)))


def _parts(word: Word):
    """The words that a compound may be made of; of three characters each two together."""
    found = word.cuts or cuts(word.typed)
    if found:
        return found[0]
    typed = word.typed
    is_of_three = len(typed) == 3 and is_han(typed) and " " not in typed
    return (typed[:2], typed[1:]) if is_of_three else (typed,)


def _term(word: Word):
    forms, related = [], []
    for form in word.forms:
        leaf = Leaf(form.text, prefix=word.prefix and form.kind == FormKind.TYPED)
        (forms if form.kind in SAME else related).append((leaf, form.weight))
    found = [part for cut in word.cuts or cuts(word.typed) for part in cut]
    parts = tuple(map(Leaf, dict.fromkeys(found)))
    weight = 1.0 if word.required else WEAK_WEIGHT
    return Term(_word(word, SAME), tuple(forms), tuple(related), parts, weight)
