"""Trees of what must match, and the form of them that databases understand."""

import random

import pytest

from casestudies.chinese_search.expressions import (
    EVERYTHING,
    NOTHING,
    AllOf,
    AnyOf,
    Except,
    Leaf,
    NoneOf,
    signed,
)

A, B, C = Leaf("产改"), Leaf("劳模"), Leaf("plc")


@pytest.mark.parametrize(
    ("leaf", "text", "found"),
    [
        (Leaf("产改"), " 推进产改工作 ", True),
        (Leaf("产改"), " 生产 改革 ", False),
        (Leaf("plc"), " 学 plc 编程 ", True),
        (Leaf("plc"), " 学 plcs 编程 ", False),
        (Leaf("lc"), " 学 plc 编程 ", False),
        (Leaf("pl", prefix=True), " 学 plc 编程 ", True),
        (Leaf("lc", prefix=True), " 学 plc 编程 ", False),
        (Leaf("plc 编"), " 学 plc 编程 ", True),
        (Leaf("学 plc"), " 学 plc 编程 ", True),
        (Leaf("学 pl"), " 学 plc 编程 ", False),
        (Leaf("学 pl", prefix=True), " 学 plc 编程 ", True),
    ],
)
def test_leaf(leaf, text, found):
    assert leaf.matches(text) is found


def test_a_leaf_knows_its_tokens():
    assert Leaf("产改").tokens() == (["产改"], False)
    assert Leaf("产").tokens() == (["产"], True)
    assert Leaf("plc").tokens() == (["plc"], False)
    assert Leaf("plc", prefix=True).tokens() == (["plc"], True)


def test_leaves_are_those_that_speak_for_a_text():
    tree = AllOf((A, AnyOf((B, Except(C, Leaf("焊接")))), NoneOf(Leaf("安全"))))
    assert list(tree.leaves()) == [A, B, C]


def test_everything_and_nothing():
    assert EVERYTHING.matches("")
    assert not NOTHING.matches(" 产改 ")


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (A, (A, False)),
        (NoneOf(A), (A, True)),
        (NoneOf(NoneOf(A)), (A, False)),
        (AllOf((A, A)), (A, False)),
        (AllOf((A, B)), (AllOf((A, B)), False)),
        (AllOf((A, NoneOf(B))), (Except(A, B), False)),
        (AllOf((NoneOf(A), NoneOf(B))), (AnyOf((A, B)), True)),
        (AnyOf((A, NoneOf(B))), (Except(B, A), True)),
        (AnyOf((A, B)), (AnyOf((A, B)), False)),
        (EVERYTHING, (NOTHING, True)),
        (NOTHING, (NOTHING, False)),
        (NoneOf(EVERYTHING), (NOTHING, False)),
        (NoneOf(NOTHING), (NOTHING, True)),
        (AllOf((A, EVERYTHING)), (A, False)),
        (AllOf((A, NOTHING)), (NOTHING, False)),
        (AnyOf((A, EVERYTHING)), (NOTHING, True)),
        (AnyOf((A, NOTHING)), (A, False)),
        (AllOf((NoneOf(EVERYTHING), A)), (NOTHING, False)),
    ],
)
def test_signed(tree, expected):
    assert signed(tree) == expected


LEAVES = [Leaf(each) for each in ("甲甲", "乙乙", "丙丙", "丁丁")]
TEXTS = [
    f" {' '.join(leaf.text for place, leaf in enumerate(LEAVES) if bits >> place & 1)} "
    for bits in range(2 ** len(LEAVES))
]


def random_tree(dice, depth):
    kind = dice.randrange(7 if depth else 3)
    if kind < 2:
        return dice.choice(LEAVES)
    if kind == 2:
        return dice.choice([*LEAVES, EVERYTHING, NOTHING])
    if kind in (3, 4):
        return NoneOf(random_tree(dice, depth - 1))
    parts = tuple(random_tree(dice, depth - 1) for _each in range(dice.randrange(4)))
    return AllOf(parts) if kind == 5 else AnyOf(parts)


def inside(expression):
    yield expression
    if isinstance(expression, Except):
        yield from inside(expression.keep)
        yield from inside(expression.drop)
    for part in getattr(expression, "parts", ()):
        yield from inside(part)


def test_signed_trees_mean_the_same():
    dice = random.Random(1)
    for _each in range(5_000):
        tree = random_tree(dice, depth=4)
        positive, negated = signed(tree)
        for text in TEXTS:
            assert tree.matches(text) is (positive.matches(text) is not negated), tree


def test_signed_trees_have_no_bare_not_and_no_empty_part():
    dice = random.Random(2)
    for _each in range(5_000):
        positive, _negated = signed(random_tree(dice, depth=4))
        if positive == NOTHING:
            continue
        for part in inside(positive):
            assert not isinstance(part, NoneOf)
            assert part not in (NOTHING, EVERYTHING)
            assert len(getattr(part, "parts", (1, 2))) > 1
