"""Statements that join and that divide, each ranked by the bound that speaks against it."""

import numpy as np

from samenspel_analysis.opinion.counts import GroupCounts
from samenspel_analysis.opinion.intervals import newcombe, shares_of, wilson
from samenspel_analysis.opinion.results import Bridging, Consensus, Divisive, Share
from samenspel_analysis.opinion.votes import FloatArray, IntArray

MOST = 0.5  # more than half: what "most people" means


def consensus(counts: GroupCounts, statements: IntArray) -> tuple[Consensus, ...]:
    """Statements that more than half of all voters agree or disagree with, for certain.

    The lower bound of the share lies above one half; few votes have a low bound, so they cannot
    lead.
    """
    return shared_by_most(counts.everyone[statements], statements)


def shared_by_most(everyone: IntArray, statements: IntArray) -> tuple[Consensus, ...]:
    """The same of counts: `everyone` (S, 3) counts disagree, pass and agree of `statements`."""
    of = everyone.sum(axis=1)
    found = []
    for direction in (1, -1):
        count = everyone[:, 1 + direction]
        low = wilson(count, of)[0]
        chosen = np.flatnonzero(low > MOST)
        shares = shares_of(count[chosen], of[chosen])
        found += [
            (-low[at], Consensus(int(statements[at]), direction, share))
            for at, share in zip(chosen, shares, strict=True)
        ]
    found.sort(key=lambda each: (each[0], each[1].statement, each[1].direction))
    return tuple(each for _, each in found)


def bridging(counts: GroupCounts, statements: IntArray) -> tuple[Bridging, ...]:
    """Statements that more than half of each group agrees, or disagrees, with, for certain."""
    groups = len(counts.people) - 1
    if groups < 2:
        return ()
    of = counts.cast[:, statements]
    found = []
    for direction in (1, -1):
        count = counts.of(direction)[:, statements]
        low = wilson(count, of, together=groups)[0].min(axis=0)
        product = ((count + 1) / (of + 2)).prod(axis=0)
        chosen = np.flatnonzero(low > MOST)
        shares = _by_statement(count[:, chosen], of[:, chosen], groups)
        found += [
            Bridging(int(statements[at]), direction, each, float(low[at]), float(product[at]))
            for at, each in zip(chosen, shares, strict=True)
        ]
    return tuple(sorted(found, key=lambda each: (-each.low, each.statement)))


def divisive(counts: GroupCounts, statements: IntArray) -> tuple[Divisive, ...]:
    """Statements on which the agreement of two groups differs for certain, the largest first."""
    groups = len(counts.people) - 1
    if groups < 2:
        return ()
    of, agree = counts.cast[:, statements], counts.of(1)[:, statements]
    pairs = [(g, h) for g in range(groups) for h in range(groups) if g != h]
    bounds = [
        newcombe((agree[g], agree[h]), (of[g], of[h]), together=len(pairs) // 2) for g, h in pairs
    ]
    low = np.array([each[0] for each in bounds])
    best = low.argmax(axis=0)
    found = []
    chosen = np.flatnonzero(low.max(axis=0) > 0)
    share = agree / np.maximum(of, 1)
    shares = _by_statement(agree[:, chosen], of[:, chosen], groups)
    for at, each in zip(chosen, shares, strict=True):
        most, least = pairs[best[at]]
        found.append(
            Divisive(
                int(statements[at]),
                most,
                least,
                each,
                float(share[most, at] - share[least, at]),
                float(bounds[best[at]][0][at]),
                float(bounds[best[at]][1][at]),
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.low, each.statement)))


def lifts(counts: GroupCounts, direction: int) -> FloatArray:
    """Share within a group by the share outside it, one vote added either way, (groups, S)."""
    count, of = counts.of(direction), counts.cast
    others, of_others = count.sum(axis=0) - count, of.sum(axis=0) - of
    return np.asarray(((count + 1) / (of + 2)) / ((others + 1) / (of_others + 2)))


def _by_statement(count: IntArray, of: IntArray, groups: int) -> list[tuple[Share, ...]]:
    """The shares of all groups on each statement; `count` and `of` are (groups, statements)."""
    shares = shares_of(count.T.ravel(), of.T.ravel(), together=groups)
    return [shares[first : first + groups] for first in range(0, len(shares), groups)]
