"""What must match, as a tree that each database translates in its own way."""

from dataclasses import dataclass

from .analysis import is_han, phrase_tokens


def plain_needle(leaf: "Leaf") -> str:
    """Return what a leaf looks like in canonical text with a blank at either end."""
    start = "" if is_han(leaf.text) else " "
    end = "" if leaf.prefix or is_han(leaf.text[-1]) else " "
    return f"{start}{leaf.text}{end}"


class Expression:
    """A set of texts."""

    def matches(self, text: str, needle=plain_needle) -> bool:
        """Whether a text belongs to the set; ``needle`` tells what a leaf looks like in it."""
        raise NotImplementedError

    def leaves(self):
        """Yield the leaves that speak for a text, not those that speak against it."""
        return iter(())


@dataclass(frozen=True)
class Leaf(Expression):
    """Canonical text to be found as it stands.

    ``prefix``: its last word may go on. ``exact``: the order of its parts matters even
    where the index alone does not know it.
    """

    text: str
    prefix: bool = False
    exact: bool = False

    def tokens(self) -> tuple[list[str], bool]:
        """Return the tokens and whether the last is the beginning of one."""
        found, prefix = phrase_tokens(self.text)
        return found, prefix or self.prefix

    def matches(self, text, needle=plain_needle):
        return needle(self) in text

    def leaves(self):
        yield self


@dataclass(frozen=True)
class _Group(Expression):
    parts: tuple[Expression, ...]

    def leaves(self):
        for part in self.parts:
            yield from part.leaves()


@dataclass(frozen=True)
class AllOf(_Group):
    def matches(self, text, needle=plain_needle):
        return all(part.matches(text, needle) for part in self.parts)


@dataclass(frozen=True)
class AnyOf(_Group):
    def matches(self, text, needle=plain_needle):
        return any(part.matches(text, needle) for part in self.parts)


@dataclass(frozen=True)
class NoneOf(Expression):
    part: Expression

    def matches(self, text, needle=plain_needle):
        return not self.part.matches(text, needle)


@dataclass(frozen=True)
class Except(Expression):
    """What ``keep`` finds and ``drop`` does not: what databases have instead of a bare not."""

    keep: Expression
    drop: Expression

    def matches(self, text, needle=plain_needle):
        return self.keep.matches(text, needle) and not self.drop.matches(text, needle)

    def leaves(self):
        return self.keep.leaves()


EVERYTHING = AllOf(())
NOTHING = AnyOf(())


def signed(expression: Expression) -> tuple[Expression, bool]:
    """Return an expression without ``NoneOf``, and whether its complement is meant.

    ``(NOTHING, False)`` is the empty set and ``(NOTHING, True)`` everything; ``NOTHING``
    stands nowhere else.
    """
    if isinstance(expression, NoneOf):
        part, negated = signed(expression.part)
        return part, not negated
    if isinstance(expression, AllOf):
        return _all_of([signed(part) for part in expression.parts])
    if isinstance(expression, AnyOf):
        # De Morgan: any of these is not (all of their complements).
        part, negated = _all_of([(part, not no) for part, no in map(signed, expression.parts)])
        return part, not negated
    return expression, False


def written(expression: Expression, leaf, all_of: str, any_of: str, but: str) -> str:
    """Return an expression without ``NoneOf`` in a language: ``leaf`` writes a leaf in it."""
    if isinstance(expression, Leaf):
        return leaf(expression)
    if isinstance(expression, Except):
        parts, joint = (expression.keep, expression.drop), but
    else:
        parts, joint = expression.parts, all_of if isinstance(expression, AllOf) else any_of
    return f"({joint.join(written(part, leaf, all_of, any_of, but) for part in parts)})"


def _all_of(parts):
    wanted = [part for part, negated in parts if not negated]
    unwanted = [part for part, negated in parts if negated and part != NOTHING]
    if NOTHING in wanted:
        return NOTHING, False
    drop = _joined(AnyOf, unwanted)
    if not wanted:
        return drop, True
    keep = _joined(AllOf, wanted)
    return (Except(keep, drop) if unwanted else keep), False


def _joined(group, parts):
    unique = tuple(dict.fromkeys(parts))
    if len(unique) == 1:
        return unique[0]
    return group(unique) if unique else NOTHING
