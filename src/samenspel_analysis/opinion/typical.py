"""The statements typical of each group: where it differs from all others, for certain."""

import numpy as np

from samenspel_analysis.opinion.axes import Axes
from samenspel_analysis.opinion.counts import GroupCounts
from samenspel_analysis.opinion.halves import discovered, half_p_values
from samenspel_analysis.opinion.intervals import newcombe, shares_of
from samenspel_analysis.opinion.results import Representative
from samenspel_analysis.opinion.sampled import Sampled
from samenspel_analysis.opinion.settings import Settings
from samenspel_analysis.opinion.statements import lifts
from samenspel_analysis.opinion.votes import FloatArray, IntArray


def typical(
    counts: GroupCounts,
    people: Sampled,
    groups: IntArray,
    axes: Axes,
    settings: Settings,
    seed: int,
) -> tuple[tuple[Representative, ...], ...]:
    """Per group the statements it agrees, or disagrees, with more than all others.

    Their adjusted p-values, from halves of votes, are at most `settings.discovery`; they are
    ranked by the lower bound of the difference with all others.
    """
    count = len(counts.people) - 1
    order = np.argsort(axes.keys, kind="stable")
    halves = half_p_values(people, groups, count, seed)
    upward = axes.components[order, 0] >= 0
    adjusted = np.empty_like(halves)
    for direction in (0, 1):  # agrees, disagrees: the upper side where the first axis points up
        adjusted[direction] = np.where(upward, halves[direction], halves[1 - direction])
    adjusted = discovered(adjusted)
    statements = axes.statements[order]
    least = differences(counts, statements)
    return tuple(
        _of_group(group, counts, adjusted[:, group], least[:, group], statements, settings)
        for group in range(count)
    )


def differences(counts: GroupCounts, statements: IntArray) -> FloatArray:
    """Lower bounds (2, groups, K) of the share of each group that agrees (0), or disagrees (1),
    less the share of all others."""
    of = counts.cast[:, statements].astype(np.float64)
    said = np.stack([counts.of(direction)[:, statements] for direction in (1, -1)])
    counted = said, said.sum(axis=1, keepdims=True) - said
    return newcombe(counted, (of, of.sum(axis=0) - of))[0]


def _of_group(
    group: int,
    counts: GroupCounts,
    adjusted: FloatArray,
    least: FloatArray,
    statements: IntArray,
    settings: Settings,
) -> tuple[Representative, ...]:
    of = counts.cast[:, statements]
    others_of = of.sum(axis=0) - of[group]
    found = []
    for which, direction in enumerate((1, -1)):
        low = least[which]
        lift = lifts(counts, direction)[group, statements]
        found += [
            (-low[at], int(statements[at]), at, which, direction, lift[at])
            for at in np.flatnonzero((adjusted[which] <= settings.discovery) & (low > 0))
        ]
    found.sort(key=lambda each: each[:2])
    found = found[: settings.longest]
    counted = [counts.of(each[4])[:, each[1]] for each in found]
    at = [each[2] for each in found]
    shares = shares_of([each[group] for each in counted], of[group, at])
    others = shares_of([each.sum() - each[group] for each in counted], others_of[at])
    return tuple(
        Representative(statement, direction, share, other, float(times), float(adjusted[which, at]))
        for (_, statement, at, which, direction, times), share, other in zip(
            found, shares, others, strict=True
        )
    )
