"""The statements typical of each group: where it differs from all others, for certain."""

from itertools import pairwise

import numpy as np

from samenspel_analysis.opinion.axes import Axes
from samenspel_analysis.opinion.counts import GroupCounts
from samenspel_analysis.opinion.halves import discovered, half_p_values
from samenspel_analysis.opinion.intervals import newcombe, shares_of
from samenspel_analysis.opinion.results import Representative
from samenspel_analysis.opinion.sampled import Sampled
from samenspel_analysis.opinion.settings import Settings
from samenspel_analysis.opinion.statements import DIRECTIONS, lifts
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
    said, of = counts.both_ways(statements), counts.cast[:, statements]
    least = differences(said, of)
    chosen = [
        _first(adjusted[:, group], least[:, group], statements, settings) for group in range(count)
    ]
    which, at = (np.concatenate(each) for each in zip(*chosen, strict=True))
    group = np.repeat(np.arange(count), [len(places) for _, places in chosen])
    own, all_said = said[which, group, at], said.sum(axis=1)[which, at]
    times = lifts(said, of)[which, group, at]
    found = [
        Representative(statement, DIRECTIONS[side], share, other, lift, p)
        for statement, side, share, other, lift, p in zip(
            statements[at].tolist(),
            which.tolist(),
            shares_of(own, of[group, at]),
            shares_of(all_said - own, of.sum(axis=0)[at] - of[group, at]),
            times.tolist(),
            adjusted[which, group, at].tolist(),
            strict=True,
        )
    ]
    ends = np.cumsum([0, *(len(places) for _, places in chosen)]).tolist()
    return tuple(tuple(found[first:last]) for first, last in pairwise(ends))


def differences(said: IntArray, of: IntArray) -> FloatArray:
    """Lower bounds (2, groups, K) of the share of each group that agrees (0), or disagrees (1),
    less the share of all others; `said` (2, groups, K) `of` (groups, K) votes."""
    counted = said, said.sum(axis=1, keepdims=True) - said
    return newcombe(counted, (of, of.sum(axis=0) - of))[0]


def _first(
    adjusted: FloatArray, least: FloatArray, statements: IntArray, settings: Settings
) -> tuple[IntArray, IntArray]:
    """Which way (0, 1) and where the first statements of a group's list are."""
    which, at = np.nonzero((adjusted <= settings.discovery) & (least > 0))
    order = np.lexsort((statements[at], -least[which, at]))[: settings.longest]
    return which[order], at[order]
