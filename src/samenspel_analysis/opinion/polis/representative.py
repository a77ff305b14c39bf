"""Statements that Polis shows for a group, and for everyone."""

from dataclasses import dataclass

import numpy as np

from samenspel_analysis.opinion.polis.formulas import (
    SIGNIFICANT,
    lift,
    lift_test,
    probability,
    share_test,
)
from samenspel_analysis.opinion.votes import FloatArray, IntArray

LONGEST = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement shown for a group: `count` of `cast` votes in `direction` (1 agree, -1 disagree).

    `lift` and `lift_test` are 0 in the lists of everyone, who have no others to differ from.
    """

    statement: int
    direction: int
    count: int
    cast: int
    probability: float
    test: float
    lift: float = 0.0
    lift_test: float = 0.0

    @property
    def strength(self) -> float:
        """What statements of a group are ranked by."""
        return self.lift * self.lift_test * self.probability * self.test


def shown_for_groups(
    agrees: IntArray, disagrees: IntArray, cast: IntArray, kept: IntArray
) -> tuple[tuple[Shown, ...], ...]:
    """Per group at most five statements; counts are (groups, S), `kept` the statements allowed."""
    sides = [_sides(counts, cast, kept) for counts in (agrees, disagrees)]
    voted = (agrees + disagrees)[:, kept] > 0
    return tuple(
        _chosen([side[group] for side in sides], voted[group]) for group in range(len(cast))
    )


def shown_for_everyone(
    count: IntArray, cast: IntArray, kept: IntArray, direction: int
) -> tuple[Shown, ...]:
    """At most five statements that more than half agree (or disagree) with; counts are (S,)."""
    p, z = probability(count, cast), share_test(count, cast)
    fit = [s for s in kept if p[s] > 0.5 and z[s] > SIGNIFICANT]
    fit.sort(key=lambda s: -p[s] * z[s])
    return tuple(
        Shown(int(s), direction, int(count[s]), int(cast[s]), float(p[s]), float(z[s]))
        for s in fit[:LONGEST]
    )


def _sides(counts: IntArray, cast: IntArray, kept: IntArray) -> list[list[Shown]]:
    count, n = counts[:, kept], cast[:, kept]
    others, m = count.sum(axis=0) - count, n.sum(axis=0) - n
    numbers: tuple[FloatArray, ...] = (
        probability(count, n),
        share_test(count, n),
        lift(count, n, others, m),
        lift_test(count, n, others, m),
    )
    return [
        [
            Shown(
                int(kept[at]),
                0,
                int(count[g, at]),
                int(n[g, at]),
                *(float(x[g, at]) for x in numbers),
            )
            for at in range(len(kept))
        ]
        for g in range(len(counts))
    ]


def _chosen(sides: list[list[Shown]], voted: np.ndarray) -> tuple[Shown, ...]:
    best_agree: tuple[Shown, Shown] | None = None
    best: tuple[Shown, Shown] | None = None
    enough: list[tuple[Shown, Shown]] = []
    for agree, disagree, some in zip(*sides, voted, strict=True):
        pair = agree, disagree
        if any(each.test > SIGNIFICANT and each.lift_test > SIGNIFICANT for each in pair):
            enough.append(pair)
        elif not enough and (best is None or _top(pair) > _top(best)):
            best = pair
        if some and _agreed_more(agree, best_agree[0] if best_agree else None):
            best_agree = pair
    head = [best_agree] if best_agree else []
    if not enough:
        return tuple(_final(pair) for pair in head or ([best] if best else []))
    first = [_final(pair) for pair in head]
    rest = [_final(pair) for pair in enough if pair is not best_agree]
    rest.sort(key=lambda each: -each.strength)
    return tuple(sorted((first + rest)[:LONGEST], key=lambda each: -each.direction))


def _top(pair: tuple[Shown, Shown]) -> float:
    return max(each.lift_test for each in pair)


def _agreed_more(agree: Shown, best: Shown | None) -> bool:
    """Whether `agree` is a better first statement: by lift where the best so far has any."""
    if best is None:
        return agree.test > SIGNIFICANT or (agree.lift > 1 and agree.probability > 0.5)
    if best.lift > 1:
        return agree.strength > best.strength
    return agree.probability * agree.test > best.probability * best.test


def _final(pair: tuple[Shown, Shown]) -> Shown:
    direction = 1 if pair[0].lift_test > pair[1].lift_test else -1
    side = pair[0] if direction == 1 else pair[1]
    return Shown(
        side.statement,
        direction,
        side.count,
        side.cast,
        side.probability,
        side.test,
        side.lift,
        side.lift_test,
    )
